"""Restrict a record, and lift the restriction: both with a reason, both kept."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, Restriction
from onenumber.persons.policies import may_lift_restriction, may_restrict


@action("record.restricted", policy=may_restrict)
def restrict_record(
    *, by: Viewer, at: datetime, person: Person, kind: str, reason: str, key: UUID | None = None
) -> Done[Restriction]:
    """From now the record opens with a relationship of its own or a reason, and is not suggested."""
    current = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if current.restricted:
        raise Conflict("This record is restricted already. Open the page again to see by whom.")
    restriction = Restriction.objects.create(
        person=current, kind=Restriction.Kind(kind), reason=reason.strip(), happened_at=at, recorded_at=at,
        by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    Person.objects.filter(pk=current.pk).update(restricted=True)
    return Done(
        restriction, subject=f"person {current.pk}", service_id=current.service_id, fields=("restricted",)
    )


@action("record.restriction_lifted", policy=may_lift_restriction)
def lift_restriction(
    *, by: Viewer, at: datetime, person: Person, reason: str, key: UUID | None = None
) -> Done[Person]:
    """The record opens as any other again; that it was restricted, and why not any more, stays."""
    current = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if not current.restricted:
        raise Conflict("This record is not restricted. Open the page again.")
    rows = Restriction.objects.filter(person=current, ended_at__isnull=True)
    rows.update(ended_at=at, ended_by_id=by.user_id, ended_reason=reason.strip())
    Person.objects.filter(pk=current.pk).update(restricted=False)
    return Done(
        current, subject=f"person {current.pk}", service_id=current.service_id, fields=("restricted",)
    )
