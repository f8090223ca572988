"""From a day and a clock face to one moment, on the nights of the clock change too.

Between 1 and 2 on the last Sunday of March no such time exists; on the last Sunday of October it happens
twice (Summer Time Act 1972 and the Summer Time Order 2002). Neither is guessed: whoever was there has to be
asked.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onenumber.returns.spreadsheet.dates import Clock
from onenumber.returns.spreadsheet.problems import ProblemCode


def to_moment(on: date, clock: Clock, *, zone: ZoneInfo) -> datetime | ProblemCode:
    """The moment in UTC, or the code of what keeps the clock from being one moment.

    >>> london = ZoneInfo("Europe/London")
    >>> to_moment(date(2026, 7, 1), Clock(90), zone=london)
    datetime.datetime(2026, 7, 1, 0, 30, tzinfo=datetime.timezone.utc)
    >>> to_moment(date(2026, 3, 29), Clock(90), zone=london).value
    'time_does_not_exist'
    >>> to_moment(date(2026, 10, 25), Clock(90), zone=london).value
    'time_ambiguous'
    >>> to_moment(date(2026, 10, 25), Clock(90, "GMT"), zone=london)
    datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.timezone.utc)
    """
    try:
        return _resolve(datetime.combine(on, time(), zone) + timedelta(minutes=clock.minutes), clock.zone)
    except OverflowError:
        return ProblemCode.DATE_IMPOSSIBLE


def _resolve(first: datetime, written_zone: str | None) -> datetime | ProblemCode:
    second = first.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is not None and after is not None and before < after:
        return ProblemCode.TIME_DOES_NOT_EXIST
    if written_zone is None:
        return first.astimezone(UTC) if before == after else ProblemCode.TIME_AMBIGUOUS
    for candidate in (first, second):
        if candidate.tzname() == written_zone:
            return candidate.astimezone(UTC)
    return ProblemCode.TIME_UNREADABLE


def zone_names(on: date, clock: Clock, *, zone: ZoneInfo) -> tuple[str, str]:
    """What to write behind a time that happened twice, for the first and for the second time: BST, GMT."""
    first = datetime.combine(on, time(), zone) + timedelta(minutes=clock.minutes)
    return first.tzname() or "", first.replace(fold=1).tzname() or ""
