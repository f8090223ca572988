"""How times, lengths and numbers are written on every screen and sheet.

Storage is UTC; people read civil time in Europe/London. Source: screens GUIDE, "Words": 24-hour times,
"today" and "Wed" within a week, otherwise "7 Dec 2026"; lengths "1 h 12 m", "4 d 22 h"; NHS number 3-3-4;
date of birth always with age. Month and day names are spelled here rather than by strftime so that a
server's locale cannot change a statutory time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS_BEFORE_DAYS = 48
DAYS_NAMED_BY_WEEKDAY = 7


def local(moment: datetime) -> datetime:
    """The same moment in Europe/London; a moment without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("A moment on a screen must say its time zone; this one has none.")
    return moment.astimezone(LONDON)


def clock_time(moment: datetime) -> str:
    """Civil time of day.

    >>> clock_time(datetime(2026, 7, 1, 13, 20, tzinfo=UTC))
    '14:20'
    """
    return f"{local(moment):%H:%M}"


def clock_seconds(moment: datetime) -> str:
    """Civil time of day with seconds, for "Last kept" and "Up to date at".

    >>> clock_seconds(datetime(2026, 11, 24, 14, 20, 5, tzinfo=UTC))
    '14:20:05'
    """
    return f"{local(moment):%H:%M:%S}"


def date_words(day: date | datetime) -> str:
    """A day in words; a moment gives its day in Europe/London.

    >>> date_words(date(2026, 12, 7))
    '7 Dec 2026'
    """
    if isinstance(day, datetime):
        day = local(day).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date | datetime) -> str:
    """A day with its weekday.

    >>> weekday_date(date(2026, 11, 24))
    'Tue 24 Nov 2026'
    """
    if isinstance(day, datetime):
        day = local(day).date()
    return f"{WEEKDAYS[day.weekday()]} {date_words(day)}"


def weekday_moment(moment: datetime) -> str:
    """Weekday, day and time, as printed sheets and page heads carry it.

    >>> weekday_moment(datetime(2026, 11, 24, 14, 20, tzinfo=UTC))
    'Tue 24 Nov 2026 14:20'
    """
    return f"{weekday_date(moment)} {clock_time(moment)}"


def short_moment(moment: datetime, now: datetime) -> str:
    """A moment as short as it can be read safely beside `now`.

    Today gives the time, another day less than a week away its weekday and time, anything else the full
    date and time. The weekday alone is never used at seven days, where it would name today's.

    >>> now = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> short_moment(datetime(2026, 11, 24, 15, 32, tzinfo=UTC), now)
    '15:32'
    >>> short_moment(datetime(2026, 11, 25, 16, 40, tzinfo=UTC), now)
    'Wed 16:40'
    >>> short_moment(datetime(2026, 12, 7, 9, 0, tzinfo=UTC), now)
    '7 Dec 2026 09:00'
    """
    there, here = local(moment), local(now)
    days = abs((there.date() - here.date()).days)
    if days == 0:
        return clock_time(moment)
    if days < DAYS_NAMED_BY_WEEKDAY:
        return f"{WEEKDAYS[there.weekday()]} {clock_time(moment)}"
    return f"{date_words(moment)} {clock_time(moment)}"


def short_day(day: date | datetime, now: datetime) -> str:
    """A day as short as it can be read safely beside `now`: today, Wed, 7 Dec 2026.

    >>> now = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> [short_day(date(2026, 11, 24), now), short_day(date(2026, 11, 25), now)]
    ['today', 'Wed']
    """
    if isinstance(day, datetime):
        day = local(day).date()
    days = abs((day - local(now).date()).days)
    if days == 0:
        return "today"
    return WEEKDAYS[day.weekday()] if days < DAYS_NAMED_BY_WEEKDAY else date_words(day)


def span(length: timedelta) -> str:
    """A length of time, whole minutes, never rounded up; a negative length is written as its size.

    >>> [span(timedelta(minutes=28)), span(timedelta(hours=1, minutes=12))]
    ['28 m', '1 h 12 m']
    >>> [span(timedelta(hours=35, minutes=50)), span(timedelta(days=4, hours=22))]
    ['35 h 50 m', '4 d 22 h']
    """
    minutes = int(abs(length).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} m"
    if hours < HOURS_BEFORE_DAYS:
        return f"{hours} h {rest:02d} m" if rest else f"{hours} h"
    days, rest = divmod(hours, 24)
    return f"{days} d {rest} h" if rest else f"{days} d"


def left(ends_at: datetime, now: datetime) -> str:
    """The length from `now` to an end, or "Ended 15:32" once it has passed.

    >>> now = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> left(datetime(2026, 11, 24, 15, 32, tzinfo=UTC), now)
    '1 h 12 m'
    >>> left(datetime(2026, 11, 24, 14, 20, tzinfo=UTC), now)
    'Ended 14:20'
    """
    if ends_at <= now:
        return f"Ended {short_moment(ends_at, now)}"
    return span(ends_at - now)


def nhs_number(number: str) -> str:
    """An NHS number in groups 3-3-4; anything else is shown as it was typed.

    >>> nhs_number("9996613186")
    '999 661 3186'
    """
    digits = number.replace(" ", "").replace("-", "")
    if len(digits) != 10 or not digits.isdigit():
        return number
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def machine_time(moment: datetime) -> str:
    """ISO 8601 in UTC with a Z, for `datetime=` and `data-` attributes.

    >>> machine_time(datetime(2026, 7, 1, 13, 20, tzinfo=UTC))
    '2026-07-01T13:20:00Z'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
