"""Civil time against an oracle that only ever goes from UTC to London, the direction nobody disputes."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp.calendar import (
    NaiveMoment,
    NonExistentHour,
    RepeatedHour,
    aware,
    civil,
    clocks_change_between,
    day_in_london,
    hours_after,
    in_london,
    midnight_after,
    same_wall_time_later,
)

YEARS = range(2024, 2033)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.isoweekday() != 7:
        day -= timedelta(days=1)
    return day


def instants_of_each_wall_minute(day: date) -> dict[time, list[tuple[datetime, str]]]:
    """Walks the minutes of UTC around the day and notes what the wall in London showed."""
    seen: dict[time, list[tuple[datetime, str]]] = defaultdict(list)
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=3)
    for _ in range(30 * 60):
        local = moment.astimezone(ZoneInfo("Europe/London"))
        if local.date() == day:
            seen[time(local.hour, local.minute)].append((moment, local.tzname() or ""))
        moment += timedelta(minutes=1)
    return seen


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("month", [3, 10])
def test_every_minute_of_the_sundays_the_clocks_change(year: int, month: int) -> None:
    day = last_sunday(year, month)
    oracle = instants_of_each_wall_minute(day)
    refused = asked = 0
    for minute in range(24 * 60):
        wall = time(minute // 60, minute % 60)
        instants = oracle.get(wall, [])
        if not instants:
            refused += 1
            for fold in (None, "BST", "GMT"):
                with pytest.raises(NonExistentHour, match="did not happen"):
                    civil(day, wall, fold=fold)
        elif len(instants) == 2:
            asked += 1
            with pytest.raises(RepeatedHour, match="came twice"):
                civil(day, wall)
            for instant, zone in instants:
                assert civil(day, wall, fold=zone) == instant  # type: ignore[arg-type]
        else:
            assert civil(day, wall) == civil(day, wall, fold="BST") == instants[0][0]
    assert (refused, asked) == ((60, 0) if month == 3 else (0, 60))


@given(st.datetimes(min_value=datetime(1972, 1, 1), max_value=datetime(2199, 12, 30)))
def test_a_moment_survives_the_way_through_civil_time(naive: datetime) -> None:
    moment = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    local = in_london(moment)
    assert civil(local.date(), local.time(), fold=local.tzname()) == moment  # type: ignore[arg-type]


@given(st.datetimes(min_value=datetime(1972, 1, 1), max_value=datetime(2190, 1, 1)), st.integers(1, 9000))
def test_hours_that_pass_are_counted_in_utc(naive: datetime, hours: int) -> None:
    start = naive.replace(tzinfo=UTC)
    end = hours_after(in_london(start), hours=hours)
    assert (end - start).total_seconds() == hours * 3600


def test_errors_say_the_day_and_what_to_do() -> None:
    with pytest.raises(RepeatedHour) as asked:
        civil(date(2026, 10, 25), time(1, 30))
    assert str(asked.value) == (
        "01:30 came twice on Sun 25 Oct 2026: the clocks went back. Say BST (before) or GMT (after)."
    )
    assert (asked.value.code, asked.value.day, asked.value.wall_time) == (
        "time_ambiguous",
        date(2026, 10, 25),
        time(1, 30),
    )
    with pytest.raises(NonExistentHour) as refused:
        civil(date(2027, 3, 28), time(1, 59), fold="GMT")
    assert refused.value.code == "time_does_not_exist"


@pytest.mark.parametrize("speak", [aware, in_london, day_in_london])
def test_a_moment_without_offset_is_refused(speak: object) -> None:
    with pytest.raises(NaiveMoment, match="offset"):
        speak(datetime(2026, 11, 24, 14, 20))  # type: ignore[operator]


def test_years_out_of_range_are_refused_not_crashed() -> None:
    for year in (1, 1899, 2200, 9999):
        with pytest.raises(ValueError, match="1900 to 2199"):
            civil(date(year, 1, 1), time(9))
        with pytest.raises(ValueError, match="1900 to 2199"):
            aware(datetime(year, 1, 1, tzinfo=UTC))


def test_day_and_midnight_are_those_of_london() -> None:
    assert day_in_london(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert midnight_after(date(2026, 6, 30)) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert midnight_after(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=UTC)


def test_the_earlier_reading_differs_only_when_the_clocks_go_forward() -> None:
    spring = datetime(2027, 3, 27, 14, tzinfo=UTC)
    assert hours_after(spring, hours=24) - same_wall_time_later(spring, hours=24) == timedelta(hours=1)
    autumn = datetime(2027, 10, 30, 13, tzinfo=UTC)
    assert hours_after(autumn, hours=24) < same_wall_time_later(autumn, hours=24)
    assert clocks_change_between(autumn, hours_after(autumn, hours=24))
    assert not clocks_change_between(spring - timedelta(days=3), spring)
