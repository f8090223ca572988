"""Keep who opened whose record: one row for each person, viewer and hour, outside the chain (a read, not a write)."""

from datetime import datetime

from onenumber.audit.models import Opening, Viewer


def note_opening(
    *, by: Viewer, at: datetime, person_id: int, service_id: int, how: str, reason_entry: int | None = None
) -> None:
    """Note that `by` opened this person's record now, and on what ground."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    Opening.objects.bulk_create(
        [
            Opening(
                at=at,
                hour=hour,
                user_id=by.user_id,
                person_id=person_id,
                service_id=service_id,
                how=how,
                reason_entry=reason_entry,
            )
        ],
        ignore_conflicts=True,
    )
