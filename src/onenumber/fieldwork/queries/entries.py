"""What was kept apart: for the board, the list, one's own day, and the timeline of its case."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from amhp.calendar import say_moment
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import TimelineLine, rows_of_case
from onenumber.fieldwork.models import PhoneEntry
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_records import PreparedRecords


def _open(service_id: int) -> QuerySet[PhoneEntry, Any]:
    rows = PhoneEntry.objects.filter(service=service_id, ended_at__isnull=True)
    return rows.order_by().values_list("case__council_id").annotate(Count("id"))


OPEN_ENTRIES = Prepared(_open, {"service_id": int})


def open_entry_count(viewer: Viewer, service_id: int) -> int:
    """How many wait in one of the viewer's services, within their councils."""
    if service_id not in viewer.services():
        return 0
    councils = viewer.councils_in(service_id)
    rows = OPEN_ENTRIES.rows(service_id=service_id)
    return sum(number for council, number in rows if councils is None or council in {None, *councils})


def _of(viewer: Viewer) -> QuerySet[PhoneEntry]:
    """Every entry of the viewer's services and councils."""
    mine = Q()
    for service_id in viewer.services():
        councils = viewer.councils_in(service_id)
        here = Q(service_id=service_id)
        mine |= here if councils is None else here & (Q(case__isnull=True) | Q(case__council_id__in=councils))
    rows = PhoneEntry.objects.filter(mine) if mine else PhoneEntry.objects.none()
    return rows.select_related("practitioner", "case", "service")


def open_entries(viewer: Viewer, service_id: int) -> list[PhoneEntry]:
    """What waits for a choice, the longest first."""
    return list(
        _of(viewer).filter(service_id=service_id, ended_at__isnull=True).order_by("recorded_at", "id")
    )


def entry_for(viewer: Viewer, number: int) -> PhoneEntry | None:
    """One entry of the viewer's services and councils."""
    return _of(viewer).filter(pk=number).first()


OWN_OPEN = PreparedRecords(
    PhoneEntry,
    lambda practitioner_id: PhoneEntry.objects.filter(
        practitioner=practitioner_id, ended_at__isnull=True
    ).order_by("recorded_at", "id"),
    {"practitioner_id": int},
    related=("case",),
)


def own_open_entries(practitioner_id: int) -> list[PhoneEntry]:
    """What one's own phone sent and nobody has chosen about yet."""
    return OWN_OPEN.all(practitioner_id=practitioner_id)


def entry_lines(case: Case, *, at: datetime) -> list[TimelineLine]:
    """The case's entries on its timeline: both versions, and who chose what."""
    entries = rows_of_case(PhoneEntry, (), order="happened_at", case_id=case.pk)
    return [_line(entry, at) for entry in entries]


def _line(entry: PhoneEntry, at: datetime) -> TimelineLine:
    told = f"{entry.by_name}’s phone, {say_moment(entry.happened_at, at)}: {entry.words or entry.get_kind_display()}."
    says = f" The record: {entry.record_says}." if entry.record_says else ""
    ended = (
        f" {entry.ended_by_name} chose {say_moment(entry.ended_at, at)}: {entry.get_chosen_display()}."
        if entry.ended_at is not None
        else " Nobody has chosen yet."
    )
    return TimelineLine(
        entry.happened_at,
        entry.recorded_at,
        f"{told}{says}{ended}",
        strong="Two versions." if entry.why == PhoneEntry.Why.DIFFERS else "Kept apart.",
        icon="asked" if entry.ended_at is None else "set",
        by_name=entry.by_name,
        note=entry.chosen_words,
    )
