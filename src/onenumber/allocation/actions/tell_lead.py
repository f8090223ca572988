"""Tell the AMHP lead that an offer has stayed unanswered for the time the service has set."""

from datetime import datetime

from onenumber.access.queries import leads_of
from onenumber.allocation.policies import may_offer
from onenumber.allocation.queries import TOLD_LEAD, lead_was_told
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording

UNANSWERED = Wording(
    TOLD_LEAD,
    Topic.WATCH,
    "{reference}: nobody has answered",
    ("Nobody has answered the offer of {reference}. It waits under “Needs you now” on the board.",),
)


@action("offer.escalated", policy=may_offer)
def tell_lead(*, by: Viewer, at: datetime, case: Case, since: datetime) -> Done[int]:
    """How many leads were told; nobody is told twice of what was sent at `since`."""
    leads = [] if lead_was_told(case.reference, since=since) else leads_of(case.service_id, at)
    for lead in leads:
        write_message(
            by=by,
            at=at,
            service=case.service,
            to_user_id=lead.pk,
            to_name=lead.name,
            to_address=lead.email,
            said=UNANSWERED.said(reference=case.reference),
            about=case.reference,
        )
    return Done(len(leads), subject=case.reference, service_id=case.service_id)
