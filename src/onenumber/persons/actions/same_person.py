"""Two records are one person, or are two again: nothing is copied or lost, only the finding changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.events import PersonsJoined, PersonsParted
from onenumber.persons.models import Person, SamePerson
from onenumber.persons.policies import may_work_in


def _may_join(viewer: Viewer, *, kept: Person, other: Person, **_: Any) -> bool:
    return kept.service_id == other.service_id and may_work_in(viewer, service=kept.service)


@action("persons.joined", policy=_may_join)
def join_persons(
    *, by: Viewer, at: datetime, kept: Person, other: Person, key: UUID | None = None
) -> Done[SamePerson]:
    """From now `other` is found under `kept`."""
    newest = _kept_for(kept)
    if newest.pk == other.pk or SamePerson.objects.filter(other=other, ended_at__isnull=True).exists():
        raise Conflict("These records are joined already. Open the page again.")
    row = SamePerson.objects.create(
        kept=newest, other=other, happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name
    )
    return Done(
        row,
        subject=f"person {newest.pk}",
        service_id=newest.service_id,
        events=(PersonsJoined(newest.pk, other.pk),),
    )


def _kept_for(person: Person) -> Person:
    row = SamePerson.objects.filter(other=person, ended_at__isnull=True).select_related("kept").first()
    return _kept_for(row.kept) if row else person


def _may_part(viewer: Viewer, *, same: SamePerson, **_: Any) -> bool:
    return may_work_in(viewer, service=same.kept.service)


@action("persons.parted", policy=_may_part)
def part_persons(
    *, by: Viewer, at: datetime, same: SamePerson, reason: str, key: UUID | None = None
) -> Done[SamePerson]:
    """It proved wrong: the two are found apart again, and the mistake stays in the history."""
    open_ones = SamePerson.objects.filter(pk=same.pk, ended_at__isnull=True)
    if not open_ones.update(ended_at=at, ended_by_id=by.user_id, ended_reason=reason):
        raise Conflict("These records were parted already. Open the page again.")
    same.refresh_from_db()
    return Done(
        same, subject=f"person {same.kept_id}", service_id=same.kept.service_id,
        events=(PersonsParted(same.kept_id, same.other_id),),
    )  # fmt: skip
