"""Reads who a row is about: birth date or age, and NHS number.

Source: the description of the council's columns, "How values are written". A wrong NHS number could join two
people's records, so it is never repaired; the check is that of the NHS Data Dictionary (modulus 11).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.gb import nhs

from onenumber.returns.spreadsheet.cells import Cell, as_text, one_line
from onenumber.returns.spreadsheet.dates import read_day
from onenumber.returns.spreadsheet.problems import ProblemCode

AGES: Final = 130  # a number below this where a birth date should be is an age
OLDEST: Final = 120  # years

_AGE = re.compile(
    r"(?:(?:aged?|approx|approximately|circa|ca|c)\.? ?)*(\d{1,3})(?: ?(?:yrs?|years?|old|approx|age)\.?)*",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,7}\.\d{1,20}", re.ASCII)
_SPACING = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)


@dataclass(frozen=True)
class Birth:
    """A birth date or an age, or the code of what is wrong with it; nothing at all where it is not known."""

    on: date | None = None
    age: int | None = None
    fault: ProblemCode | None = None


def read_birth(cell: Cell, *, received_on: date | None, otherwise_by: date, from_1904: bool) -> Birth:
    """The birth date in a cell that holds something. ``otherwise_by`` stands in for a referral of unknown
    date.

    >>> referral = {"received_on": date(2026, 3, 4), "otherwise_by": date(2026, 11, 2), "from_1904": False}
    >>> read_birth("approx 45", **referral).age, read_birth("4/3/31", **referral).on
    (45, datetime.date(1931, 3, 4))
    >>> read_birth("01/01/1900", **referral).fault.value
    'birth_date_out_of_range'
    """
    age = _read_age(cell)
    if age is not None:
        return Birth(age=age)
    day = read_day(cell, from_1904=from_1904, born_by=received_on or otherwise_by)
    if day.on is None or day.unread_time is not None:
        return Birth(fault=ProblemCode.BIRTH_DATE_UNREADABLE)
    if received_on is not None and (day.on > received_on or _is_older(day.on, received_on)):
        return Birth(fault=ProblemCode.BIRTH_DATE_OUT_OF_RANGE)
    return Birth(on=day.on)


def _read_age(cell: Cell) -> int | None:
    if isinstance(cell, int | float):
        return int(cell) if 0 <= cell < AGES else None
    if not isinstance(cell, str):
        return None
    text = one_line(cell)
    found = _AGE.fullmatch(text)
    years = int(found[1]) if found else float(text) if _NUMBER.fullmatch(text) else AGES
    return int(years) if years < AGES else None


def _is_older(born: date, on: date) -> bool:
    return (on.year - born.year, on.month, on.day) > (OLDEST, born.month, born.day)


def read_nhs_number(cell: Cell) -> str | ProblemCode:
    """Ten digits that fit together, or the code of the first thing wrong with them.

    >>> read_nhs_number("999 123 4561"), read_nhs_number(12345678).value
    (<ProblemCode.NHS_NUMBER_CHECK_DIGIT: 'nhs_number_check_digit'>, 'nhs_number_length')
    """
    digits = _SPACING.sub("", as_text(cell)).removesuffix(".0")
    if not _TEN_DIGITS.fullmatch(digits):
        return ProblemCode.NHS_NUMBER_LENGTH
    if len(set(digits)) == 1:
        return ProblemCode.NHS_NUMBER_ALL_SAME
    return digits if nhs.is_valid(digits) else ProblemCode.NHS_NUMBER_CHECK_DIGIT
