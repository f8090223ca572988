"""Moments as far as they are known: to the minute, or only the day.

A day without its time is compared by day and left out of waiting times (AMDS v1 §4.1: quality of moments).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from amhp.dataset.rows import ChildRow, ReturnRow, local_day


@dataclass(frozen=True)
class KnownTime:
    """A moment, and whether only its day is known."""

    at: datetime
    day_only: bool

    @property
    def day(self) -> date:
        """The day in Europe/London."""
        return local_day(self.at)

    def is_before(self, other: "KnownTime") -> bool:
        """Say whether this is surely earlier: to the minute where both are known, else by day."""
        if self.day_only or other.day_only:
            return self.day < other.day
        return to_minute(self.at) < to_minute(other.at)


def to_minute(moment: datetime) -> datetime:
    """Drop the seconds: the return is precise to the minute."""
    return moment.replace(second=0, microsecond=0)


def known_time(row: ReturnRow | ChildRow, name: str) -> KnownTime | None:
    """Return the moment of a field, or `None` if it has none."""
    at = row.moment(name)
    return None if at is None else KnownTime(at, row.is_day_only(name))


def is_before(row: ReturnRow, one: str, other: str) -> bool:
    """Say whether one moment of a row is surely before another; unknown moments are not."""
    first, second = known_time(row, one), known_time(row, other)
    return first is not None and second is not None and first.is_before(second)


def length(start: KnownTime | None, end: KnownTime | None) -> timedelta | None:
    """Return how long from one to the other, or `None` unless both are known to the minute."""
    if start is None or end is None or start.day_only or end.day_only:
        return None
    return to_minute(end.at) - to_minute(start.at)


def merged_length(intervals: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """Add up intervals, counting overlaps once; an interval that ends before it starts adds nothing."""
    total, covered_to = timedelta(0), None
    for start, end in sorted(intervals):
        begin = start if covered_to is None else max(start, covered_to)
        if end > begin:
            total += end - begin
            covered_to = end
    return total
