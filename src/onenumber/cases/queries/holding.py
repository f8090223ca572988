"""Who holds a case now or held it last, and what a practitioner is on now."""

from dataclasses import dataclass
from datetime import datetime

from onenumber.cases.models import Closure, Commitment


@dataclass(frozen=True)
class Holding:
    """A practitioner and a case. `user_id` is None for somebody without a sign-in."""

    commitment_id: int
    case_id: int
    reference: str
    practitioner_id: int
    name: str
    user_id: int | None
    kind: str
    since: datetime
    ended_at: datetime | None


COLUMNS = (
    "id",
    "case_id",
    "case__reference",
    "practitioner_id",
    "practitioner__name",
    "practitioner__user_id",
    "kind",
    "happened_at",
    "ended_at",
)


def holder_of(case_id: int) -> Holding | None:
    """Who holds the case, or held it last; None when nobody ever did."""
    rows = Commitment.objects.filter(case_id=case_id).order_by("-happened_at", "-id").values_list(*COLUMNS)
    found = [Holding(*row) for row in rows]
    return next((held for held in found if held.ended_at is None), found[0] if found else None)


def active_case_of(practitioner_id: int) -> Holding | None:
    """The case the practitioner is on now (the one active commitment), if any."""
    rows = Commitment.objects.filter(
        practitioner_id=practitioner_id, kind=Commitment.Kind.ACTIVE, ended_at__isnull=True
    )
    row = rows.values_list(*COLUMNS).first()
    return Holding(*row) if row else None


def is_closed(case_id: int) -> bool:
    """Whether the case is closed or voided now."""
    return Closure.objects.filter(case_id=case_id, corrected_by__isnull=True, struck_out=False).exists()
