"""Reading drafts: only their own writer sees them."""

from onenumber.audit.models import Viewer
from onenumber.intake.models import Draft


def draft(viewer: Viewer, reference: str) -> Draft | None:
    """The viewer's own draft of this reference, in a service they still work in."""
    if not reference.isprintable():  # PostgreSQL takes no NUL even in a question
        return None
    rows = Draft.objects.select_related("service").filter(service_id__in=viewer.services())
    return rows.filter(reference=reference, user_id=viewer.user_id).first()


def unfinished(viewer: Viewer) -> list[Draft]:
    """The viewer's drafts that were neither saved nor put aside, newest first."""
    rows = Draft.objects.filter(user_id=viewer.user_id, finished_at__isnull=True)
    return list(rows.filter(service_id__in=viewer.services()).order_by("-kept_at")[:10])
