"""A moment is one instant everyone agrees on, whatever the clock on the wall says.

Elapsed hours are counted in UTC, because "24 hours beginning with the time" of MHA 1983 s136(2A) is 24
hours that pass, also on the two Sundays a year when the clocks change. A moment without an offset is
refused: nobody can say which instant it is.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1900, 2199


class NaiveMoment(ValueError):
    """A moment came without an offset from UTC."""


class MomentOutOfRange(ValueError):
    """A moment lies outside the years this calendar answers for."""


def aware(moment: datetime) -> datetime:
    """The same instant in UTC; a moment without an offset raises `NaiveMoment`.

    >>> aware(datetime.fromisoformat("2027-03-28T15:00:00+01:00")).isoformat()
    '2027-03-28T14:00:00+00:00'
    >>> aware(datetime.fromisoformat("2027-03-28T15:00:00"))
    Traceback (most recent call last):
    amhp.calendar.moments.NaiveMoment: This time has no offset from UTC. Give one, such as +00:00 or +01:00.
    """
    if moment.utcoffset() is None:
        raise NaiveMoment("This time has no offset from UTC. Give one, such as +00:00 or +01:00.")
    # The years are compared before converting: converting year 1 or 9999 can leave what Python can hold.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise MomentOutOfRange(f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return moment.astimezone(UTC)


def in_london(moment: datetime) -> datetime:
    """The same instant as people in England and Wales read it, with the offset of that day.

    >>> in_london(datetime.fromisoformat("2027-03-28T14:00:00+00:00")).isoformat()
    '2027-03-28T15:00:00+01:00'
    """
    return _london_of(aware(moment))


@lru_cache(maxsize=8192)
def _london_of(moment: datetime) -> datetime:
    # Asked again and again for the same moments of one screen; moments in UTC have no fold to confuse.
    return moment.astimezone(LONDON)


def hours_after(moment: datetime, *, hours: float) -> datetime:
    """The instant so many elapsed hours later, in UTC. Clocks that change in between make no difference.

    >>> start = datetime.fromisoformat("2027-03-27T14:00:00+00:00")
    >>> in_london(hours_after(start, hours=24)).isoformat()
    '2027-03-28T15:00:00+01:00'
    """
    return aware(moment) + timedelta(hours=hours)


def same_wall_time_later(moment: datetime, *, hours: float) -> datetime:
    """Where the hands would stand after so many hours if the clocks had not changed, as an instant in UTC.

    Nobody has decided that elapsed time is the right reading when the clocks go forward, so a person acts
    by the earlier of this and `hours_after`.

    >>> start = datetime.fromisoformat("2027-03-27T14:00:00+00:00")
    >>> in_london(same_wall_time_later(start, hours=24)).isoformat()
    '2027-03-28T14:00:00+01:00'
    """
    # Arithmetic inside one zone moves the hands, not the instant.
    return (in_london(moment) + timedelta(hours=hours)).astimezone(UTC)


def clocks_change_between(first: datetime, second: datetime) -> bool:
    """Whether the clocks went forward or back from the one moment to the other.

    >>> start = datetime.fromisoformat("2027-10-30T14:00:00+01:00")
    >>> clocks_change_between(start, hours_after(start, hours=24))
    True
    """
    return in_london(first).utcoffset() != in_london(second).utcoffset()
