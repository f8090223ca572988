"""What got in somebody's way reaches the AMHP leads of the service, on their screens."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.access.queries import leads_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.organisations.models import Service

FEEDBACK = Wording("feedback", Topic.WATCH, "{colleague}: what got in my way", ("{own_words}",))


def _may_tell(viewer: Viewer, *, service: Service, **_: object) -> bool:
    return service.pk in viewer.services()


@action("feedback.told", policy=_may_tell)
def tell_leads(
    *, by: Viewer, at: datetime, service: Service, words: str, key: UUID | None = None
) -> Done[int]:
    """One message for each lead; returns how many were told."""
    leads = leads_of(service.pk, at)
    said = FEEDBACK.said(colleague=User.objects.get(pk=by.user_id), own_words=words)
    for lead in leads:
        write_message(
            by=by,
            at=at,
            service=service,
            to_user_id=lead.pk,
            to_name=lead.name,
            to_address=lead.email,
            said=said,
            about="",
        )
    return Done(len(leads), subject=f"service {service.pk}", service_id=service.pk, leads_to="/")
