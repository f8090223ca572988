"""The nearest relative as it appears was told or asked, objected, or could not be reached (s11(3),
s11(4)).
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done, known_code
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import Case, RelativeStep
from onenumber.cases.policies import may_record
from onenumber.persons.actions import record_relative
from onenumber.persons.models import Relative


@action("relative_step.recorded", policy=may_record)
def record_relative_step(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    result: str,
    happened_at: datetime | None = None,
    relative: Relative | None = None,
    name: str = "",
    how: str = "",
    why_appears: str = "",
    reason_not: str = "",
    relation: str = "",
    telephone: str = "",
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[RelativeStep]:
    """`result` is a CL-NR code; `why_appears` says why this relative appears to be the nearest (s26).

    Somebody not known yet, with a name and a relation, is kept among the people close to the person.
    """
    moment = happened_at or at
    known_code("CL-NR", result, field="result", on=moment)
    if relative is not None and relative.person_id != case.person_id:
        raise ImpossibleFact("relative", "Choose a relative of this person.")
    if relative is None and name and relation:
        relative = record_relative(
            by=by, at=at, person=case.person, name=name, relation=relation, telephone=telephone
        )
    step = RelativeStep.objects.create(
        relative=relative,
        name=name,
        result=result,
        how=how,
        why_appears=why_appears,
        reason_not=reason_not,
        **authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality),
    )
    touch(case, at=at)
    return done(step, case, "relative_step")
