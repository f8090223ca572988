"""The offer's own page: what the one asked needs to choose, and no more of the person than initials and age."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_left, say_moment, say_time
from onenumber.allocation.models import Offer
from onenumber.allocation.queries import OpenOffer, Turn
from onenumber.cases.queries import CaseFacts, Holding, soonest
from onenumber.persons.queries import age_of, initials


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """What stands on the page."""

    reference: str
    heading: str
    ends: str
    about: str
    others: str
    line: str
    danger: str
    answer_by: str
    open: bool
    state: str
    case_url: str


def answer_page(
    offer: Offer,
    turn: Turn,
    facts: CaseFacts,
    others: list[OpenOffer],
    holder: Holding | None,
    *,
    at: datetime,
) -> AnswerPage:
    """The words of the page."""
    case, person, clock = offer.case, offer.case.person, soonest(facts)
    age = age_of(person, on=day_in_london(at))
    who = ", ".join(part for part in (initials(person.name), f"age {age}" if age is not None else "") if part)
    area = facts.locality.name if facts.locality else ""
    state = _state(offer, turn, holder, at)
    power = clock.name if clock else "Consideration under section 13"
    return AnswerPage(
        reference=case.reference,
        heading=f"{power} at {facts.place or 'a place not yet known'}",
        ends=f"{clock.ends_said}, {say_left(clock.left(at=at))} left" if clock and clock.ends_at > at else "",
        about=", ".join(part for part in (case.reference, "" if person.restricted else who, area) if part),
        others=_others(others, at),
        line=offer.line,
        danger="Somebody was said to be in danger." if facts.danger == "yes" else "",
        answer_by=say_time(turn.answer_by),
        open=not state,
        state=state,
        case_url=f"/cases/{case.reference}/" if offer.answer == Offer.Answer.ACCEPTED else "",
    )


def _others(others: list[OpenOffer], at: datetime) -> str:
    now = [each.offer.practitioner.name for each in others if each.turn.has_come(at)]
    if not now:
        return ""
    names = " and ".join(now)
    return f"{names} {'is' if len(now) == 1 else 'are'} asked too: first to accept has it."


def _state(offer: Offer, turn: Turn, holder: Holding | None, at: datetime) -> str:
    """What became of the offer; empty while it can be answered."""
    when = say_moment(offer.answered_at, at) if offer.answered_at else ""
    if offer.answer == Offer.Answer.ACCEPTED:
        return f"You accepted {when}. The decisions are yours."
    if offer.answer == Offer.Answer.DECLINED:
        return f"You declined {when}. Thank you for answering."
    if offer.answer == Offer.Answer.WITHDRAWN:
        return f"The hub took this offer back {when}. Nothing is asked of you."
    if offer.answer == Offer.Answer.TAKEN:
        name = holder.name if holder else "Somebody else"
        return f"{name} has {offer.case.reference}. Nothing is asked of you."
    if not turn.has_come(at):
        return (
            f"Somebody else is asked first. It is your turn at {say_time(turn.turn_at)}, unless they accept."
        )
    return ""
