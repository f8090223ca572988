"""What a backup does not know, by reference number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.design.wording import weekday_moment
from onenumber.organisations.models import Restoration

WORDS = {"C": "contacts"}


@dataclass(frozen=True)
class GapLine:
    """One series: up to which number the records go, which are missing, and with which they go on."""

    what: str
    known: str
    missing: str
    goes_on: str


@dataclass(frozen=True)
class RestoredLine:
    """One time the records were put back."""

    service: str
    restored: str
    backup: str
    gaps: tuple[GapLine, ...]
    acknowledged: str


def restored_lines(rows: Iterable[Restoration], *, at: datetime) -> tuple[RestoredLine, ...]:
    """As the page shows them."""
    return tuple(
        RestoredLine(
            service=row.service.name,
            restored=weekday_moment(row.happened_at),
            backup=weekday_moment(row.backup_at),
            gaps=tuple(_gaps(row)),
            acknowledged=f"{row.acknowledged_by_name}, {say_moment(row.acknowledged_at, at)}"
            if row.acknowledged_at
            else "",
        )
        for row in rows
    )


def _gaps(row: Restoration) -> Iterable[GapLine]:
    for series, last in sorted(row.known.items()):
        first_new = row.first_new[series]
        yield GapLine(
            what=WORDS.get(series.rpartition("-")[0], "cases"),
            known=f"{series}-{last}",
            missing=f"{series}-{last + 1} to {series}-{first_new - 1}",
            goes_on=f"{series}-{first_new}",
        )
