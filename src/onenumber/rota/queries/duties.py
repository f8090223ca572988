"""Lines of the duty list, read as tuples: the board asks for them every ten seconds."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from onenumber.audit.models import Viewer
from onenumber.rota.models import Duty

COLUMNS = (
    "id",
    "practitioner_id",
    "practitioner__user_id",
    "practitioner__name",
    "practitioner__telephone",
    "kind",
    "locality_id",
    "locality__name",
    "starts_at",
    "ends_at",
    "practitioner__skills",
    "practitioner__languages",
)


class DutyLine(NamedTuple):
    """One stretch of duty. `kind` is hub, locality, edt or spare; `locality` is empty where none is named."""

    duty_id: int
    practitioner_id: int
    user_id: int | None
    name: str
    telephone: str
    kind: str
    locality_id: int | None
    locality: str
    starts_at: datetime
    ends_at: datetime
    skills: str
    languages: str


def _standing(viewer: Viewer, service_id: int) -> QuerySet[Duty]:
    return Duty.objects.filter(
        service_id=service_id, service_id__in=viewer.services(), withdrawn_at__isnull=True
    )


def _lines(duties: QuerySet[Duty]) -> list[DutyLine]:
    rows = duties.order_by("starts_at", "practitioner__name", "id").values_list(*COLUMNS)
    return [DutyLine._make((*row[:7], row[7] or "", *row[8:])) for row in rows]


def on_duty(viewer: Viewer, service_id: int, at: datetime) -> list[DutyLine]:
    """Everyone on duty at this moment; empty for a service the viewer does not belong to."""
    return _lines(_standing(viewer, service_id).filter(starts_at__lte=at, ends_at__gt=at))


def duties_between(viewer: Viewer, service_id: int, begins: datetime, ends: datetime) -> list[DutyLine]:
    """Duties that touch the time from `begins` to `ends` (`ends` not included), earliest first."""
    return _lines(_standing(viewer, service_id).filter(starts_at__lt=ends, ends_at__gt=begins))


def duty_of(viewer: Viewer, duty_id: int) -> Duty | None:
    """One duty of the viewer's services, withdrawn or not; None when there is none."""
    return (
        Duty.objects.select_related("service", "practitioner", "locality")
        .filter(id=duty_id, service_id__in=viewer.services())
        .first()
    )
