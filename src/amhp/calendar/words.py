"""Times and lengths in the words people read: 24-hour, Europe/London, no locale.

The words are those of the design guide: "today 15:32", "Wed 16:40" within a week, otherwise "7 Dec 2026";
lengths "1 h 12 m" and "4 d 22 h".
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from amhp.calendar.moments import LONDON, aware, in_london

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WITHIN_A_WEEK = timedelta(days=6)
A_MINUTE = timedelta(minutes=1)
LONGEST_IN_HOURS = timedelta(hours=72)


def say_left(length: timedelta) -> str:
    """A length, rounded down to the minute; hours up to three days, since holding powers are told in hours.

    A negative length is said by its size: the caller writes "left" or "overdue" after it.

    >>> say_left(timedelta(hours=1, minutes=12)), say_left(timedelta(hours=58, minutes=5))
    ('1 h 12 m', '58 h 05 m')
    >>> say_left(timedelta(minutes=28)), say_left(timedelta(days=4, hours=22, minutes=59))
    ('28 m', '4 d 22 h')
    """
    size = abs(length)
    hours, minutes_over = divmod(size // A_MINUTE, 60)
    if size > LONGEST_IN_HOURS:
        days, hours_over = divmod(hours, 24)
        return f"{days} d {hours_over} h"
    return f"{hours} h {minutes_over:02} m" if hours else f"{minutes_over} m"


def say_wall_time(wall_time: time) -> str:
    """A wall time on the 24-hour clock.

    >>> say_wall_time(time(9, 5))
    '09:05'
    """
    return f"{wall_time.hour:02}:{wall_time.minute:02}"


def say_time(moment: datetime) -> str:
    """The wall time in London, naming the zone only in the hour that comes twice.

    >>> say_time(datetime.fromisoformat("2026-11-24T15:32:00+00:00"))
    '15:32'
    >>> say_time(datetime.fromisoformat("2027-10-31T00:30:00+00:00"))
    '01:30 BST'
    """
    return _time_of(aware(moment))


@lru_cache(maxsize=8192)
def _time_of(moment: datetime) -> str:
    local = in_london(moment)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{say_wall_time(local.time())} {local.tzname()}" if twice else say_wall_time(local.time())


def say_zone(moment: datetime) -> str:
    """BST or GMT, whichever London keeps at this moment.

    >>> say_zone(datetime.fromisoformat("2027-07-01T00:30:00+00:00"))
    'BST'
    """
    return in_london(moment).tzname() or str(LONDON)


def say_day(day: date, *, year: bool = False) -> str:
    """A day with its weekday, with the year only when it is asked for.

    >>> say_day(date(2026, 12, 7)), say_day(date(2026, 12, 7), year=True)
    ('Mon 7 Dec', 'Mon 7 Dec 2026')
    """
    said = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return f"{said} {day.year}" if year else said


def say_date(day: date) -> str:
    """A date without its weekday.

    >>> say_date(date(1991, 3, 14))
    '14 Mar 1991'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def say_moment(moment: datetime, now: datetime) -> str:
    """A moment as a person would say it now: the same day, within a week either way, or a date.

    >>> now = datetime.fromisoformat("2026-11-24T14:20:00+00:00")
    >>> say_moment(datetime.fromisoformat("2026-11-24T15:32:00+00:00"), now)
    'today 15:32'
    >>> say_moment(datetime.fromisoformat("2026-11-25T16:40:00+00:00"), now)
    'Wed 16:40'
    >>> say_moment(datetime.fromisoformat("2026-12-07T16:40:00+00:00"), now)
    '7 Dec 2026'
    """
    return _moment_of(aware(moment), in_london(now).date())


@lru_cache(maxsize=8192)
def _moment_of(moment: datetime, today: date) -> str:
    day = in_london(moment).date()
    if day == today:
        return f"today {say_time(moment)}"
    if abs(day - today) <= WITHIN_A_WEEK:
        return f"{DAY_NAMES[day.weekday()]} {say_time(moment)}"
    return say_date(day)


def say_day_and_time(moment: datetime, *, year: bool = False) -> str:
    """A moment with its day and its time, the same however long ago it was.

    >>> say_day_and_time(datetime.fromisoformat("2026-11-25T13:25:00+00:00"))
    'Wed 25 Nov, 13:25'
    """
    return f"{say_day(in_london(moment).date(), year=year)}, {say_time(moment)}"
