"""Decline an offer: as easy as accepting, and a reason is welcome, never required."""

from datetime import datetime
from uuid import UUID

from onenumber.allocation.actions._answering import answer, at_their_turn, locked, refuse_answered, tell_next
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._telling import tell_sender, tell_withdrawn
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import may_answer, may_withdraw
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer


@action("offer.declined", policy=may_answer)
def decline_offer(
    *, by: Viewer, at: datetime, offer: Offer, reason: str = "", key: UUID | None = None
) -> Done[Offer]:
    """The answer no. Whoever is next in line is asked from now."""
    current = locked(offer)
    refuse_answered(current, at=at)
    before = at_their_turn(current.case, at=at)
    answer(current, Offer.Answer.DECLINED, by=by, at=at, reason=reason)
    tell_next(current.case, before=before, by=by, at=at)
    tell_sender(current, "declined", by=by, at=at)
    refresh_asked(current.case, at=at)
    current.refresh_from_db()
    case = current.case
    return Done(
        current, subject=case.reference, service_id=case.service_id, fields=("offer",), leads_to="/my-day/"
    )


@action("offer.withdrawn", policy=may_withdraw)
def withdraw_offer(
    *, by: Viewer, at: datetime, offer: Offer, reason: str = "", key: UUID | None = None
) -> Done[Offer]:
    """The hub takes an offer back before it is answered; the one asked is told."""
    current = locked(offer)
    case = current.case
    before = at_their_turn(case, at=at)
    if not current.answer:
        answer(current, Offer.Answer.WITHDRAWN, by=by, at=at, reason=reason)
        if current.pk in before:
            tell_withdrawn(current, by=by, at=at)
        tell_next(case, before=before, by=by, at=at)
        refresh_asked(case, at=at)
        current.refresh_from_db()
    leads_to = f"/cases/{case.reference}/"
    return Done(
        current, subject=case.reference, service_id=case.service_id, fields=("offer",), leads_to=leads_to
    )
