"""Begin a wait: what for, on whom, and whether the AMHP chose it or somebody forced it."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, Wait
from onenumber.cases.policies import may_record
from onenumber.cases.queries import is_closed


@action("wait.opened", policy=may_record)
def open_wait(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    stage: str,
    reason: str,
    agency: str,
    chosen: bool,
    happened_at: datetime | None = None,
    note: str = "",
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[Wait]:
    """`stage` is a WAIT_STAGE code, `reason` a CL-DEL code. A wait always names the one it waits on."""
    moment = happened_at or at
    known_code("WAIT_STAGE", stage, field="stage", on=moment)
    known_code("CL-DEL", reason, field="reason", on=moment)
    if not agency.strip():
        raise ImpossibleFact("agency", "Write who is waited on, such as the trust’s bed team.")
    if is_closed(case.pk):
        raise ImpossibleFact("reason", "This case is closed: nothing can wait in it. Reopen it first.")
    wait = Wait.objects.create(
        stage=stage,
        reason=reason,
        agency=agency,
        chosen=chosen,
        note=note,
        **authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality),
    )
    refresh(case, at=at)
    return done(wait, case, "wait")
