"""Periods of whole days and months, as the Mental Health Act counts them.

"Beginning with" a day includes it, even when what happened came at 23:50; "ending with" includes the last;
"between" leaves out both. Months run to the day before the corresponding date; where the last month has no
such date, to its last day (Dodds v Walker [1981] 1 WLR 1027, the corresponding-date rule). Weekends and
bank holidays stop nothing in Part 2.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from amhp.calendar.civil_time import midnight_after


@dataclass(frozen=True, slots=True)
class DayPeriod:
    """Whole days from the first to the last, both included.

    `act_by_on` is the safe day: where two readings of the law differ, the earlier last day.
    """

    first_day: date
    last_day: date
    act_by_on: date

    @property
    def ceases_at(self) -> datetime:
        """The midnight, in UTC, that ends the last day in London.

        >>> days_beginning_with(date(2027, 3, 10), days=28).ceases_at.isoformat()
        '2027-04-06T23:00:00+00:00'
        """
        return midnight_after(self.last_day)

    def includes(self, day: date) -> bool:
        """Whether the day lies in the period.

        >>> days_beginning_with(date(2026, 12, 1), days=14).includes(date(2026, 12, 14))
        True
        """
        return self.first_day <= day <= self.last_day


def days_beginning_with(day: date, *, days: int) -> DayPeriod:
    """So many days, the given one being the first.

    >>> days_beginning_with(date(2026, 12, 4), days=14).last_day
    datetime.date(2026, 12, 17)
    """
    last_day = day + timedelta(days=days - 1)
    return DayPeriod(first_day=day, last_day=last_day, act_by_on=last_day)


def days_ending_with(day: date, *, days: int) -> DayPeriod:
    """So many days, the given one being the last.

    >>> days_ending_with(date(2026, 12, 14), days=14).first_day
    datetime.date(2026, 12, 1)
    """
    return DayPeriod(first_day=day - timedelta(days=days - 1), last_day=day, act_by_on=day)


def months_beginning_with(day: date, *, months: int) -> DayPeriod:
    """So many months, the given day being the first.

    >>> months_beginning_with(date(2027, 3, 1), months=6).last_day
    datetime.date(2027, 8, 31)

    Where the month has no corresponding date, the last day of that month; a reader who instead goes back
    one day more is safe, so that is the day to act by.

    >>> period = months_beginning_with(date(2026, 8, 31), months=6)
    >>> period.last_day, period.act_by_on
    (datetime.date(2027, 2, 28), datetime.date(2027, 2, 27))
    """
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    days_in_month = monthrange(year, month)[1]
    if day.day > days_in_month:
        last_day = date(year, month, days_in_month)
        return DayPeriod(first_day=day, last_day=last_day, act_by_on=last_day - timedelta(days=1))
    last_day = date(year, month, day.day) - timedelta(days=1)
    return DayPeriod(first_day=day, last_day=last_day, act_by_on=last_day)


def clear_days_between(one: date, other: date) -> int:
    """The days strictly between two days; none when they are the same.

    >>> clear_days_between(date(2026, 12, 1), date(2026, 12, 7))
    5
    >>> clear_days_between(date(2026, 12, 1), date(2026, 12, 1))
    0
    """
    return max(abs((other - one).days) - 1, 0)
