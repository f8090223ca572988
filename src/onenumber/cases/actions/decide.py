"""Record the AMHP's decision: the outcome, the reasons, and the alternatives considered.

Less restrictive outcomes are recorded in the same way. A decision by somebody whose approval does not appear
to be in force is kept and says so: recording is never blocked. No application after a nearest relative's
request starts the duty of written reasons (s13(4)).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from amhp.calendar import day_in_london
from amhp.dataset import require_code
from amhp.law import EventKind
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.actions._written_reasons import owe_reasons
from onenumber.cases.events import DecisionRecorded
from onenumber.cases.models import Case, Decision, LegalEvent
from onenumber.cases.policies import may_decide
from onenumber.cases.queries import facts_of, holder_of
from onenumber.workforce.queries import approval_in_force


def _codes_known(
    *, outcome: str, alternative_used: str, warrant: str, police_role: str, on: datetime
) -> None:
    known_code("CL-OUT", outcome, field="outcome", on=on)
    for code_list, code, field in (
        ("CL-ALT", alternative_used, "alternative_used"),
        ("WARRANT", warrant, "warrant"),
        ("POLICE_ROLE", police_role, "police_role"),
    ):
        if code:
            known_code(code_list, code, field=field, on=on)


def _whose(case: Case, by: Viewer, moment: datetime) -> dict[str, Any]:
    """The decision is the holder's, and keeps whether their approval appears in force at that moment."""
    held = holder_of(case.pk)
    decider = held.practitioner_id if held else by.practitioner_id
    in_force = approval_in_force(decider, day_in_london(moment)) if decider else None
    return {"amhp_id": decider, "amhp_name": held.name if held else by.name, "approval_in_force": in_force}


@action("case.decided", policy=may_decide)
def decide(
    *, by: Viewer, at: datetime, case: Case, outcome: str, reasons: str, happened_at: datetime | None = None,
    alternatives: str = "", alternative_used: str = "", declined_despite_two: bool = False, warrant: str = "",
    police_role: str = "", application_at: datetime | None = None, free_to_leave: bool = False,
    happened_quality: str = "exact", key: UUID | None = None,
) -> Done[Decision]:  # fmt: skip
    """The decision of whoever holds the case. `free_to_leave` records that a holding power ended with it."""
    moment = happened_at or at
    _codes_known(
        outcome=outcome,
        alternative_used=alternative_used,
        warrant=warrant,
        police_role=police_role,
        on=moment,
    )
    if not reasons.strip():
        raise ImpossibleFact("reasons", "Write the reasons, in your own words.")
    columns = authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality)
    decision = Decision.objects.create(
        **_whose(case, by, moment),
        outcome=outcome,
        reasons=reasons,
        alternatives=alternatives,
        alternative_used=alternative_used,
        declined_despite_two=declined_despite_two,
        warrant=warrant,
        police_role=police_role,
        application_at=application_at,
        **columns,
    )
    if free_to_leave:
        LegalEvent.objects.create(kind=EventKind.HOLDING_ENDED.value, told_by=decision.amhp_name, **columns)
    if not require_code("CL-OUT", outcome).has("application"):
        owe_reasons(facts_of(case), by=by, at=at, happened_at=moment)
    refresh(case, at=at)
    event = DecisionRecorded(case.pk, case.service_id, at)
    return done(decision, case, "decision", events=(event,))
