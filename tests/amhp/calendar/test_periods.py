"""Periods of days and months, and the business days of the few rules that count them."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp.calendar import (
    bank_holidays,
    business_day_after,
    clear_days_between,
    days_beginning_with,
    days_ending_with,
    is_business_day,
    midnight_after,
    months_beginning_with,
)

DAYS = st.dates(min_value=date(1983, 9, 30), max_value=date(2150, 1, 1))


@pytest.mark.parametrize(
    ("first", "months", "last", "act_by"),
    [
        ("2027-03-01", 6, "2027-08-31", "2027-08-31"),
        ("2028-02-29", 6, "2028-08-28", "2028-08-28"),
        ("2026-08-31", 6, "2027-02-28", "2027-02-27"),
        ("2026-12-31", 6, "2027-06-30", "2027-06-29"),
        ("2027-08-29", 6, "2028-02-28", "2028-02-28"),
        ("2026-08-29", 6, "2027-02-28", "2027-02-27"),
        ("2027-11-22", 12, "2028-11-21", "2028-11-21"),
        ("2024-02-29", 12, "2025-02-28", "2025-02-27"),
    ],
)
def test_months_run_to_the_day_before_the_corresponding_date(
    first: str, months: int, last: str, act_by: str
) -> None:
    period = months_beginning_with(date.fromisoformat(first), months=months)
    assert period.last_day.isoformat() == last
    assert period.act_by_on.isoformat() == act_by


@given(DAYS, st.integers(1, 36))
def test_months_against_walking_the_calendar(first: date, months: int) -> None:
    period = months_beginning_with(first, months=months)
    day_after = period.last_day + timedelta(days=1)
    crossed = (day_after.year - first.year) * 12 + day_after.month - first.month
    longest = calendar.monthrange(period.last_day.year, period.last_day.month)[1]
    if day_after.day == first.day:
        assert crossed == months
        assert period.act_by_on == period.last_day
    else:
        assert (period.last_day.day, crossed) == (longest, months + 1)
        assert longest < first.day
        assert period.act_by_on == period.last_day - timedelta(days=1)


@given(DAYS, st.integers(1, 400))
def test_days_include_both_ends(day: date, days: int) -> None:
    period = days_beginning_with(day, days=days)
    assert (period.last_day - day).days + 1 == days
    assert days_ending_with(period.last_day, days=days).first_day == day
    assert period.includes(day)
    assert period.includes(period.last_day)
    assert not period.includes(period.last_day + timedelta(days=1))
    assert not period.includes(day - timedelta(days=1))
    assert period.ceases_at == midnight_after(period.last_day)


def test_clear_days_leave_out_both() -> None:
    assert clear_days_between(date(2028, 2, 26), date(2028, 3, 3)) == 5
    assert clear_days_between(date(2026, 12, 7), date(2026, 12, 1)) == 5
    assert clear_days_between(date(2026, 12, 1), date(2026, 12, 2)) == 0


def test_bank_holidays_of_england_and_wales() -> None:
    found = bank_holidays(2026)
    assert {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 12, 25),
        date(2026, 12, 28),
    } <= set(found)
    # Scotland's second of January and Northern Ireland's days are none of ours.
    assert date(2026, 1, 2) not in found
    assert date(2026, 3, 17) not in found


def test_business_days_skip_weekends_and_what_is_closed() -> None:
    assert business_day_after(date(2026, 12, 24)) == date(2026, 12, 29)
    assert business_day_after(date(2026, 12, 24), closed=()) == date(2026, 12, 25)
    assert business_day_after(date(2026, 11, 23), days=2, closed=()) == date(2026, 11, 25)
    assert not is_business_day(date(2026, 11, 28), closed=())
    assert not is_business_day(date(2026, 11, 24), closed=[date(2026, 11, 24)])
