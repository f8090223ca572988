"""Where a case stands, computed from its facts and never typed (the record: standing, in order).

What a later room knows, that the case is offered or that somebody is asked to come, is added by `with_asking`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from amhp.dataset import find_code
from onenumber.cases.models import CarryingOut, Commitment, Triage
from onenumber.cases.queries.facts import CaseFacts


class Standing(StrEnum):
    """The standings in their order."""

    RECEIVED = "received"
    CONSIDERING = "considering"
    DID_NOT_PROGRESS = "did_not_progress"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ARRANGING = "arranging"
    ASSESSING = "assessing"
    DECIDED = "decided"
    CARRYING_OUT = "carrying_out"
    REPORTING = "reporting"
    FOLLOWING_UP = "following_up"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """How it is said on screens.

        >>> Standing.DID_NOT_PROGRESS.words
        'did not progress'
        """
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class Outcome:
    """How the consideration ended (CL-OUT) and when; taken from the decision, or from a consideration that
    went no further.
    """

    code: str
    at: datetime


NOT_PROGRESSED = {
    Triage.Answer.NOT_ASSESS: "NOT_PROGRESSED",
    Triage.Answer.ADVICE: "ADVICE_ONLY",
    Triage.Answer.TRANSFER: "TRANSFERRED",
}
NO_BED = "RECS_NO_BED"


def standing_of(facts: CaseFacts) -> Standing:
    """The standing of a case as far as this room knows it (without offers)."""
    if facts.closure is not None:
        return Standing.CLOSED
    if facts.decision is not None:
        return _after_decision(facts)
    if facts.open_attempt is not None or facts.assessed:
        return Standing.ASSESSING
    if facts.triage is not None and facts.triage.answer in NOT_PROGRESSED:
        return Standing.FOLLOWING_UP if facts.something_is_owed else Standing.DID_NOT_PROGRESS
    if facts.commitment is not None:
        return Standing.ARRANGING if _something_arranged(facts) else Standing.ACCEPTED
    return Standing.CONSIDERING if facts.triages else Standing.RECEIVED


def with_asking(standing: Standing, *, offered: bool, asked: bool) -> Standing:
    """The full standing: a case nobody holds and somebody is asked to take is offered; one that is held, and
    for which a doctor or anybody else was asked to come, is being arranged.
    """
    if asked and standing is Standing.ACCEPTED:
        return Standing.ARRANGING
    if offered and standing in {Standing.RECEIVED, Standing.CONSIDERING}:
        return Standing.OFFERED
    return standing


def outcome_of(facts: CaseFacts) -> Outcome | None:
    """The outcome for the return: the decision that stands, or what a consideration without assessment
    amounts to.
    """
    if facts.decision is not None:
        return Outcome(facts.decision.outcome, facts.decision.happened_at)
    triage = facts.triage
    if triage is not None and triage.answer in NOT_PROGRESSED:
        return Outcome(NOT_PROGRESSED[Triage.Answer(triage.answer)], triage.happened_at)
    return None


def _something_arranged(facts: CaseFacts) -> bool:
    waits = any(wait.stage.lower() != "allocate" for wait in facts.waits)
    return bool(waits or facts.attempts or facts.recommendations or facts.carrying_out)


def _after_decision(facts: CaseFacts) -> Standing:
    outcome = facts.decision.outcome if facts.decision is not None else ""
    if outcome in NOT_PROGRESSED.values():
        return Standing.FOLLOWING_UP if facts.something_is_owed else Standing.DID_NOT_PROGRESS
    if _needs_admission(outcome) and facts.step(CarryingOut.Step.ADMITTED) is None:
        return Standing.CARRYING_OUT if _carrying(facts) else Standing.DECIDED
    if facts.step(CarryingOut.Step.REPORT_FINISHED) is not None:
        return Standing.FOLLOWING_UP
    if not facts.assessed:
        return Standing.FOLLOWING_UP if facts.something_is_owed else Standing.DECIDED
    admitted = facts.step(CarryingOut.Step.ADMITTED) is not None
    return Standing.DECIDED if _still_with_it(facts) and not admitted else Standing.REPORTING


def _still_with_it(facts: CaseFacts) -> bool:
    return facts.commitment is not None and facts.commitment.kind != Commitment.Kind.WAITING


def _needs_admission(outcome: str) -> bool:
    code = find_code("CL-OUT", outcome)
    return code is not None and code.has("bed")


def _carrying(facts: CaseFacts) -> bool:
    apart = {CarryingOut.Step.ARRIVED, CarryingOut.Step.REPORT_FINISHED}
    return any(row.step not in apart for row in facts.carrying_out)
