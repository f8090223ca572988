"""What every answer to an offer shares: the row as it is now, its turn, and its end."""

from datetime import datetime

from amhp.calendar import say_time
from onenumber.allocation.actions._telling import tell_asked
from onenumber.allocation.models import Offer
from onenumber.allocation.queries import open_offers, turn_of
from onenumber.audit.actions import Conflict
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of, holder_of
from onenumber.persons.actions import end_relationship

RELATED = ("practitioner", "case__service", "case__contact", "case__person", "case__locality")


def locked(offer: Offer) -> Offer:
    """The offer as it is now; its case is locked first, so that answers come one after another."""
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.case_id)
    return Offer.objects.select_related(*RELATED).get(pk=offer.pk)


def refuse_answered(offer: Offer, *, at: datetime) -> None:
    """An offer is answered once. Says in plain words what became of it."""
    reference, held = offer.case.reference, holder_of(offer.case_id)
    when = say_time(offer.answered_at) if offer.answered_at else ""
    if offer.answer == Offer.Answer.TAKEN and held is not None:
        raise Conflict(
            f"{held.name} has {reference}, since {say_time(held.since)}.", link="/my-day/", link_text="My day"
        )
    if offer.answer:
        said = {"accepted": "accepted", "declined": "declined", "withdrawn": "was taken back"}.get(
            offer.answer, ""
        )
        words = (
            f"The offer of {reference} {said} at {when}."
            if said == "was taken back"
            else f"You {said} {reference} at {when}."
        )
        raise Conflict(words, link="/my-day/", link_text="My day")
    if not turn_of(offer).has_come(at):
        raise Conflict(
            f"Somebody else is asked about {reference} first. You will be told when it is your turn.",
            link="/my-day/",
            link_text="My day",
        )


def answer(offer: Offer, how: str, *, by: Viewer, at: datetime, reason: str = "") -> None:
    """Store the answer; the offer's own page closes with it."""
    Offer.objects.filter(pk=offer.pk, answer="").update(
        answer=how, answered_at=by.happened(at), answered_by_id=by.user_id, answer_reason=reason
    )
    if offer.practitioner.user_id is not None:
        end_relationship(by=by, at=at, caused_by=f"offer {offer.pk}")


def tell_next(case: Case, *, before: set[int], by: Viewer, at: datetime) -> None:
    """Tell those whose turn came with this answer; `before` are the offers whose turn had come already."""
    due = [each for each in open_offers(case) if each.turn.has_come(at) and each.offer.pk not in before]
    facts = facts_of(case) if due else None
    for each in due:
        if facts is not None:
            each.offer.case = case
            tell_asked(each.offer, each.turn, facts, by=by, at=at)


def at_their_turn(case: Case, *, at: datetime) -> set[int]:
    """The open offers whose turn has come."""
    return {each.offer.pk for each in open_offers(case) if each.turn.has_come(at)}
