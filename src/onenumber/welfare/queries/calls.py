"""Safety calls that are open, and one of them with its answers.

A call is about the person who serves, not about the case: it is shown also to those whose grant reaches one council
only, and then without the case's reference.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from onenumber.audit.models import Viewer
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_records import PreparedRecords
from onenumber.welfare.models import SafetyAnswer, SafetyCall


class OpenCall(NamedTuple):
    """One line of the board."""

    number: int
    name: str
    telephone: str
    reference: str | None
    council_id: int | None
    pressed_at: datetime
    reached_at: datetime
    has_it: str | None
    says_safe_at: datetime | None


def _latest(kind: str, column: str) -> Subquery:
    rows = SafetyAnswer.objects.filter(call=OuterRef("pk"), kind=kind)
    return Subquery(rows.order_by("-recorded_at", "-id").values(column)[:1])


def _open(service_id: int) -> QuerySet[SafetyCall, Any]:
    rows = SafetyCall.objects.filter(service=service_id, ended_at__isnull=True).order_by("happened_at", "id")
    return rows.values_list(
        "id", "practitioner__name", "practitioner__telephone", "case__reference", "case__council_id",
        "happened_at", "recorded_at", _latest("has_it", "by_name"), _latest("safe", "recorded_at"),
    )  # fmt: skip


OPEN_CALLS = Prepared(_open, {"service_id": int})


def open_calls(viewer: Viewer, service_id: int) -> list[OpenCall]:
    """Every open call of one of the viewer's services, the oldest first."""
    if service_id not in viewer.services():
        return []
    councils = viewer.councils_in(service_id)
    calls = [OpenCall._make(row) for row in OPEN_CALLS.rows(service_id=service_id)]
    if councils is None:
        return calls
    return [call if call.council_id in councils else call._replace(reference=None) for call in calls]


def call_for(viewer: Viewer, number: int) -> SafetyCall | None:
    """One call: the viewer's own, or one of their services."""
    rows = SafetyCall.objects.select_related("practitioner", "case__locality", "service")
    call = rows.filter(pk=number).first()
    own = call is not None and viewer.practitioner_id == call.practitioner_id
    return call if call is not None and (own or call.service_id in viewer.services()) else None


OWN_OPEN = PreparedRecords(
    SafetyCall,
    lambda practitioner_id: SafetyCall.objects.filter(practitioner=practitioner_id, ended_at__isnull=True),
    {"practitioner_id": int},
    related=("service", "practitioner", "case"),
)


def open_call_of(practitioner_id: int) -> SafetyCall | None:
    """The practitioner's own open call, if there is one."""
    return OWN_OPEN.first(practitioner_id=practitioner_id)


def has_it_since(call: SafetyCall) -> tuple[str, datetime] | None:
    """Who has it, and since when; None while nobody has."""
    rows = call.answers.filter(kind=SafetyAnswer.Kind.HAS_IT).order_by("-recorded_at", "-id")
    return rows.values_list("by_name", "recorded_at").first()
