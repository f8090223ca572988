"""A doctor's examination and recommendation as received; whether it meets the rules never blocks
recording.
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, Recommendation
from onenumber.cases.policies import may_record


@action("recommendation.recorded", policy=may_record)
def record_recommendation(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    doctor_name: str,
    happened_at: datetime | None = None,
    doctor_id: int | None = None,
    form: str = "",
    recommends: bool = True,
    section_12: bool | None = None,
    knew_person: bool | None = None,
    examined_at: datetime | None = None,
    signed_at: datetime | None = None,
    happened_quality: str = "exact",
    key: UUID | None = None,
) -> Done[Recommendation]:
    """`happened_at` is when it was received; without it, when it was signed or the person examined,
    or now.
    """
    if not doctor_name.strip():
        raise ImpossibleFact("doctor_name", "Write the doctor’s name.")
    moment = happened_at or signed_at or examined_at or by.happened(at)
    columns = authored(by=by, at=at, case=case, happened_at=moment, quality=happened_quality)
    for field, when in (("examined", examined_at), ("signed", signed_at)):
        if when is not None and when > at:
            raise ImpossibleFact(field, "This time has not come yet. Check the day and the time.")
    row = Recommendation.objects.create(
        doctor_id=doctor_id,
        doctor_name=doctor_name,
        form=form,
        recommends=recommends,
        section_12=section_12,
        knew_person=knew_person,
        examined_at=examined_at,
        signed_at=signed_at,
        **columns,
    )
    refresh(case, at=at)
    return done(row, case, "recommendation")
