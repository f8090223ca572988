"""Times and births as they are typed on the call page, and as nobody should type them."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amhp.calendar import (
    Birth,
    BirthNotUnderstood,
    NonExistentHour,
    RepeatedHour,
    TimeNotUnderstood,
    read_birth,
    read_time,
)

NOW = datetime(2026, 11, 24, 14, 20, 58, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SCRIPT = json.loads((Path(__file__).parents[2] / "data" / "call_script.json").read_text(encoding="utf-8"))

HOSTILE = [
    "",
    " ",
    "\0",
    "\ud800",
    "x" * 1_000_000,
    "9" * 1_000_000,
    "٠٩٢٠",
    "०९२०",
    "²³¹⁰",
    "９：２０",
    "1e3",
    "-",
    "--10",
    "NaN",
    "99:99",
    "24:00",
    "31 12 9999",
    "99999999",
    "0 0 0",
    "31 2 1990",
    "age 999",
    "１４ ３ １９９１",
]


@pytest.mark.parametrize(
    ("typed", "wall"),
    [
        ("0920", "09:20"),
        ("920", "09:20"),
        ("9:20", "09:20"),
        ("09.20", "09:20"),
        ("9 20", "09:20"),
        (" 09:20 ", "09:20"),
        ("2:05pm", "14:05"),
        ("2.05 p.m.", "14:05"),
        ("2pm", "14:00"),
        ("12:30am", "00:30"),
        ("12pm", "12:00"),
        ("0000", "00:00"),
        ("23:59", "23:59"),
        ("n", "14:20"),
        ("N", "14:20"),
        ("now", "14:20"),
        ("-10", "14:10"),
        ("-90", "12:50"),
        ("−5 min", "14:15"),
    ],
)
def test_times_that_are_understood(typed: str, wall: str) -> None:
    assert read_time(typed, now=NOW).wall_time == time.fromisoformat(wall)


@pytest.mark.parametrize(
    "typed", ["9", "14", "2400", "0960", "13pm", "0:30pm", "half nine", "-1441", "1:5", *HOSTILE]
)
def test_times_that_are_not(typed: str) -> None:
    with pytest.raises(TimeNotUnderstood) as refused:
        read_time(typed, now=NOW)
    assert len(str(refused.value)) < 120


def test_now_and_ten_minutes_ago_bring_their_day_and_are_never_ambiguous() -> None:
    after_midnight = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)
    ago = read_time("-10", now=after_midnight)
    assert (ago.wall_time, ago.day) == (time(23, 55), date(2026, 11, 23))
    second_time_round = datetime(2026, 10, 25, 1, 35, tzinfo=UTC)
    assert read_time("-60", now=second_time_round).on(date(2026, 10, 25)) == datetime(
        2026, 10, 25, 0, 35, tzinfo=UTC
    )
    with pytest.raises(RepeatedHour):
        read_time("0135", now=second_time_round).on(date(2026, 10, 25))
    with pytest.raises(NonExistentHour):
        read_time("0130", now=NOW).on(date(2027, 3, 28))
    assert read_time("0135", now=NOW).on(date(2026, 10, 25), fold="BST") == datetime(
        2026, 10, 25, 0, 35, tzinfo=UTC
    )
    assert read_time("0135", now=NOW).day is None


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("14 3 1991", "1991-03-14"),
        ("14/3/1991", "1991-03-14"),
        ("14-03-1991", "1991-03-14"),
        ("14.3.91", "1991-03-14"),
        ("14031991", "1991-03-14"),
        ("14 Mar 1991", "1991-03-14"),
        ("14th March 1991", "1991-03-14"),
        ("14mar91", "1991-03-14"),
        ("1991-03-14", "1991-03-14"),
        ("110839", "1939-08-11"),
        ("241126", "2026-11-24"),
        ("251126", "1926-11-25"),
        ("290200", "2000-02-29"),
        ("9 sept 58", "1958-09-09"),
    ],
)
def test_dates_of_birth(typed: str, born: str) -> None:
    found = read_birth(typed, on=TODAY)
    assert found == Birth(born_on=date.fromisoformat(born))
    assert found.is_known
    assert not found.is_approximate


@pytest.mark.parametrize(
    ("typed", "age"), [("age 30", 30), ("72", 72), ("Aged 91", 91), ("about 45", 45), ("0", 0)]
)
def test_ages_are_estimates_with_their_day(typed: str, age: int) -> None:
    found = read_birth(typed, on=TODAY)
    assert found == Birth(estimated_age=age, estimated_on=TODAY)
    assert found.is_approximate
    assert found.age_on(TODAY) == age
    assert found.age_on(date(2027, 11, 24)) == age + 1


@pytest.mark.parametrize(
    "typed", ["not known", "Not known", "NOT  KNOWN", "unknown", "nk", "?", "don’t know"]
)
def test_not_known_is_an_answer(typed: str) -> None:
    assert read_birth(typed, on=TODAY) == Birth()
    assert Birth().age_on(TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1991",
        "12345",
        "25 11 2026",
        "290239",
        "290227",
        "1 1 1900",
        "14 ma 1991",
        "14 junk 1991",
        "121",
        *HOSTILE,
    ],
)
def test_births_that_are_not_understood(typed: str) -> None:
    with pytest.raises(BirthNotUnderstood) as refused:
        read_birth(typed, on=TODAY)
    assert len(str(refused.value)) < 140


@given(st.text(max_size=60) | st.from_regex(r"[0-9 :./apm-]{0,12}", fullmatch=True))
@example("-0")
def test_any_text_as_a_time_gives_a_time_or_plain_words(typed: str) -> None:
    try:
        found = read_time(typed, now=NOW)
    except TimeNotUnderstood as refused:
        assert str(refused)
    else:
        assert found.moment is None or found.moment <= NOW


@given(
    st.text(max_size=60) | st.from_regex(r"[0-9 ./a-y-]{0,14}", fullmatch=True),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)),
)
def test_any_text_as_a_birth_gives_an_age_or_plain_words(typed: str, on: date) -> None:
    try:
        found = read_birth(typed, on=on)
    except BirthNotUnderstood as refused:
        assert str(refused)
    else:
        age = found.age_on(on)
        assert (age is None and not found.is_known) or 0 <= (age or 0) <= 120


@given(st.dates(min_value=date(1907, 1, 1), max_value=TODAY))
def test_every_way_of_typing_a_date_reads_the_same(born: date) -> None:
    typed = [
        f"{born.day} {born.month} {born.year}",
        born.strftime("%d%m%Y"),
        f"{born:%d/%m/%Y}",
        f"{born:%d %b %Y}",
    ]
    assert {read_birth(each, on=TODAY).born_on for each in typed} == {born}


def test_every_birth_and_time_of_the_call_script_is_read() -> None:
    births = times = 0
    for contact in SCRIPT["contacts"]:
        answered_at = datetime.fromisoformat(contact["answered_at"])
        for said in contact["says"]:
            if said["field"] == "birth_date":
                found = read_birth(said["value"], on=answered_at.date())
                assert found.age_on(answered_at.date()) == contact["shows"]["age"], contact["id"]
                assert found.is_approximate == contact["shows"]["age_is_approximate"], contact["id"]
                births += 1
            if said["field"] == "event_time":
                for typed in (said["value"], said["value"].replace(":", "")):
                    assert read_time(typed, now=answered_at).wall_time == time.fromisoformat(said["value"])
                times += 1
    assert (births, times) == (50, 21)
