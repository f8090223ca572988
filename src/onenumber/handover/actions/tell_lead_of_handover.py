"""Tell the AMHP leads of the giving service, once, what nobody had accepted when its duty ended."""

from datetime import datetime

from onenumber.access.queries import leads_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.handover.actions._rows import done, locked
from onenumber.handover.actions._telling import NOT_ACCEPTED, tell_users
from onenumber.handover.models import Handover
from onenumber.handover.policies import may_give
from onenumber.handover.queries import read_list

NAMED = 10


@action("handover.escalated", policy=may_give)
def tell_lead_of_handover(*, by: Viewer, at: datetime, handover: Handover) -> Done[int]:
    """How many leads were told; nothing when all is accepted, or when they were told before."""
    current = locked(handover)
    waiting = read_list(current).waiting
    if current.lead_told_at is not None or not waiting or at < current.boundary_at:
        return done(0, current)
    Handover.objects.filter(pk=current.pk).update(lead_told_at=at)
    references = tuple(dict.fromkeys(each.item.reference for each in waiting if each.item.reference))
    said = NOT_ACCEPTED.said(
        day=current.boundary_at, references=references[:NAMED] or None, colleague=current.coordinator
    )
    leads = leads_of(current.giving_service_id, at)
    told = tell_users(leads, current, said, service=current.giving_service, by=by, at=at)
    return done(told, current, "lead")
