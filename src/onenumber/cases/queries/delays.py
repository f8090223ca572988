"""The waits of a service in a period, for the ledger of delays: whole waits, their time counted within the period."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from onenumber.audit.models import Viewer
from onenumber.cases.models import Wait


@dataclass(frozen=True)
class DelayLine:
    """One wait. `within` is the part of it that lies in the period, up to now."""

    reference: str
    stage: str
    reason: str
    agency: str
    chosen: bool
    begun_at: datetime
    ended_at: datetime | None
    escalated_to: str
    harm: str
    within: timedelta


COLUMNS = (
    "case__reference", "stage", "reason", "agency", "chosen", "happened_at", "ended_at", "escalated_to", "harm",
)  # fmt: skip


def delays_between(
    viewer: Viewer, service_id: int, starts_at: datetime, ends_at: datetime
) -> list[DelayLine]:
    """Waits of one of the viewer's services and councils that ran in the period, the earliest first."""
    if service_id not in viewer.services():
        return []
    ran = Q(ended_at__isnull=True) | Q(ended_at__gt=starts_at)
    rows = Wait.objects.filter(
        ran, case__service_id=service_id, happened_at__lt=ends_at, happened_at__lte=viewer.at
    )
    councils = viewer.councils_in(service_id)
    if councils is not None:
        rows = rows.filter(case__council_id__in=councils)
    lines = []
    for row in rows.order_by("happened_at", "id").values_list(*COLUMNS):
        begun, ended = max(row[5], starts_at), min(row[6] or viewer.at, ends_at, viewer.at)
        lines.append(DelayLine(*(*row, max(ended - begun, timedelta()))))
    return lines


def delays_of(wait: Wait, reference: str, *, at: datetime) -> DelayLine:
    """One wait of a case as a line of its ledger, whole."""
    length = (wait.ended_at or at) - wait.happened_at
    return DelayLine(
        reference, wait.stage, wait.reason, wait.agency, wait.chosen, wait.happened_at, wait.ended_at,
        wait.escalated_to, wait.harm, length,
    )  # fmt: skip
