"""Bank holidays of England and Wales, for the few rules that count business days.

They stop no clock of Part 2, s135 or s136; deemed service by post or e-mail (SI 2008/1184 reg 3) and the
debt register (SI 2020/1311) do use them. Source of the dates: the `holidays` library.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType

SATURDAY = 5


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> MappingProxyType[date, str]:
    """The bank holidays of England and Wales in a year, each with its name.

    >>> bank_holidays(2026)[date(2026, 12, 28)]
    'Boxing Day (observed)'
    """
    # Loaded here because it takes half a second and few callers need it.
    found = import_module("holidays").country_holidays("GB", subdiv="ENG", years=year)
    return MappingProxyType({day: found[day] for day in sorted(found)})


def is_bank_holiday(day: date) -> bool:
    """Whether the day is a bank holiday in England and Wales.

    >>> is_bank_holiday(date(2026, 12, 25)), is_bank_holiday(date(2026, 12, 24))
    (True, False)
    """
    return day in bank_holidays(day.year)


def is_business_day(day: date, *, closed: Collection[date] | None = None) -> bool:
    """Whether the day is neither a Saturday, a Sunday nor closed (by default: a bank holiday).

    >>> is_business_day(date(2026, 12, 28)), is_business_day(date(2026, 12, 29))
    (False, True)
    """
    if day.weekday() >= SATURDAY:
        return False
    return not is_bank_holiday(day) if closed is None else day not in closed


def business_day_after(day: date, *, days: int = 1, closed: Collection[date] | None = None) -> date:
    """The business day that comes so many business days after the given day.

    >>> business_day_after(date(2026, 12, 24))
    datetime.date(2026, 12, 29)
    """
    while days:
        day += timedelta(days=1)
        days -= is_business_day(day, closed=closed)
    return day
