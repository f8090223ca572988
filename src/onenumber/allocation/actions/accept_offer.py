"""Accept an offer: the first to accept has the case, and everybody else who was asked is told who."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onenumber.allocation.actions._answering import answer, at_their_turn, locked, refuse_answered
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._telling import tell_sender, tell_taken
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import may_answer
from onenumber.allocation.queries import open_offers
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import take_up
from onenumber.cases.models import Commitment


@action("offer.accepted", policy=may_answer)
def accept_offer(
    *, by: Viewer, at: datetime, offer: Offer, additional: bool = False, key: UUID | None = None
) -> Done[Commitment]:
    """The commitment. Raises Conflict naming who has it, or HoldsAnother unless `additional` is their own
    Yes.
    """
    current = locked(offer)
    refuse_answered(current, at=at)
    case, told = current.case, at_their_turn(current.case, at=at)
    held = take_up(
        by=by, at=at, case=case, practitioner=current.practitioner, additional=additional,
        happened_at=by.happened(at),
    )  # fmt: skip
    Offer.objects.filter(case=case, answer=Offer.Answer.ACCEPTED, ended_at__isnull=True).update(ended_at=at)
    try:
        with transaction.atomic():
            answer(current, Offer.Answer.ACCEPTED, by=by, at=at)
    except IntegrityError as problem:
        raise Conflict(f"{case.reference} was accepted by somebody else at this moment.") from problem
    for each in open_offers(case):
        each.offer.case = case
        answer(each.offer, Offer.Answer.TAKEN, by=by, at=at)
        if each.offer.pk in told:
            tell_taken(each.offer, current.practitioner, by=by, at=at)
    tell_sender(current, "accepted", by=by, at=at)
    refresh_asked(case, at=at)
    return Done(
        held, subject=case.reference, service_id=case.service_id, fields=("offer",), leads_to="/my-day/"
    )
