"""The words people read, as the design guide has them."""

from datetime import UTC, datetime, timedelta

import pytest

from amhp.calendar import say_day_and_time, say_left, say_moment, say_time, say_zone

NOW = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "0 m"),
        (timedelta(seconds=59), "0 m"),
        (timedelta(minutes=28), "28 m"),
        (timedelta(hours=1), "1 h 00 m"),
        (timedelta(hours=23, minutes=5, seconds=59), "23 h 05 m"),
        (timedelta(hours=71, minutes=51), "71 h 51 m"),
        (timedelta(hours=72), "72 h 00 m"),
        (timedelta(hours=73), "3 d 1 h"),
        (timedelta(days=4, hours=22, minutes=59), "4 d 22 h"),
        (timedelta(minutes=-15), "15 m"),
        (timedelta(hours=-1, minutes=-12), "1 h 12 m"),
    ],
)
def test_lengths(length: timedelta, said: str) -> None:
    assert say_left(length) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24T15:32:00+00:00", "today 15:32"),
        ("2026-11-24T00:00:00+00:00", "today 00:00"),
        ("2026-11-25T16:40:00+00:00", "Wed 16:40"),
        ("2026-11-23T16:40:00+00:00", "Mon 16:40"),
        ("2026-11-30T16:40:00+00:00", "Mon 16:40"),
        ("2026-11-18T09:00:00+00:00", "Wed 09:00"),
        ("2026-12-01T16:40:00+00:00", "1 Dec 2026"),
        ("2026-11-17T16:40:00+00:00", "17 Nov 2026"),
        ("2027-11-24T14:20:00+00:00", "24 Nov 2027"),
    ],
)
def test_moments_near_and_far(moment: str, said: str) -> None:
    assert say_moment(datetime.fromisoformat(moment), NOW) == said


def test_today_is_the_day_in_london() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert say_moment(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), late) == "Wed 00:30"


def test_the_zone_is_named_where_the_time_came_twice() -> None:
    assert say_time(datetime(2027, 10, 31, 0, 30, tzinfo=UTC)) == "01:30 BST"
    assert say_time(datetime(2027, 10, 31, 1, 30, tzinfo=UTC)) == "01:30 GMT"
    assert say_time(datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == "02:00"
    assert say_zone(datetime(2027, 7, 1, tzinfo=UTC)) == "BST"
    assert say_day_and_time(datetime(2027, 7, 1, 23, 30, tzinfo=UTC), year=True) == "Fri 2 Jul 2027, 00:30"
