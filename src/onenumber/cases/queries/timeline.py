"""What happened in a case, in words, newest first. Corrections are added, nothing is rubbed out.

A line carries both times; "Written up" is said only when they are more than ten minutes apart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onenumber.cases.models import (
    Attempt,
    CarryingOut,
    CaseChange,
    Closure,
    Commitment,
    Decision,
    Document,
    FollowUp,
    FollowUpHanding,
    LegalEvent,
    Note,
    Recommendation,
    RelativeStep,
    ReturnAnswers,
    Sharing,
    Triage,
    Wait,
    WrittenReasons,
)
from onenumber.cases.queries import wording
from onenumber.cases.queries.facts import KINDS, CaseFacts
from onenumber.records.models import CorrectableFact, Fact

WRITTEN_UP_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class TimelineLine:
    """One line. `icon` is a name of the design's shapes; `fact` is "attempt-12", empty for what cannot be
    corrected.
    """

    happened_at: datetime
    recorded_at: datetime
    text: str
    strong: str = ""
    icon: str = "set"
    by_name: str = ""
    fact: str = ""
    corrected: bool = False
    note: str = ""

    @property
    def written_up_at(self) -> datetime | None:
        """When it was written down, if that was more than ten minutes after it happened."""
        apart = self.recorded_at - self.happened_at
        return self.recorded_at if apart > WRITTEN_UP_AFTER else None


Said = tuple[str, str, str]  # strong, text, icon
SAY: dict[type[Fact], Callable[[Any], Said]] = {
    LegalEvent: wording.say_legal_event,
    Triage: wording.say_triage,
    Recommendation: wording.say_recommendation,
    RelativeStep: wording.say_relative_step,
    Decision: wording.say_decision,
    CarryingOut: wording.say_carrying_out,
    Closure: wording.say_closure,
    CaseChange: wording.say_change,
    Note: wording.say_note,
    Wait: wording.say_waiting,
    ReturnAnswers: wording.say_return_answers,
    Document: wording.say_document,
    Sharing: wording.say_sharing,
}
NAMES: dict[type[CorrectableFact], str] = {
    LegalEvent: "legal-event",
    Triage: "triage",
    Attempt: "attempt",
    Recommendation: "recommendation",
    RelativeStep: "relative",
    Decision: "decision",
    CarryingOut: "carrying-out",
    Closure: "close",
    Note: "note",
    Wait: "wait",
    Sharing: "sharing",
}


def timeline(facts: CaseFacts) -> list[TimelineLine]:
    """Every line of a case, newest first; corrected rows stay, marked, with what corrected them and why."""
    lines = [_opened(facts), *_corrected(facts)]
    for kind in KINDS:
        for row in getattr(facts, kind):
            lines += _lines(row)
    return sorted(lines, key=lambda line: (line.happened_at, line.recorded_at), reverse=True)


def _opened(facts: CaseFacts) -> TimelineLine:
    case = facts.case
    asked = wording.asked_by(case.contact)
    return TimelineLine(
        case.happened_at,
        case.recorded_at,
        f"{wording.kind_of_case(case.contact_type)}{asked}.",
        strong="Consideration asked for.",
        icon="ring",
        by_name=case.by_name,
    )


def _lines(row: Any) -> Iterator[TimelineLine]:
    if isinstance(row, Commitment):
        yield from _commitment(row)
    elif isinstance(row, Wait):
        yield from _wait(row)
    elif isinstance(row, Attempt):
        yield from _attempt(row)
    elif isinstance(row, WrittenReasons):
        yield from _written_reasons(row)
    elif isinstance(row, FollowUp):
        yield from _follow_up(row)
    elif isinstance(row, FollowUpHanding):
        strong, text = wording.say_follow_up_handed(row)
        yield TimelineLine(row.happened_at, row.recorded_at, text, strong, "set", row.by_name)
    else:
        yield _line(row)


def _line(row: Any, *, corrected: bool = False, note: str = "") -> TimelineLine:
    strong, text, icon = SAY[type(row)](row) if type(row) in SAY else wording.say_attempt(row)
    name = NAMES.get(type(row), "")
    if not note and getattr(row, "corrects_id", None) is not None:
        note = f"Corrected: {row.correction_reason}"
    return TimelineLine(
        row.happened_at,
        row.recorded_at,
        text,
        strong,
        icon,
        row.by_name,
        fact=f"{name}-{row.pk}" if name else "",
        corrected=corrected,
        note=note,
    )


def _corrected(facts: CaseFacts) -> Iterator[TimelineLine]:
    later = {row.corrects_id: row for row in facts.superseded if row.corrects_id is not None}
    for kind in KINDS:
        later |= {row.corrects_id: row for row in getattr(facts, kind) if getattr(row, "corrects_id", None)}
    for row in facts.superseded:
        if row.struck_out:
            continue
        by = later.get(row.pk)
        if by is not None and isinstance(by, type(row)):
            what = "Struck out" if by.struck_out else "Corrected"
            yield _line(row, corrected=True, note=f"{what} by {by.by_name}: {by.correction_reason}")


def _commitment(row: Commitment) -> Iterator[TimelineLine]:
    strong, text = wording.say_taken(row)
    yield TimelineLine(row.happened_at, row.recorded_at, text, strong, "done", row.by_name)
    if row.ended_at is not None and row.ended_how != "changed":
        ended = wording.say_given_up(row)
        yield TimelineLine(row.ended_at, row.ended_at, ended, row.practitioner.name, "set", "")


def _wait(row: Wait) -> Iterator[TimelineLine]:
    yield _line(row)
    if row.ended_at is not None:
        yield TimelineLine(row.ended_at, row.ended_at, wording.say_wait_over(row), "", "done", "")


def _attempt(row: Attempt) -> Iterator[TimelineLine]:
    yield _line(row)
    if row.ended_at is not None and row.ended_at != row.happened_at:
        yield TimelineLine(
            row.ended_at, row.ended_at, f"Ended: {wording.result_words(row.result)}.", "", "set", ""
        )


def _written_reasons(row: WrittenReasons) -> Iterator[TimelineLine]:
    to = row.owed_to or "the nearest relative"
    text = f"Reasons in writing are owed to {to} (s13(4))."
    yield TimelineLine(row.happened_at, row.recorded_at, text, "", "none", row.by_name)
    if row.sent_at is not None:
        yield TimelineLine(row.sent_at, row.sent_at, f"Reasons in writing sent to {to}.", "", "done", "")


def _follow_up(row: FollowUp) -> Iterator[TimelineLine]:
    said = wording.say_follow_up(row)
    yield TimelineLine(row.happened_at, row.recorded_at, said, "To follow up.", "none", row.by_name)
    if row.ended_at is not None:
        strong, text = wording.say_follow_up_over(row)
        yield TimelineLine(row.ended_at, row.ended_at, text, strong, "done", row.ended_by_name)
