"""Past contacts and cases in words: what became of each, and the counts above the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from amhp.calendar import day_in_london, say_date, say_time
from amhp.dataset import find_code
from amhp.law import EventKind
from onenumber.hub.queries.history import HistoryPage, HistoryRow
from onenumber.intake.models import Contact, ContactStep

LEGAL = {"": "none recorded", "nothing": "nothing has started", "not_known": "not known"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One row of the list."""

    reference: str
    url: str
    received: str
    kind: str
    person: str
    locality: str
    source: str
    became: str
    case_reference: str
    case_url: str
    outcome: str


@dataclass(frozen=True)
class History:
    """The list, its counts and its pages."""

    lines: tuple[HistoryLine, ...]
    total: int
    summary: str
    page: int
    pages: int
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def words(list_name: str, code: str) -> str:
    """The words of a code, or the code itself when it is not in the list."""
    found = find_code(list_name, code) if code else None
    return found.label if found else code


def received(moment: datetime, quality: str) -> str:
    """When it came; a day whose time is not known is said so."""
    day = say_date(day_in_london(moment))
    return f"{day}, time not known" if quality == "unknown" else f"{day}, {say_time(moment)}"


def line(row: HistoryRow) -> HistoryLine:
    """One row in words."""
    became = ContactStep.Kind(row.became).label if row.became else "recorded, waiting"
    return HistoryLine(
        reference=row.reference,
        url=reverse("hub:contact", args=[row.reference]),
        received=received(row.received_at, row.received_quality),
        kind=str(Contact.Kind(row.kind).label),
        person=row.person,
        locality=row.locality,
        source=words("CL-SRC", row.source),
        became=str(became),
        case_reference=row.case_reference,
        case_url=reverse("hub:case", args=[row.case_reference]) if row.case_reference else "",
        outcome=words("CL-OUT", row.outcome),
    )


def _legal(event: str) -> str:
    if event in LEGAL:
        return LEGAL[event]
    return EventKind(event).label if event in EventKind._value2member_map_ else event


def present_history(found: HistoryPage) -> History:
    """The page in words; each count names what it counts."""
    became = {kind.value: str(kind.label) for kind in ContactStep.Kind}
    kinds = {kind.value: str(kind.label) for kind in Contact.Kind}
    name: dict[str, Callable[[str], str]] = {
        "outcome": lambda code: words("CL-OUT", code) or "no outcome yet",
        "source": lambda code: words("CL-SRC", code) or "not known",
        "locality": lambda code: code or "not known",
        "event": _legal,
        "kind": lambda code: kinds.get(code, code),
        "became": lambda code: became.get(code, "recorded, waiting"),
    }
    titles = {
        "outcome": "Outcome",
        "source": "Who referred",
        "locality": "Locality",
        "event": "Power or clock told",
        "kind": "Kind of contact",
        "became": "What became of it",
    }
    first = (found.page - 1) * 50 + 1 if found.total else 0
    return History(
        lines=tuple(line(row) for row in found.rows),
        total=found.total,
        page=found.page,
        pages=found.pages,
        summary=f"{first} to {first + len(found.rows) - 1} of {found.total}" if found.rows else "None found",
        counts=tuple(
            (titles[key], tuple((name[key](code), number) for code, number in found.counts[key]))
            for key in titles
            if key in found.counts
        ),
    )
