"""A doctor tells when they can be asked, or that they cannot; and takes it back."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.workforce.models import FreeTime, Practitioner
from onenumber.workforce.policies import may_note_free_time, may_withdraw_free_time


@action("free_time.noted", policy=may_note_free_time)
def note_free_time(
    *,
    by: Viewer,
    at: datetime,
    practitioner: Practitioner,
    free: bool,
    starts_at: datetime,
    ends_at: datetime,
    key: UUID | None = None,
) -> Done[FreeTime]:
    """One stretch. Raises Conflict when it would end before it begins."""
    if ends_at <= starts_at:
        raise Conflict("A stretch of time ends after it begins. Check both times.")
    row = FreeTime.objects.create(
        practitioner=practitioner,
        free=free,
        starts_at=starts_at,
        ends_at=ends_at,
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    subject = f"practitioner {practitioner.pk}"
    return Done(row, subject=subject, service_id=practitioner.service_id, leads_to="/doctors/")


@action("free_time.withdrawn", policy=may_withdraw_free_time)
def withdraw_free_time(
    *, by: Viewer, at: datetime, free_time: FreeTime, key: UUID | None = None
) -> Done[FreeTime]:
    """It no longer holds; what was told stays on record."""
    rows = FreeTime.objects.filter(pk=free_time.pk, withdrawn_at__isnull=True)
    rows.update(withdrawn_at=at, withdrawn_by_id=by.user_id)
    subject, service_id = f"practitioner {free_time.practitioner_id}", free_time.practitioner.service_id
    return Done(free_time, subject=subject, service_id=service_id, leads_to="/doctors/")
