"""Section 12 doctors who can be asked, with how to reach them and when they say they are free."""

from dataclasses import dataclass
from datetime import date, datetime

from onenumber.audit.models import Viewer
from onenumber.workforce.models import FreeTime, Hat
from onenumber.workforce.queries.approvals import in_force_on


@dataclass(frozen=True)
class DoctorLine:
    """One doctor whose section 12 approval is in force."""

    practitioner_id: int
    name: str
    telephone: str
    email: str
    employer: str
    locality: str
    languages: str
    skills: str
    approved_until: date | None


def section_12_doctors(viewer: Viewer, service_id: int, on: date) -> list[DoctorLine]:
    """The doctors of one of the viewer's services approved on this day, by name."""
    rows = (
        Hat.objects.filter(in_force_on(on), kind=Hat.Kind.S12)
        .filter(practitioner__service_id=service_id, practitioner__service_id__in=viewer.services())
        .order_by("practitioner__name", "practitioner_id")
        .values_list(
            "practitioner_id",
            "practitioner__name",
            "practitioner__telephone",
            "practitioner__email",
            "practitioner__employer",
            "practitioner__locality__name",
            "practitioner__languages",
            "practitioner__skills",
            "ends_on",
        )
    )
    return [DoctorLine(*row[:5], row[5] or "", *row[6:]) for row in rows]


@dataclass(frozen=True)
class FreeLine:
    """A stretch in which a doctor says they can, or cannot, be asked."""

    id: int
    practitioner_id: int
    free: bool
    starts_at: datetime
    ends_at: datetime
    told_at: datetime


def free_times(viewer: Viewer, service_id: int, *, after: datetime) -> list[FreeLine]:
    """What the doctors of one of the viewer's services told of the time after a moment, the earliest first."""
    rows = FreeTime.objects.filter(
        practitioner__service_id=service_id, practitioner__service_id__in=viewer.services(),
        ends_at__gt=after, withdrawn_at__isnull=True,
    )  # fmt: skip
    columns = ("id", "practitioner_id", "free", "starts_at", "ends_at", "happened_at")
    return [FreeLine(*row) for row in rows.order_by("starts_at", "id").values_list(*columns)]


def free_time_for(viewer: Viewer, number: int) -> FreeTime | None:
    """One such stretch of the viewer's services."""
    rows = FreeTime.objects.filter(pk=number, practitioner__service_id__in=viewer.services())
    return rows.select_related("practitioner").first()
