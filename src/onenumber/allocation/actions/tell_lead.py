"""Tell the AMHP lead that an offer has stayed unanswered for the time the service has set."""

from datetime import datetime

from onenumber.access.models import Grant, Role, User
from onenumber.allocation.policies import may_offer
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Message

KIND = "unanswered"


def _leads_of(service_id: int, at: datetime) -> list[User]:
    """The users who are AMHP lead of a service at this moment."""
    grants = Grant.objects.filter(service_id=service_id, role=Role.AMHP_LEAD, begins_at__lte=at)
    held = grants.exclude(ends_at__lte=at).values("user_id")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))


@action("offer.escalated", policy=may_offer)
def tell_lead(*, by: Viewer, at: datetime, case: Case, since: datetime) -> Done[int]:
    """How many leads were told; nobody is told twice of what was sent at `since`."""
    told = Message.objects.filter(kind=KIND, about=case.reference, written_at__gte=since)
    leads = [] if told.exists() else _leads_of(case.service_id, at)
    for lead in leads:
        write_message(
            by=by,
            at=at,
            service=case.service,
            to_user_id=lead.pk,
            to_name=lead.name,
            to_address=lead.email,
            kind=KIND,
            about=case.reference,
            subject=f"{case.reference}: nobody has answered",
            body=f"Nobody has answered the offer of {case.reference}. It waits under “Needs you now” on the board.",
        )
    return Done(len(leads), subject=case.reference, service_id=case.service_id)
