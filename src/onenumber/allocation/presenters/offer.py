"""The offer page in words: the case in one line, who could go, who is not suggested and why.

Columns for which there is no record (travel, likely finish, free doctors) are absent, not filled with guesses.
"""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_left, say_moment, say_time
from onenumber.allocation.queries import Candidate, NotSuggested, OpenOffer, Order, Suggested
from onenumber.cases.queries import CaseFacts, soonest, with_asking
from onenumber.cases.queries import standing_of as standing_without_offers
from onenumber.design.parts import Pair
from onenumber.persons.queries import age_of, birth_of, initials

DANGER = {"yes": "Yes", "no": "No", "not_known": "Not known"}


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """Somebody who could be asked, as the table shows them."""

    id: str
    place: int
    name: str
    duty: str
    telephone: str
    free: str
    free_small: str
    today: str
    why: str
    cost: str


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """Somebody who is asked already."""

    name: str
    words: str
    withdraw_url: str
    answer_url: str  # for the hub only while a sheet of paper is typed in


@dataclass(frozen=True, kw_only=True)
class OfferPage:
    """Everything on the page but the form."""

    reference: str
    case_url: str
    standing: str
    taken: str
    identity: tuple[Pair, ...]
    could: tuple[PersonRow, ...]
    not_suggested: tuple[NotSuggested, ...]
    off_duty: tuple[NotSuggested, ...]
    orders: tuple[tuple[str, str], ...]
    order: str
    rule: str
    asked: tuple[AskedRow, ...]
    waiting_for: frozenset[int]
    records_triage: bool
    text: str


def offer_page(
    facts: CaseFacts, suggested: Suggested, asked: list[OpenOffer], *, text: str, at: datetime
) -> OfferPage:
    """The words of the page."""
    case = facts.case
    here = [one for one in suggested.not_suggested if not one.why.endswith("not on duty")]
    triage = facts.triage
    return OfferPage(
        reference=case.reference,
        case_url=f"/cases/{case.reference}/",
        standing=with_asking(standing_without_offers(facts), offered=bool(asked), asked=False).words,
        taken=f"Taken by {case.contact.by_name}, {case.contact.reference}. Nothing here needs typing again.",
        identity=_identity(facts, at),
        could=tuple(_row(one, place, at) for place, one in enumerate(suggested.who_could_go, start=1)),
        not_suggested=tuple(here),
        off_duty=tuple(one for one in suggested.not_suggested if one not in here),
        orders=tuple((order.value, order.words) for order in Order),
        order=suggested.order.value,
        rule=suggested.order.words,
        asked=tuple(_asked(each, at) for each in asked),
        waiting_for=frozenset(each.offer.practitioner_id for each in asked if not each.turn.has_gone(at)),
        records_triage=triage is None or triage.answer != "ASSESS",
        text=text,
    )


def _identity(facts: CaseFacts, at: datetime) -> tuple[Pair, ...]:
    case, clock = facts.case, soonest(facts)
    person = case.person
    limit = "None running"
    if clock is not None:
        left = (
            f" ({say_left(clock.left(at=at))} left)" if clock.ends_at > at and clock.ends_on is None else ""
        )
        limit = f"{clock.short} {clock.ends_said[:1].lower()}{clock.ends_said[1:]}{left}"
    age = age_of(person, on=day_in_london(at))
    about = "about " if birth_of(person).is_approximate else ""
    who = ", ".join(
        part for part in (initials(person.name), f"age {about}{age}" if age is not None else "") if part
    )
    return (
        Pair(name="Clock", value=limit),
        Pair(name="Where", value=facts.place or "Not known"),
        Pair(name="Locality", value=facts.locality.name if facts.locality else "Not known"),
        Pair(name="Person", value="Restricted record" if person.restricted else who or "Not known"),
        Pair(name="Language", value=person.language_or_help or "None known"),
        Pair(name="Danger now", value=DANGER.get(facts.danger, "Not asked")),
    )


def _row(one: Candidate, place: int, at: datetime) -> PersonRow:
    ends = say_moment(one.duty_ends_at, at).removeprefix("today ")
    number = one.cases_today
    return PersonRow(
        id=str(one.practitioner_id),
        place=place,
        name=one.name,
        duty=one.duty,
        telephone=one.telephone,
        free="free now" if one.free_from is None else f"from {say_time(one.free_from)}",
        free_small=f"duty to {ends}",
        today=f"{number} case{'' if number == 1 else 's'}",
        why=one.notes[0] if one.notes else "On duty",
        cost=". ".join(one.notes[1:]),
    )


def _asked(each: OpenOffer, at: datetime) -> AskedRow:
    turn = each.turn
    if not turn.has_come(at):
        words = f"asked next, from {say_time(turn.turn_at)} unless somebody accepts before"
    elif turn.has_gone(at):
        words = f"no answer; it was wanted by {say_time(turn.answer_by)}"
    else:
        words = f"asked {say_time(turn.turn_at)}, answer wanted by {say_time(turn.answer_by)}"
    page = f"/offers/{each.offer.pk}/"
    return AskedRow(
        name=each.offer.practitioner.name, words=words, withdraw_url=f"{page}withdraw/", answer_url=page
    )
