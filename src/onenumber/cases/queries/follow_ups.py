"""Follow-ups across cases: whose they are now, and which are due. The owner is the one it was handed to last."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onenumber.audit.models import Viewer
from onenumber.cases.models import FollowUp, FollowUpHanding
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_records import PreparedRecords


class FollowUpLine(NamedTuple):
    """One open follow-up with its owner of now; what it is about stays on the case page."""

    follow_up_id: int
    case_id: int
    reference: str
    kind: str
    due_at: datetime
    owner_id: int
    owner: str


def _with_owner() -> QuerySet[Any, Any]:
    newest = FollowUpHanding.objects.filter(follow_up=OuterRef("pk")).order_by("-id")
    return FollowUp.objects.filter(ended_at__isnull=True).annotate(
        now_with=Coalesce(
            Subquery(newest.values("to_id")[:1]), F("owner_id"), output_field=BigIntegerField()
        ),
        now_with_name=Coalesce(Subquery(newest.values("to__name")[:1]), F("owner__name")),
    )


COLUMNS = ("id", "case_id", "case__reference", "kind", "due_at", "now_with", "now_with_name")


def _due(service_id: int, at: datetime) -> QuerySet[Any, Any]:
    due = _with_owner().filter(case__service=service_id, due_at__lte=at)
    return due.order_by("due_at", "id").values_list(*COLUMNS)


FOLLOW_UPS_DUE = Prepared(_due, {"service_id": int, "at": datetime})


def open_follow_ups(viewer: Viewer, service_id: int) -> list[FollowUpLine]:
    """All open follow-ups of one of the viewer's services (and councils), the soonest due first."""
    if service_id not in viewer.services():
        return []
    rows = _with_owner().filter(case__service_id=service_id)
    councils = viewer.councils_in(service_id)
    if councils is not None:
        rows = rows.filter(case__council_id__in=councils)
    return [FollowUpLine._make(row) for row in rows.order_by("due_at", "id").values_list(*COLUMNS)]


OWN = PreparedRecords(
    FollowUp,
    lambda practitioner_id: _with_owner().filter(now_with=practitioner_id).order_by("due_at", "id"),
    {"practitioner_id": int},
    related=("case",),
)


def follow_ups_of(viewer: Viewer, practitioner_id: int) -> list[FollowUp]:
    """The practitioner's own open follow-ups in the viewer's services, the soonest due first."""
    own = OWN.all(practitioner_id=practitioner_id)
    return [each for each in own if each.case.service_id in viewer.services()]


def owner_of_follow_up(follow_up_id: int) -> int | None:
    """Who has it now (a practitioner's number); None once it is ended."""
    owner: int | None = _with_owner().filter(pk=follow_up_id).values_list("now_with", flat=True).first()
    return owner


def owns_follow_up_in(practitioner_id: int, case_id: int) -> bool:
    """Whether something is still to be done in this case by this practitioner."""
    return _with_owner().filter(case_id=case_id, now_with=practitioner_id).exists()


def owner_names(follow_up_ids: Iterable[int]) -> dict[int, str]:
    """Who has each of these open follow-ups now."""
    rows = _with_owner().filter(pk__in=list(follow_up_ids))
    return dict(rows.values_list("id", "now_with_name"))
