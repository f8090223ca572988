"""Section 12 doctors who can be asked, with how to reach them."""

from dataclasses import dataclass
from datetime import date

from onenumber.audit.models import Viewer
from onenumber.workforce.models import Hat
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
