"""The words around a form that records something: which case, whose decision it is, what was received so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.cases.presenters.lacking import Lacking, lacking_lines
from onenumber.cases.queries import CaseFacts, clocks_of, lacking_if_closed, standing_of, timeline
from onenumber.cases.queries.wording import code_words

CORRECTABLE = {
    "legal-event",
    "triage",
    "attempt",
    "recommendation",
    "relative",
    "decision",
    "carrying-out",
    "note",
    "wait",
    "close",
    "sharing",
}


@dataclass(frozen=True, kw_only=True)
class Correctable:
    """A line that can be corrected."""

    when: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class StillOpen:
    """Something that keeps a case from being closed, and the page that deals with it."""

    text: str
    act: str
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
    still_open: tuple[StillOpen, ...]
    lacks: tuple[Lacking, ...]


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
        still_open=tuple(_still_open(facts, at)) if what == "close" else (),
        lacks=lacking_lines(lacking_if_closed(facts, at=at), facts.case.reference) if what == "close" else (),
    )


def _received(facts: CaseFacts, at: datetime) -> list[str]:
    rows = [row for row in facts.recommendations if row.recommends]
    if not rows:
        return ["No recommendation recorded."]
    return [
        f"{row.doctor_name}{f', examined {say_moment(row.examined_at, at)}' if row.examined_at else ''}"
        for row in rows
    ]


def _still_open(facts: CaseFacts, at: datetime) -> Iterator[StillOpen]:
    """What stands in the way of closing, each with where it is dealt with."""
    page, held = f"/cases/{facts.case.reference}/add", facts.commitment
    for row in facts.open_follow_ups:
        owner, due = facts.owner_of(row).name, say_moment(row.due_at, at)
        text = f"To follow up: {row.what.rstrip('.')}. {owner}, due {due}"
        yield StillOpen(text=text, act="What came of it", url=f"{page}/follow-up-end/?follow_up={row.pk}")
    if facts.open_attempt is not None:
        yield StillOpen(text="An attempt without a result", act="How it ended", url=f"{page}/attempt-end/")
    for wait in facts.open_waits:
        text = f"Waiting: {code_words('CL-DEL', wait.reason)}, {wait.agency}"
        yield StillOpen(text=text, act="It ended", url=f"{page}/wait-end/?wait={wait.pk}")
    if facts.reasons_owed is not None:
        text = "Written reasons are owed to the nearest relative"
        yield StillOpen(text=text, act="They were sent", url=f"{page}/written-reasons/")
    if held is not None:
        text = f"{held.practitioner.name} holds the case"
        yield StillOpen(text=text, act="They leave it", url=f"{page}/stand-down/")


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
