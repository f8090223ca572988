"""Record a relative or somebody close; whether one appears to be the nearest relative is said on the case."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, Relative
from onenumber.persons.policies import may_change_person


@action("relative.recorded", policy=may_change_person)
def record_relative(
    *,
    by: Viewer,
    at: datetime,
    person: Person,
    name: str,
    relation: str,
    telephone: str = "",
    language: str = "",
    lives_with: bool | None = None,
    cares_for: bool | None = None,
    safety_flag: bool = False,
    corrects: Relative | None = None,
    correction_reason: str = "",
    struck_out: bool = False,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[Relative]:
    """A new row; with `corrects` and a reason it takes the place of an earlier one, or strikes it out."""
    relative = Relative.objects.create(
        person=person,
        name=name,
        relation=relation,
        telephone=telephone,
        language=language,
        lives_with=lives_with,
        cares_for=cares_for,
        safety_flag=safety_flag,
        corrects=corrects,
        correction_reason=correction_reason,
        struck_out=struck_out,
        happened_at=happened_at or at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(relative, subject=f"person {person.pk}", service_id=person.service_id)
