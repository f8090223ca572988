"""Tell somebody that it is their turn, when the one before them let the time go by."""

from datetime import datetime

from onenumber.allocation.actions._answering import locked
from onenumber.allocation.actions._telling import tell_asked
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import may_withdraw
from onenumber.allocation.queries import turn_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.queries import facts_of
from onenumber.messaging.models import Message


@action("offer.turn_announced", policy=may_withdraw)
def announce_turn(*, by: Viewer, at: datetime, offer: Offer) -> Done[bool]:
    """Whether they were told now; nothing is done twice, nor for an offer that was answered meanwhile."""
    current = locked(offer)
    turn, reference = turn_of(current), current.case.reference
    told = Message.objects.filter(
        kind="offer", about=reference, to_name=current.practitioner.name, written_at__gte=current.happened_at
    )
    due = not current.answer and turn.has_come(at) and not told.exists()
    if due:
        tell_asked(current, turn, facts_of(current.case), by=by, at=at)
    return Done(due, subject=reference, service_id=current.case.service_id)
