"""A person's record is restricted, or is not any more: the stored rows of their open cases say so at once."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._projection import refresh_cases_of
from onenumber.persons import actions as persons
from onenumber.persons.models import Person, Restriction
from onenumber.persons.policies import may_lift_restriction, may_restrict


@action("cases.restricted", policy=may_restrict)
def restrict_record(
    *, by: Viewer, at: datetime, person: Person, kind: str, reason: str, key: UUID | None = None
) -> Done[Restriction]:
    """Restrict the record; the board shows neither initials nor age from now on."""
    restriction = persons.restrict_record(by=by, at=at, person=person, kind=kind, reason=reason)
    refresh_cases_of(person.pk, at=at)
    return Done(restriction, subject=f"person {person.pk}", service_id=person.service_id)


@action("cases.restriction_lifted", policy=may_lift_restriction)
def lift_restriction(
    *, by: Viewer, at: datetime, person: Person, reason: str, key: UUID | None = None
) -> Done[Person]:
    """Lift it; the board shows them again."""
    lifted = persons.lift_restriction(by=by, at=at, person=person, reason=reason)
    refresh_cases_of(person.pk, at=at)
    return Done(lifted, subject=f"person {person.pk}", service_id=person.service_id)
