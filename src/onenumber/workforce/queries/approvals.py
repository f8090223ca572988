"""Approvals: whether one is in force on a day, and which end soon.

An approval lasts up to and including its last day (SI 2008/1206, regulation 4: five years in England).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from onenumber.audit.models import Viewer
from onenumber.workforce.models import Hat


@dataclass(frozen=True)
class ApprovalLine:
    """One authority of one practitioner, as the list of people shows it."""

    hat_id: int
    practitioner_id: int
    name: str
    kind: str
    authority: str
    locality: str
    begins_on: date
    ends_on: date | None
    limits: str


def in_force_on(day: date) -> Q:
    """Hats worn on this day."""
    return Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def approval_in_force(practitioner_id: int, on: date) -> bool:
    """Whether this practitioner's approval as an AMHP appears to be in force on this day."""
    return Hat.objects.filter(in_force_on(on), practitioner_id=practitioner_id, kind=Hat.Kind.AMHP).exists()


def approvals(viewer: Viewer, service_id: int, on: date) -> list[ApprovalLine]:
    """Authorities in force on this day or still to begin, the soonest end first, then by name."""
    rows = (
        Hat.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .filter(practitioner__service_id=service_id, practitioner__service_id__in=viewer.services())
        .values_list(
            "id",
            "practitioner_id",
            "practitioner__name",
            "kind",
            "authority",
            "practitioner__locality__name",
            "begins_on",
            "ends_on",
            "limits",
        )
    )
    lines = [ApprovalLine(*row[:5], row[5] or "", *row[6:]) for row in rows]
    return sorted(lines, key=lambda line: (line.ends_on or date.max, line.name, line.hat_id))
