"""The right-hand side of "Take a contact": the clock, the person question, what is arranged here, what is worth
asking, what saving does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import day_in_london, say_date
from onenumber.audit.models import Viewer
from onenumber.design.parts import ClockCard
from onenumber.hub.presenters.take_asking import law_notes, worth_asking
from onenumber.hub.presenters.take_clock import clock_card
from onenumber.hub.presenters.take_reading import NEEDED, Reading, Typed
from onenumber.hub.queries.take import enriched, events_so_far, open_case_of_person
from onenumber.intake.queries import KIND_WORDS
from onenumber.neighbours.panels import ArrangementLine, arrangement_lines
from onenumber.organisations.models import Service
from onenumber.persons.queries import Suggestion, may_exist_elsewhere, suggestions
from onenumber.records.references import peek_reference


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One suggestion in words. `answer` is "", "same" or "not_same"."""

    person_id: int
    heading: str
    words: str
    open_case: str
    likely: bool
    answer: str
    key_same: str = ""
    key_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """Everything beside the form."""

    clock: ClockCard | None
    people: tuple[PersonLine, ...]
    hints: tuple[str, ...]
    hint_services: tuple[int, ...]
    arranged: tuple[ArrangementLine, ...]
    notes: tuple[str, ...]
    asking: tuple[str, ...]
    saving: str
    saving_reference: str
    joins: str
    needed: str

    @property
    def people_said(self) -> str:
        """How many suggestions, and who decides."""
        count = len(self.people)
        return f"{count} suggestion{'' if count == 1 else 's'}, you decide" if count else "you decide"


def side(
    viewer: Viewer, *, service: Service, found: Reading, typed: Typed, at: datetime, reference: str
) -> Side:
    """All panels for what is typed now."""
    number, name = service.pk, typed.get("person_name", "")
    birth, nhs_number = found.birth, found.nhs_number
    rows = suggestions(viewer, service_id=number, name=name, birth=birth, nhs_number=nhs_number, at=at)
    elsewhere = may_exist_elsewhere(viewer, service_id=number, name=name, birth=birth, nhs_number=nhs_number)
    rows = enriched(viewer, rows)
    people = person_lines(rows, typed)
    case = None
    if found.opens_a_case and any(line.answer == "same" and line.open_case for line in people):
        case = open_case_of_person(int(typed["same_person"]))
    earlier = events_so_far(case) if case else []
    joins = case.reference if case else ""
    becomes = peek_reference(service.prefix, at=at) if found.opens_a_case and not joins else ""
    return Side(
        clock=clock_card(found, typed, service=service, at=at, earlier=earlier),
        people=people,
        hints=tuple(_hint(other, own=pk == service.pk) for pk, other in elsewhere),
        hint_services=tuple(pk for pk, _ in elsewhere),
        arranged=arrangement_lines(
            service,
            place=typed.get("place", ""),
            locality_code=typed.get("locality", ""),
            on=day_in_london(at),
        ),
        notes=tuple(law_notes(found, typed)),
        asking=tuple(worth_asking(found, typed, at=at)),
        saving=_saving(found, reference),
        saving_reference=becomes,
        joins=joins,
        needed=needed_words(found),
    )


def person_lines(rows: Sequence[Suggestion], typed: Typed) -> tuple[PersonLine, ...]:
    """Suggestions in words, with what was answered so far."""
    return tuple(_line(row, place, typed) for place, row in enumerate(rows))


def _line(row: Suggestion, place: int, typed: Typed) -> PersonLine:
    person_id = str(row.person_id)
    same, others = typed.get("same_person", ""), typed.get("not_same", "").split(",")
    answer = "same" if person_id == same else "not_same" if person_id in others else ""
    known = f" Last known: {row.last_known}." if row.last_known else ""
    return PersonLine(
        person_id=row.person_id,
        heading=_heading(row),
        words=f"{row.words}{known}",
        open_case=row.open_case_reference or "",
        likely=row.likely,
        answer=answer,
        key_same="s" if place == 0 else "",
        key_not="d" if place == 0 else "",
    )


def _heading(row: Suggestion) -> str:
    name = row.name or "Name not known"
    if row.birth_date is not None and row.likely:
        return f"{name}, {say_date(row.birth_date)} (age {row.age})"
    if row.birth_date is not None:
        return f"{name}, born {row.birth_date.year}"
    return f"{name}, about {row.age}" if row.age is not None else name


def _hint(name: str, *, own: bool) -> str:
    if own:
        return f"A record may exist that is not open to you: ask the AMHP lead of {name}."
    return f"A record may exist: ask {name}."


def _saving(found: Reading, reference: str) -> str:
    if not found.kind:
        return f"Kept as {reference}."
    if found.opens_a_case:
        return "On the board at once. An AMHP who accepts decides what happens next."
    kind = KIND_WORDS[found.kind]
    if found.kind == "back_up":
        return f"Kept as {reference}: {kind}. The spares are asked at once."
    return f"Kept as {reference}: {kind}. It can be turned into a referral later."


def needed_words(found: Reading) -> str:
    """What stands beside the buttons."""
    if found.missing:
        return f"Still needed: {', '.join(NEEDED[name] for name in found.missing)}."
    if found.errors:
        return "All 5 needed answers given. Something needs mending: see beside the field."
    return "All 5 needed answers given. Anything else can wait: save now, add later."
