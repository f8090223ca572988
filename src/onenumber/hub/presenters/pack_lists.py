"""The lists of the pack: open cases, offers, waits, duties, telephone numbers. Every end is a day and a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from onenumber.allocation.models import BackUp
from onenumber.cases.models import FollowUp
from onenumber.design.wording import weekday_moment
from onenumber.hub.presenters.board import STAGES
from onenumber.hub.queries.board import CaseRow
from onenumber.hub.queries.pack import PackFacts
from onenumber.rota.models import Duty

DUTY_WHERE = {Duty.Kind.HUB: "Hub", Duty.Kind.SPARE: "Spare", Duty.Kind.EDT: "EDT"}


@dataclass(frozen=True)
class Line:
    """One row of a list: its cells in the order of the heading."""

    cells: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Listing:
    """One list of the pack."""

    anchor: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    nothing: str


def numbers_of(facts: PackFacts) -> dict[int, str]:
    """Telephone numbers by practitioner."""
    return {person.pk: person.telephone for person in facts.people}


def _end(row: CaseRow) -> str:
    if row.ends_at is None:
        return "No clock"
    if row.ends_on is not None:
        return f"{row.power}: by end of {row.ends_on:%a} {row.ends_on.day} {row.ends_on:%b %Y}"
    return f"{row.power} ends {weekday_moment(row.ends_at)}"


def _who(row: CaseRow) -> str:
    if row.restricted:
        return "restricted"
    age = f"{'about ' if row.age_is_approximate else ''}{row.age}" if row.age is not None else "age not known"
    return f"{row.initials or 'not known'}, {age}"


def _holder(row: CaseRow, numbers: dict[int, str]) -> str:
    if row.holder_id is not None:
        since = f" since {weekday_moment(row.held_since)}" if row.held_since else ""
        return f"{row.holder} {numbers.get(row.holder_id, '')}{since}"
    if row.offered_to:
        return f"Nobody yet. Offered to {row.offered_to}"
    return "Nobody yet, not offered"


def case_line(row: CaseRow, numbers: dict[int, str]) -> Line:
    """One open case: clock, reference, who, where, with whom, what it waits for."""
    wait = f"{STAGES.get(row.wait_stage.upper(), row.wait_stage)}: {row.waiting_on}" if row.waiting_on else ""
    since = f" since {weekday_moment(row.waiting_since)}" if row.waiting_since else ""
    return Line(
        (
            _end(row),
            row.reference,
            _who(row),
            f"{row.place or 'Place not known'}, {row.locality or 'locality not known'}",
            _holder(row, numbers),
            f"{wait}{since}",
        ),
        "Anyone in danger: yes" if row.danger == "yes" else "",
    )


def _board(facts: PackFacts) -> Listing:
    far = datetime.max.replace(tzinfo=facts.at.tzinfo)
    rows = sorted(facts.board.cases, key=lambda row: (row.ends_at or far, row.received_at))
    return Listing(
        "board",
        "Open cases, soonest legal limit first",
        ("Legal clock", "Case", "Who", "Where", "With", "Waits for"),
        tuple(case_line(row, numbers_of(facts)) for row in rows),
        "No case is open.",
    )


def _offers(facts: PackFacts) -> Listing:
    numbers = numbers_of(facts)
    return Listing(
        "offers",
        "Asked, no answer yet",
        ("Case", "Who", "Telephone", "Asked", "Answer wanted by"),
        tuple(
            Line(
                (
                    offer.reference,
                    offer.name,
                    numbers.get(offer.practitioner_id, ""),
                    weekday_moment(offer.sent_at),
                    weekday_moment(offer.answer_by),
                )
            )
            for offer in facts.board.offers
        ),
        "Every offer has been answered.",
    )


def _waits(facts: PackFacts) -> Listing:
    return Listing(
        "waits",
        "Waits that run",
        ("Case", "For what, from whom", "Since", "Forced or chosen"),
        tuple(
            Line(
                (
                    page.case.reference,
                    f"{STAGES.get(wait.stage.upper(), wait.stage)}: {wait.agency}",
                    weekday_moment(wait.happened_at),
                    "chosen" if wait.chosen else "forced",
                )
            )
            for page in facts.cases
            for wait in page.facts.open_waits
        ),
        "Nothing is waited for.",
    )


def _back_ups(facts: PackFacts) -> Listing:
    return Listing(
        "back-up",
        "Back-up asked for, nobody going yet",
        ("Asked", "For whom", "Why", "What would help"),
        tuple(
            Line((weekday_moment(asked_at), name or "A colleague", str(BackUp.Why(why).label), words))
            for _, why, name, words, _, asked_at in facts.board.back_ups
        ),
        "Nobody is waiting for back-up.",
    )


def _follow_ups(facts: PackFacts) -> Listing:
    return Listing(
        "follow-ups",
        "Follow-ups still open",
        ("Due", "Case", "What", "Owner"),
        tuple(
            Line((weekday_moment(row.due_at), row.reference, str(FollowUp.Kind(row.kind).label), row.owner))
            for row in facts.follow_ups
        ),
        "No follow-up is open.",
    )


def _duties(facts: PackFacts) -> Listing:
    return Listing(
        "duty",
        "Duty list, seven days",
        ("From", "To", "Where", "Who", "Telephone"),
        tuple(
            Line(
                (
                    weekday_moment(line.starts_at),
                    weekday_moment(line.ends_at),
                    DUTY_WHERE.get(Duty.Kind(line.kind)) or line.locality,
                    line.name,
                    line.telephone,
                )
            )
            for line in facts.duties
        ),
        "Nobody is on the duty list for these days.",
    )


def _numbers(facts: PackFacts) -> Iterator[Listing]:
    doctors = {doctor.practitioner_id for doctor in facts.doctors}
    people = [person for person in facts.people if person.pk not in doctors]
    yield Listing(
        "people",
        "Colleagues",
        ("Name", "Telephone", "Locality", "Employer"),
        tuple(
            Line((one.name, one.telephone, one.locality.name if one.locality else "", one.employer))
            for one in people
        ),
        "No colleague is known.",
    )
    yield Listing(
        "doctors",
        "Section 12 doctors",
        ("Name", "Telephone", "Locality", "Employer", "Languages"),
        tuple(
            Line((one.name, one.telephone, one.locality, one.employer, one.languages))
            for one in facts.doctors
        ),
        "No section 12 doctor is known.",
    )
    yield Listing(
        "partners",
        "Partners",
        ("Organisation", "Telephone", "Kind"),
        tuple(Line((one.name, one.telephone, str(one.get_kind_display()))) for one in facts.partners),
        "No partner's number is set in the service's file.",
    )


def listings(facts: PackFacts) -> tuple[Listing, ...]:
    """All of them, in the order in which they are needed."""
    return (
        _board(facts),
        _offers(facts),
        _waits(facts),
        _back_ups(facts),
        _follow_ups(facts),
        _duties(facts),
        *_numbers(facts),
    )
