"""The words around a form that records something: which case, whose decision it is, what was received so far."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.cases.queries import CaseFacts, clocks_of, standing_of, timeline

CORRECTABLE = {
    "legal-event",
    "triage",
    "attempt",
    "recommendation",
    "relative",
    "decision",
    "carrying-out",
    "note",
}


@dataclass(frozen=True, kw_only=True)
class Correctable:
    """A line that can be corrected."""

    when: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AddPage:
    """What stands above and beside the form."""

    reference: str
    case_url: str
    standing: str
    clock: str
    whose: str
    whose_text: str
    received: tuple[str, ...]
    correctable: tuple[Correctable, ...]


def add_page(facts: CaseFacts, *, what: str, asked: str, at: datetime) -> AddPage:
    """The words for one form about one case."""
    held, case_url = facts.commitment, f"/cases/{facts.case.reference}/"
    running = [clock for clock in clocks_of(facts, at) if clock.is_authority and clock.ended_at is None]
    decides = what in {"decision", "triage"}
    whose = f"{held.practitioner.name} decides." if held and what == "decision" else ""
    return AddPage(
        reference=facts.case.reference,
        case_url=case_url,
        standing=standing_of(facts).words,
        clock="; ".join(f"{clock.name}: {clock.ends_said}" for clock in running),
        whose=whose or ("Say whose consideration it is." if decides else ""),
        whose_text="The service supports; it does not decide. Reasons are kept in the AMHP’s own words.",
        received=tuple(_received(facts, at)) if what == "decision" else (),
        correctable=tuple(_correctable(facts, at)) if what == "correction" and not asked else (),
    )


def _received(facts: CaseFacts, at: datetime) -> list[str]:
    rows = [row for row in facts.recommendations if row.recommends]
    if not rows:
        return ["No recommendation recorded."]
    return [
        f"{row.doctor_name}{f', examined {say_moment(row.examined_at, at)}' if row.examined_at else ''}"
        for row in rows
    ]


def _correctable(facts: CaseFacts, at: datetime) -> list[Correctable]:
    address = f"/cases/{facts.case.reference}/add/correction/"
    return [
        Correctable(
            when=say_moment(line.happened_at, at),
            text=f"{line.strong} {line.text}".strip(),
            url=f"{address}?fact={line.fact}",
        )
        for line in timeline(facts)
        if line.fact.rpartition("-")[0] in CORRECTABLE and not line.corrected
    ]
