"""Begin and end working relationships; later rooms call these when a contact is taken, a case held, a duty
listed.
"""

from datetime import datetime

from django.db.models import F, Q

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.persons.policies import may_end_relationship, may_relate
from onenumber.records.prepared_writes import add_row


@action("relationship.begun", policy=may_relate)
def begin_relationship(
    *,
    by: Viewer,
    at: datetime,
    user_id: int,
    service: Service,
    person: Person | None,
    why: str,
    caused_by: str,
    ends_at: datetime | None = None,
    begins_at: datetime | None = None,
) -> Done[WorkingRelationship]:
    """From `begins_at` (now, unless a duty lies ahead) the user works with the person, or is on duty (no
    person).
    """
    row = WorkingRelationship(
        user_id=user_id,
        service=service,
        person=person,
        why=WorkingRelationship.Why(why),
        begins_at=begins_at or at,
        ends_at=ends_at,
        caused_by=caused_by,
    )
    add_row(row)
    return Done(row, subject=f"person {person.pk}" if person else f"user {user_id}", service_id=service.pk)


@action("relationship.ended", policy=may_end_relationship)
def end_relationship(*, by: Viewer, at: datetime, caused_by: str) -> Done[int]:
    """End every relationship that this row began and that has not ended; one not yet begun never begins."""
    rows = WorkingRelationship.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), caused_by=caused_by
    )
    ended = rows.filter(begins_at__gt=at).update(ends_at=F("begins_at"))
    ended += rows.filter(begins_at__lte=at).update(ends_at=at)
    return Done(ended, subject=caused_by, service_id=by.services()[0])
