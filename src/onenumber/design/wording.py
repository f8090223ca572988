"""How times, lengths and numbers are written on every screen and sheet: filters for templates and presenters.

The words themselves are decided in `amhp.calendar`, so that a screen, a message and a command line say the
same; here they are only given the shapes a page needs. Storage is UTC; people read civil time in
Europe/London. Source: screens GUIDE, "Words".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from amhp.calendar import in_london, say_date, say_day, say_left, say_moment, say_time

DAYS_NAMED_BY_WEEKDAY = 7
NHS_NUMBER_DIGITS = 10


def day_of(day: date | datetime) -> date:
    """A day as it is, a moment as its day in London."""
    return in_london(day).date() if isinstance(day, datetime) else day


def clock_time(moment: datetime) -> str:
    """Civil time of day.

    >>> clock_time(datetime(2026, 7, 1, 13, 20, tzinfo=UTC))
    '14:20'
    """
    return say_time(moment)


def clock_seconds(moment: datetime) -> str:
    """Civil time of day with seconds, for "Last kept" and "Up to date at".

    >>> clock_seconds(datetime(2026, 11, 24, 14, 20, 5, tzinfo=UTC))
    '14:20:05'
    """
    return f"{in_london(moment):%H:%M:%S}"


def date_words(day: date | datetime) -> str:
    """A day in words; a moment gives its day in London.

    >>> date_words(date(2026, 12, 7))
    '7 Dec 2026'
    """
    return say_date(day_of(day))


def weekday_date(day: date | datetime) -> str:
    """A day with its weekday and year.

    >>> weekday_date(date(2026, 11, 24))
    'Tue 24 Nov 2026'
    """
    return say_day(day_of(day), year=True)


def weekday_moment(moment: datetime) -> str:
    """Weekday, day and time, as printed sheets carry it.

    >>> weekday_moment(datetime(2026, 11, 24, 14, 20, tzinfo=UTC))
    'Tue 24 Nov 2026 14:20'
    """
    return f"{weekday_date(moment)} {clock_time(moment)}"


def short_moment(moment: datetime, now: datetime) -> str:
    """A moment as short as it can be read safely beside `now`, for table cells.

    Today gives the time alone, another day within a week its weekday and time, anything else the full date
    and time.

    >>> now = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> short_moment(datetime(2026, 11, 24, 15, 32, tzinfo=UTC), now)
    '15:32'
    >>> short_moment(datetime(2026, 11, 25, 16, 40, tzinfo=UTC), now)
    'Wed 16:40'
    >>> short_moment(datetime(2026, 12, 7, 9, 0, tzinfo=UTC), now)
    '7 Dec 2026 09:00'
    """
    days = abs((day_of(moment) - day_of(now)).days)
    if days >= DAYS_NAMED_BY_WEEKDAY:
        return f"{date_words(moment)} {clock_time(moment)}"
    return say_moment(moment, now).removeprefix("today ")


def short_day(day: date | datetime, now: datetime) -> str:
    """A day as short as it can be read safely beside `now`.

    >>> now = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
    >>> [short_day(date(2026, 11, number), now) for number in (24, 25)]
    ['today', 'Wed']
    >>> short_day(date(2026, 12, 1), now)
    '1 Dec 2026'
    """
    there = day_of(day)
    days = abs((there - day_of(now)).days)
    if days == 0:
        return "today"
    return say_day(there)[:3] if days < DAYS_NAMED_BY_WEEKDAY else date_words(there)


def span(length: timedelta) -> str:
    """A length of time, whole minutes, never rounded up.

    >>> [span(timedelta(minutes=28)), span(timedelta(hours=1, minutes=12)), span(timedelta(days=4, hours=22))]
    ['28 m', '1 h 12 m', '4 d 22 h']
    """
    return say_left(length)


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
    if len(digits) != NHS_NUMBER_DIGITS or not digits.isdigit():
        return number
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def machine_time(moment: datetime) -> str:
    """ISO 8601 in UTC with a Z, for `datetime=` and `data-` attributes.

    >>> machine_time(datetime(2026, 7, 1, 13, 20, tzinfo=UTC))
    '2026-07-01T13:20:00Z'
    """
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"
