"""Openings that nobody reviewed in the time the service has set are told to its AMHP leads, without any reference."""

from datetime import datetime

from onenumber.access.models import User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.organisations.models import Service

LEFT = Wording(
    "openings",
    Topic.WATCH,
    "Openings of records wait for your review",
    ("They have waited longer than the service has set. The page Openings shows them.",),
)


def _may_tell(viewer: Viewer, *, service: Service, **_: object) -> bool:
    return viewer.may_in(service.pk, ("system",))


@action("openings.overdue_told", policy=_may_tell)
def tell_of_openings(*, by: Viewer, at: datetime, service: Service, lead: User) -> Done[None]:
    """One message to one lead; what was opened stands on the page, not in the message."""
    write_message(
        by=by, at=at, service=service, to_user_id=lead.pk, to_name=lead.name, to_address=lead.email, said=LEFT.said(),
        about="",
    )  # fmt: skip
    return Done(None, subject=f"user {lead.pk}", service_id=service.pk)
