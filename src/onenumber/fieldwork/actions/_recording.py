"""Recording what a phone told, by the actions of the rooms it belongs to, at the time it was tapped."""

from datetime import datetime, timedelta

from amhp.dataset import propose_place
from onenumber.audit.models import Viewer
from onenumber.cases.actions import finish_attempt, record_attempt, record_carrying_out, record_note
from onenumber.cases.models import Attempt, CarryingOut, Case
from onenumber.cases.queries import facts_of
from onenumber.fieldwork.models import PhoneEntry

Kind = PhoneEntry.Kind
CLOCKS_APART = timedelta(minutes=5)  # an end this little before its start is two clocks, not a wrong answer


def record(case: Case, kind: str, words: str, *, by: Viewer, at: datetime, happened_at: datetime) -> None:
    """One step or one note. Raises ImpossibleFact for a time that cannot be."""
    facts = facts_of(case)
    if kind == Kind.NOTE:
        record_note(by=by, at=at, case=case, text=words, happened_at=happened_at)
    elif kind == Kind.ARRIVED:
        record_carrying_out(
            by=by, at=at, case=case, step=CarryingOut.Step.ARRIVED, place=facts.place, happened_at=happened_at
        )
    elif kind == Kind.FINISHED and facts.open_attempt is not None:
        begun = facts.open_attempt
        over = (
            begun.happened_at
            if timedelta() < begun.happened_at - happened_at <= CLOCKS_APART
            else happened_at
        )
        finish_attempt(by=by, at=at, attempt=begun, result=Attempt.Result.DONE, ended_at=over)
    else:
        record_attempt(
            by=by, at=at, case=case, place=facts.place, place_kind=propose_place(facts.place) or "",
            happened_at=happened_at, result=Attempt.Result.DONE if kind == Kind.FINISHED else "",
        )  # fmt: skip
