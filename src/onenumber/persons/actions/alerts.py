"""Record and end a staff-safety alert."""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, StaffSafetyAlert
from onenumber.persons.policies import may_change_person


@action("alert.recorded", policy=may_change_person)
def record_alert(
    *, by: Viewer, at: datetime, person: Person, text: str, happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[StaffSafetyAlert]:  # fmt: skip
    """What colleagues must know to be safe, shown until it is ended."""
    alert = StaffSafetyAlert.objects.create(
        person=person,
        text=text,
        happened_at=happened_at or at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(alert, subject=f"person {person.pk}", service_id=person.service_id)


def _may_end(viewer: Viewer, *, alert: StaffSafetyAlert, **_: Any) -> bool:
    return may_change_person(viewer, person=alert.person)


@action("alert.ended", policy=_may_end)
def end_alert(
    *, by: Viewer, at: datetime, alert: StaffSafetyAlert, reason: str, key: UUID | None = None
) -> Done[StaffSafetyAlert]:
    """The alert no longer holds; it stays in the history with the reason."""
    open_ones = StaffSafetyAlert.objects.filter(pk=alert.pk, ended_at__isnull=True)
    if not open_ones.update(ended_at=at, ended_by_id=by.user_id, ended_reason=reason):
        raise Conflict("This alert was ended already. Open the page again to see by whom.")
    alert.refresh_from_db()
    return Done(alert, subject=f"person {alert.person_id}", service_id=alert.person.service_id)
