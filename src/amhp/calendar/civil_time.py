"""Civil time: the day and the clock on the wall in England and Wales, and the instant they mean.

Twice a year they do not mean one. In the hour the clocks skip (a Sunday in March) no instant has that
time; in the hour that comes twice (a Sunday in October) two have it, and the person who knows is asked
whether it was BST or GMT. Nothing is guessed: an hour decides whether someone is held with authority.
Source: Summer Time Act 1972; the dates from the time zone database.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from amhp.calendar.moments import FIRST_YEAR, LAST_YEAR, LONDON, MomentOutOfRange, in_london
from amhp.calendar.words import say_day, say_wall_time

Fold = Literal["BST", "GMT"]


class CivilTimeError(ValueError):
    """A day and a wall time that do not mean exactly one moment."""

    code = "time_not_one_moment"

    def __init__(self, message: str, *, day: date, wall_time: time) -> None:
        super().__init__(message)
        self.day = day
        self.wall_time = wall_time


class NonExistentHour(CivilTimeError):
    """The clocks went forward over this time; it did not happen."""

    code = "time_does_not_exist"


class RepeatedHour(CivilTimeError):
    """The clocks went back over this time; it happened twice, and BST or GMT must be asked."""

    code = "time_ambiguous"


def civil(day: date, wall_time: time, *, fold: Fold | None = None) -> datetime:
    """The moment, in UTC, that a clock on the wall in London showed this time on this day.

    `fold` is the answer to "before or after the clocks went back?": it is needed only in the hour that came
    twice and is ignored at any other time. Raises `NonExistentHour` and `RepeatedHour`.

    >>> civil(date(2026, 7, 1), time(9, 20)).isoformat()
    '2026-07-01T08:20:00+00:00'
    >>> civil(date(2027, 10, 31), time(1, 30), fold="BST").isoformat()
    '2027-10-31T00:30:00+00:00'
    >>> civil(date(2027, 10, 31), time(1, 30), fold="GMT").isoformat()
    '2027-10-31T01:30:00+00:00'
    >>> civil(date(2027, 3, 28), time(1, 30))
    Traceback (most recent call last):
    amhp.calendar.civil_time.NonExistentHour: 01:30 did not happen on Sun 28 Mar 2027: the clocks went \
forward. Ask for the time again.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise MomentOutOfRange(f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    first = datetime.combine(day, wall_time.replace(tzinfo=None, fold=0), tzinfo=LONDON)
    second = first.replace(fold=1)
    first_offset, second_offset = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    if first_offset == second_offset:
        return first.astimezone(UTC)
    said = f"{say_wall_time(wall_time)} {{}} on {say_day(day, year=True)}"
    if first_offset < second_offset:
        message = f"{said.format('did not happen')}: the clocks went forward. Ask for the time again."
        raise NonExistentHour(message, day=day, wall_time=wall_time)
    if fold is None:
        message = f"{said.format('came twice')}: the clocks went back. Say BST (before) or GMT (after)."
        raise RepeatedHour(message, day=day, wall_time=wall_time)
    return (first if fold == "BST" else second).astimezone(UTC)


def day_in_london(moment: datetime) -> date:
    """The date on a calendar in London at this moment.

    >>> day_in_london(datetime.fromisoformat("2026-06-30T23:30:00+00:00"))
    datetime.date(2026, 7, 1)
    """
    return in_london(moment).date()


def midnight_after(day: date) -> datetime:
    """The moment, in UTC, at which the day ends in London.

    >>> midnight_after(date(2027, 4, 6)).isoformat()
    '2027-04-06T23:00:00+00:00'
    """
    return civil(day + timedelta(days=1), time(0, 0))
