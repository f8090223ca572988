"""Days and times of day in all the ways an office writes them.

Day first, always; a two-digit year is 20xx, and for a birth date the latest year that is not after the
referral. Times are to the nearest minute. Source: the description of the council's columns, "How values are
written". The calendar and the clock are judged elsewhere: here a text is only turned into a day and a time on
a clock face.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from onenumber.returns.spreadsheet.cells import Cell, one_line
from onenumber.returns.spreadsheet.problems import ProblemCode

DAY_MINUTES: Final = 24 * 60
LAST_SERIAL: Final = 2_958_465  # 31 December 9999
FIRST_SERIAL_OF_WORK: Final = (
    30_589  # 30 September 1983, when the Mental Health Act began: no referral is older
)
LEAP_BUG_SERIAL: Final = 60  # the 1900 system counts a 29 February 1900 that never was
EARLY_YEARS: Final = 1904  # a time cell kept with a day has a day at the beginning of its date system

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ Tt](.+))?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: (.+))?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})[ -]?([a-z]{3,9})\.?,?[ -]?(\d{4}|\d{2})(?: (.+))?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,10}(?:\.\d{1,20})?", re.ASCII)
_YEAR_ALONE = range(1850, 2101)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?::(\d{2})(?:\.\d{1,6})?)?)? ?(am|pm|a\.m\.|p\.m\.)?(?: ([a-z]{2,5}))?",
    re.ASCII | re.IGNORECASE,
)
_CLOSE_DIGITS = re.compile(r"(\d{1,2})(\d{2})(?: ([a-z]{2,5}))?", re.ASCII | re.IGNORECASE)
_FRACTION = re.compile(r"0?\.\d{1,20}|0", re.ASCII)
_HOUR_POINT_MINUTE = re.compile(r"(\d{1,2})\.(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Clock:
    """A time on the clock face: minutes after midnight (0 to 1440), and BST or GMT where it was written."""

    minutes: int
    zone: str | None = None


@dataclass(frozen=True)
class Day:
    """A day as read, with the time in the same cell if there is one.

    Exactly one of ``on`` and ``fault`` is set. ``unread_time`` is what follows the day and is not a time.
    """

    on: date | None = None
    clock: Clock | None = None
    unread_time: str | None = None
    fault: ProblemCode | None = None


_UNREADABLE: Final = Day(fault=ProblemCode.DATE_UNREADABLE)
_IMPOSSIBLE: Final = Day(fault=ProblemCode.DATE_IMPOSSIBLE)


def read_day(cell: Cell, *, from_1904: bool, born_by: date | None = None) -> Day:
    """The day a cell holds. ``born_by`` makes it a birth date: a two-digit year is the latest not after it.

    >>> read_day("4 Mar 26 14.05", from_1904=False)
    Day(on=datetime.date(2026, 3, 4), clock=Clock(minutes=845, zone=None), unread_time=None, fault=None)
    >>> read_day(46085, from_1904=False).on
    datetime.date(2026, 3, 4)
    >>> read_day("31/02/2026", from_1904=False).fault.value
    'date_impossible'
    >>> read_day("4 Mar 76", from_1904=False, born_by=date(2026, 1, 1)).on
    datetime.date(1976, 3, 4)
    """
    if isinstance(cell, datetime):
        return _from_moment(cell)
    if isinstance(cell, int | float):
        return _from_serial(cell, from_1904=from_1904, birth=born_by is not None)
    if isinstance(cell, str):
        text = one_line(cell)
        if _NUMBER.fullmatch(text):
            return _from_serial(float(text), from_1904=from_1904, birth=born_by is not None)
        return _from_text(text, born_by)
    return _UNREADABLE


def _from_moment(moment: datetime) -> Day:
    if moment.time() == time():
        return Day(on=moment.date())
    return _with_minutes(moment.date(), _nearest_minute(moment.time()))


def _with_minutes(on: date, minutes: int) -> Day:
    if minutes < DAY_MINUTES:
        return Day(on=on, clock=Clock(minutes))
    if on == date.max:
        return _IMPOSSIBLE
    return Day(on=on + timedelta(days=1), clock=Clock(0))


def _from_serial(number: float, *, from_1904: bool, birth: bool = False) -> Day:
    """A year or a time typed into the wrong cell is a number too; it must not become a day long ago."""
    whole = int(number // 1)
    earliest = 1 if birth else FIRST_SERIAL_OF_WORK - (1462 if from_1904 else 0)
    if not earliest <= whole <= LAST_SERIAL or (number == whole and whole in _YEAR_ALONE):
        return _UNREADABLE
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if whole >= LEAP_BUG_SERIAL else 31)
    try:
        on = first + timedelta(days=whole)
    except OverflowError:
        return _UNREADABLE
    seconds = (number - whole) * 86_400
    return Day(on=on) if seconds < 0.5 else _with_minutes(on, int(seconds / 60 + 0.5))


def _from_text(text: str, born_by: date | None) -> Day:
    if found := _ISO.fullmatch(text):
        year, month, day, rest = found.groups()
        return _from_parts(int(year), int(month), int(day), rest)
    if found := _NUMBERS.fullmatch(text):
        day, _, month, year, rest = found.groups()
        return _from_parts(_full_year(year, int(month), int(day), born_by), int(month), int(day), rest)
    if found := _WORDS.fullmatch(text):
        day, word, year, rest = found.groups()
        if number := _month(word):
            return _from_parts(_full_year(year, number, int(day), born_by), number, int(day), rest)
    return _UNREADABLE


def _month(word: str) -> int | None:
    lower = "sep" if word.lower() == "sept" else word.lower()
    places = [place for place, name in enumerate(_MONTHS, start=1) if lower in (name, name[:3])]
    return places[0] if places else None


def _full_year(year: str, month: int, day: int, born_by: date | None) -> int:
    if len(year) == 4:
        return int(year)
    if born_by is None:
        return 2000 + int(year)
    century = born_by.year // 100 * 100 + int(year)
    return century if (century, month, day) <= (born_by.year, born_by.month, born_by.day) else century - 100


def _from_parts(year: int, month: int, day: int, rest: str | None) -> Day:
    try:
        on = date(year, month, day)
    except ValueError:
        return _IMPOSSIBLE
    if rest is None or rest == "00:00:00":  # a date cell with no hours, as other programs write it out
        return Day(on=on)
    clock = _clock_from_text(rest)
    return Day(on=on, clock=clock) if clock else Day(on=on, unread_time=rest)


def read_clock(cell: Cell, *, on: date | None, from_1904: bool) -> Clock | None:
    """The time of day a cell holds, or None where it is not one. ``on`` is the day in the row, if known.

    >>> written = ("14:05", "1405", "14.05", "2:05pm", 0.5)
    >>> [read_clock(cell, on=None, from_1904=False).minutes for cell in written]
    [845, 845, 845, 845, 720]
    >>> read_clock("9ish", on=None, from_1904=False) is None
    True
    """
    if isinstance(cell, time):
        return Clock(_nearest_minute(cell))
    if isinstance(cell, datetime):
        early = cell.year <= EARLY_YEARS
        return Clock(_nearest_minute(cell.time())) if early or cell.date() == on else None
    if isinstance(cell, int | float):
        return _clock_from_number(cell, on, from_1904=from_1904)
    return _clock_from_text(one_line(cell)) if isinstance(cell, str) else None


def _nearest_minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute + (clock.second >= 30)


def _clock_from_number(number: float, on: date | None, *, from_1904: bool) -> Clock | None:
    """A fraction of a day; 1405 and 14.05 where the spreadsheet took what was typed for a number."""
    if 0 <= number < 1:
        return Clock(int(number * DAY_MINUTES + 0.5))
    if isinstance(number, int):
        return _on_the_face(number // 100, number % 100) if 100 <= number < 2400 else None
    if typed := _HOUR_POINT_MINUTE.fullmatch(repr(number)):
        return _on_the_face(int(typed[1]), int(typed[2].ljust(2, "0")))
    moment = _from_serial(number, from_1904=from_1904)
    return moment.clock if moment.on is not None and moment.on == on else None


def _clock_from_text(text: str) -> Clock | None:
    if _FRACTION.fullmatch(text):
        return _clock_from_fraction(text)
    if found := _CLOSE_DIGITS.fullmatch(text):
        return _on_the_face(int(found[1]), int(found[2]), zone=found[3])
    if not (found := _CLOCK.fullmatch(text)):
        return None
    hour, minute, second, half, zone = found.groups()
    if minute is None and half is None:
        return None
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return _on_the_face(hours, int(minute or 0), int(second or 0), zone)


def _clock_from_fraction(text: str) -> Clock | None:
    """0.25 is six in the morning; 0.58 is no whole minute, and may have meant 00:58, so it is not guessed."""
    minutes = float(text) * DAY_MINUTES
    if len(text.partition(".")[2]) == 2 and abs(minutes - round(minutes)) > 0.01:
        return None
    return Clock(int(minutes + 0.5))


def _on_the_face(hours: int, minutes: int, seconds: int = 0, zone: str | None = None) -> Clock | None:
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return Clock(hours * 60 + minutes + (seconds >= 30), zone.upper() if zone else None)
