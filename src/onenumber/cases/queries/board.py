"""The open cases of a service as tuples, for the board: one query, no model instances."""

from typing import Any

from django.db.models import QuerySet

from onenumber.audit.models import Viewer
from onenumber.cases.models import OpenCase
from onenumber.records.prepared import Prepared

OPEN_CASE_COLUMNS = (
    "reference",
    "initials",
    "age",
    "age_is_approximate",
    "locality",
    "place",
    "contact_type",
    "power",
    "ends_at",
    "ends_on",
    "priority",
    "danger",
    "standing",
    "holder_id",
    "holder",
    "held_since",
    "offered_to",
    "offered_at",
    "answer_by",
    "asks",
    "doctors_short_since",
    "waiting_on",
    "wait_stage",
    "waiting_since",
    "received_at",
    "restricted",
)


def _of_service(service_id: int) -> QuerySet[OpenCase, tuple[Any, ...]]:
    return OpenCase.objects.filter(service_id=service_id).values_list(*OPEN_CASE_COLUMNS)


OPEN_CASES = Prepared(_of_service, {"service_id": int})


def open_cases(viewer: Viewer, service_id: int) -> list[tuple[Any, ...]]:
    """All open cases of one of the viewer's services (and councils), in the order of OPEN_CASE_COLUMNS."""
    if service_id not in viewer.services():
        return []
    councils = viewer.councils_in(service_id)
    if councils is not None:
        return list(_of_service(service_id).filter(case__council_id__in=councils))
    return OPEN_CASES.rows(service_id=service_id)


def open_case_of(person_id: int) -> str | None:
    """The reference of the newest open case about this person, if there is one."""
    rows = OpenCase.objects.filter(case__person_id=person_id).order_by("-received_at")
    return rows.values_list("reference", flat=True).first()
