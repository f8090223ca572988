"""A date of birth or an age as a caller gives it: `14 3 1991`, `110839`, `age 30`, `72`, `not known`.

An age is an estimate with the day it was true. An answer that is not known is an answer. Two-digit years
mean the latest year that is not in the future. Source: the call script's birth dates and screen 02.
"""

import re
from dataclasses import dataclass
from datetime import date

from amhp.calendar.typed_time import NotUnderstood

LONGEST_TYPED = 40
OLDEST = 120
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_UNKNOWN = {"not known", "notknown", "unknown", "not sure", "don't know", "dont know", "nk", "n/k", "?"}
_AGE = re.compile(r"(?:aged?|about|approx\.?|around|~)? ?([0-9]{1,3}) ?(?:years?|yrs?|y)?(?: old)?")
_NUMBERS = re.compile(r"([0-9]{1,2})[ /.-]+([0-9]{1,2})[ /.-]+([0-9]{4}|[0-9]{2})")
_WITH_WORD = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ /.-]*([a-z]{3,9})[ /.,-]*([0-9]{4}|[0-9]{2})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_HOW = "Type a date of birth like 14 3 1991 or 14031991, an age like 72, or not known."


class BirthNotUnderstood(NotUnderstood):
    """What was typed is neither a date of birth, nor an age, nor an answer that it is not known."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth, or an estimated age with the day it was estimated, or neither: not known."""

    born_on: date | None = None
    estimated_age: int | None = None
    estimated_on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the age.

        >>> Birth().is_known
        False
        """
        return self.born_on is not None or self.estimated_age is not None

    @property
    def is_approximate(self) -> bool:
        """Whether an age was given instead of a date of birth.

        >>> Birth(born_on=date(1991, 3, 14)).is_approximate
        False
        """
        return self.estimated_age is not None

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; an estimate grows by the years since it was made. None when not known.

        >>> Birth(born_on=date(1991, 3, 14)).age_on(date(2026, 11, 24))
        35
        >>> Birth(estimated_age=72, estimated_on=date(2026, 11, 24)).age_on(date(2027, 11, 23))
        72
        """
        if self.born_on is not None:
            return _years(self.born_on, day)
        if self.estimated_age is None or self.estimated_on is None:
            return None
        return max(self.estimated_age + _years(self.estimated_on, day), 0)


def read_birth(text: str, *, on: date) -> Birth:
    """What was typed for a date of birth on this day. Raises `BirthNotUnderstood` saying what to type.

    >>> today = date(2026, 11, 24)
    >>> read_birth("14 3 1991", on=today).born_on, read_birth("110839", on=today).born_on
    (datetime.date(1991, 3, 14), datetime.date(1939, 8, 11))
    >>> {read_birth(typed, on=today).born_on for typed in ("14 Mar 1991", "14/3/1991", "14031991")}
    {datetime.date(1991, 3, 14)}
    >>> read_birth("age 30", on=today).age_on(today), read_birth("72", on=today).is_approximate
    (30, True)
    >>> read_birth("not known", on=today).is_known
    False
    """
    typed = " ".join(text.lower().replace("\u2019", "'").split()) if len(text) <= LONGEST_TYPED else ""
    if typed in _UNKNOWN:
        return Birth()
    if age := _AGE.fullmatch(typed):
        return _estimate(int(age[1]), on=on)
    if parts := _NUMBERS.fullmatch(typed) or _RUN_TOGETHER.fullmatch(typed):
        return _birth(day=int(parts[1]), month=int(parts[2]), year=parts[3], on=on)
    if parts := _YEAR_FIRST.fullmatch(typed):
        return _birth(day=int(parts[3]), month=int(parts[2]), year=parts[1], on=on)
    if parts := _WITH_WORD.fullmatch(typed):
        return _birth(day=int(parts[1]), month=_month(parts[2]), year=parts[3], on=on)
    raise BirthNotUnderstood(_HOW)


def _month(word: str) -> int:
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word) or (word == "sept" and name == "september"):
            return number
    raise BirthNotUnderstood(_HOW)


def _estimate(age: int, *, on: date) -> Birth:
    if age > OLDEST:
        raise BirthNotUnderstood(f"An age goes up to {OLDEST}. {_HOW}")
    return Birth(estimated_age=age, estimated_on=on)


def _birth(*, day: int, month: int, year: str, on: date) -> Birth:
    if len(year) == 4:
        born_on = _date(int(year), month, day)
    else:
        this_century = on.year - on.year % 100 + int(year)
        # Compared as plain numbers, since the later century may lack the day (29 February).
        in_future = (this_century, month, day) > (on.year, on.month, on.day)
        born_on = _date(this_century - 100 if in_future else this_century, month, day)
    if born_on > on:
        raise BirthNotUnderstood("This date of birth is in the future. Check the year.")
    if _years(born_on, on) > OLDEST:
        raise BirthNotUnderstood(f"This date of birth is more than {OLDEST} years ago. Check the year.")
    return Birth(born_on=born_on)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BirthNotUnderstood("There is no such day. Check the day and month, or type an age.") from None


def _years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))
