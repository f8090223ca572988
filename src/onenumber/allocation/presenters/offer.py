"""The offer page in words: the case in one line, whose choice it is, who could go, who is not suggested and why."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_date, say_left, say_moment, say_time
from onenumber.allocation.queries import Candidate, Suggested
from onenumber.cases.queries import CaseFacts, soonest
from onenumber.design.parts import Pair
from onenumber.persons.queries import age_of, initials

DANGER = {"yes": "Yes", "no": "No", "not_known": "Not known"}


@dataclass(frozen=True)
class CandidateLine:
    """One who could be asked."""

    practitioner_id: int
    name: str
    duty: str
    free: str
    until: str
    today: str
    why: str
    cost: str
    telephone: str


@dataclass(frozen=True)
class OfferView:
    """The page's words."""

    strip: tuple[Pair, ...]
    could: tuple[CandidateLine, ...]
    order: str


def case_strip(facts: CaseFacts, at: datetime) -> tuple[Pair, ...]:
    """The case in one line: clock, place, locality, initials and age, language, danger."""
    case, clock = facts.case, soonest(facts)
    person, contact = case.person, case.contact
    age = age_of(person, on=day_in_london(at))
    told = contact.caller_name or "the caller"
    ends = "None yet"
    if clock is not None:
        left = clock.left(at=at)
        rest = f" ({say_left(left)} left)" if left.total_seconds() > 0 else " (appears to have ended)"
        ends = f"{clock.short}: {clock.ends_said}{rest}"
    danger = DANGER.get(contact.danger, "Not asked")
    return (
        Pair(name="Clock", value=ends),
        Pair(name="Where", value=facts.place or "not known"),
        Pair(name="Locality", value=facts.locality.name if facts.locality else "not known"),
        Pair(
            name="Person",
            value=f"{initials(person.name) or 'Name not known'}, {_age(age, person.birth_date)}",
        ),
        Pair(name="Language or help", value=person.language_or_help or "not asked"),
        Pair(name="Danger now", value=danger, told_by=f"{told}, {say_moment(contact.happened_at, at)}"),
    )


def _age(age: int | None, birth_date: object) -> str:
    if age is None:
        return "age not known"
    return f"age {age}" if birth_date else f"about {age}"


def present_offer(facts: CaseFacts, suggested: Suggested, *, at: datetime) -> OfferView:
    """The page at one moment."""
    return OfferView(
        strip=case_strip(facts, at),
        could=tuple(_candidate(each, at) for each in suggested.who_could_go),
        order=suggested.order.words,
    )


def _candidate(each: Candidate, at: datetime) -> CandidateLine:
    free = "free now"
    if each.free_from is not None and each.free_from > at:
        free = f"from {say_time(each.free_from)}"
    cases = (
        "no case today"
        if not each.cases_today
        else f"{each.cases_today} case{'s' if each.cases_today > 1 else ''} today"
    )
    why = ["Works this locality"] if each.in_locality else []
    if each.met_on is not None:
        why.append(f"Met this person in {say_date(each.met_on).split(' ', 1)[1]}")
    return CandidateLine(
        practitioner_id=each.practitioner_id,
        name=each.name,
        duty=each.duty,
        free=free,
        until=say_moment(each.duty_ends_at, at).removeprefix("today "),
        today=cases,
        why="; ".join(why),
        cost=". ".join(each.notes),
        telephone=each.telephone,
    )
