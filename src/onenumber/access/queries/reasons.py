"""Reasons that were given to open a record."""

from onenumber.access.models import ReasonGiven
from onenumber.audit.models import Viewer


def open_reason(viewer: Viewer, *, person_id: int) -> ReasonGiven | None:
    """The viewer's own reason for this person that is still open at the viewer's moment, the latest first."""
    return (
        ReasonGiven.objects.filter(
            user_id=viewer.user_id,
            person_id=person_id,
            service_id__in=viewer.services(),
            open_until__gt=viewer.at,
        )
        .order_by("-open_until")
        .first()
    )
