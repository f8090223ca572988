"""Keep who opened whose record: one row for each person, viewer and hour, outside the chain (a read, not a write)."""

from datetime import datetime

from onenumber.audit.models import Opening, Viewer
from onenumber.audit.queries.reach import reach_of
from onenumber.records.prepared import Prepared
from onenumber.records.wall import writing

NOTED = Prepared(
    lambda user_id, person_id, hour: Opening.objects.filter(
        user_id=user_id, person_id=person_id, hour=hour
    ).values_list("id"),
    {"user_id": int, "person_id": int, "hour": datetime},
)


def note_opening(
    *, by: Viewer, at: datetime, person_id: int, service_id: int, how: str, reason_entry: int | None = None
) -> None:
    """Note that `by` opened this person's record now, and on what ground."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    if NOTED.rows(user_id=by.user_id, person_id=person_id, hour=hour):
        return
    opening = Opening(
        at=at, hour=hour, user_id=by.user_id, person_id=person_id, service_id=service_id, how=how,
        reason_entry=reason_entry,
    )  # fmt: skip
    with writing(reach_of(by)):
        Opening.objects.bulk_create([opening], ignore_conflicts=True)
