"""What the record says about a step that a phone also tells: the row, and its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.cases.models import Attempt, CarryingOut
from onenumber.cases.queries import CaseFacts
from onenumber.fieldwork.models import PhoneEntry

Kind = PhoneEntry.Kind
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Version:
    """One row of the record; `column` holds the moment that the phone tells too (empty: there is no such row)."""

    fact: str
    column: str
    at: datetime | None

    def agrees_with(self, moment: datetime) -> bool:
        """To the minute, as people read it."""
        return self.at is not None and abs(self.at - moment) < MINUTE


def version_of(facts: CaseFacts, kind: str) -> Version | None:
    """None where nothing stands in the way of recording what the phone tells."""
    if kind == Kind.ARRIVED:
        row = facts.step(CarryingOut.Step.ARRIVED)
        return Version(f"carrying-out-{row.pk}", "happened_at", row.happened_at) if row is not None else None
    begun = facts.open_attempt or _last_done(facts)
    if kind == Kind.STARTED:
        return Version(f"attempt-{begun.pk}", "happened_at", begun.happened_at) if begun is not None else None
    if kind == Kind.FINISHED and facts.open_attempt is None:
        return Version(f"attempt-{begun.pk}", "ended_at", begun.ended_at) if begun else Version("", "", None)
    return None


def _last_done(facts: CaseFacts) -> Attempt | None:
    return next((row for row in reversed(facts.attempts) if row.result == Attempt.Result.DONE), None)
