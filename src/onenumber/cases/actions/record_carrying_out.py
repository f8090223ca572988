"""One dated step: there, bed asked for or found, conveyance, admission, report finished."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import CarryingOut, Case
from onenumber.cases.policies import may_record

Step = CarryingOut.Step
CODES = {
    Step.BED_REQUESTED: "BED",
    Step.BED_FOUND: "BED",
    Step.CONVEYANCE_ASKED: "CONVEYANCE",
    Step.CONVEYANCE_ARRIVED: "CONVEYANCE",
}


@action("step.recorded", policy=may_record)
def record_carrying_out(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    step: str,
    happened_at: datetime | None = None,
    code: str = "",
    place: str = "",
    ods: str = "",
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[CarryingOut]:
    """`code` is a BED or CONVEYANCE code where the step has one."""
    moment = happened_at or at
    if step not in Step.values:
        raise ImpossibleFact("step", "Choose what happened from the list.")
    if code:
        code_list = CODES.get(Step(step))
        if code_list is None:
            raise ImpossibleFact("code", "Leave the kind empty: this step has none.")
        known_code(code_list, code, field="code", on=moment)
    row = CarryingOut.objects.create(
        step=step,
        code=code,
        place=place,
        ods=ods,
        **authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality),
    )
    refresh(case, at=at)
    return done(row, case, f"step_{step}")
