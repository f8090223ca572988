"""Rows that repeat a row above, and rows that only look as if they did."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onenumber.returns.spreadsheet.duplicates import is_at_most_apart
from tests.onenumber.returns.spreadsheet.conftest import Book, Formula, Found, good_row, nhs_number

SECOND_DAY = {"Date assessed": "04/02/2026", "Date closed": "05/02/2026"}
OTHER_NUMBER = nhs_number(700_001)


def again(**changes: Any) -> dict[str, Any]:
    """The first good row under another reference."""
    return {
        **good_row(0),
        "Ref": "AMHP/26/9000",
        **SECOND_DAY,
        **{key.replace("_", " "): v for key, v in changes.items()},
    }


def near(row: int, other: int) -> Found:
    return Found(row, "D", "duplicate_near", "warning", other)


def test_the_same_row_again_is_all_that_is_said_of_it(book: Book) -> None:
    first = book.put({"Referred by": "Portal"})
    book.put()
    copy = book.put({**good_row(0), "Referred by": "  Portal  ", "Outcome": "S2 "})
    third = book.put({**good_row(0), "Referred by": "Portal"})
    assert book.found() == [
        Found(first, "H", "source_unknown_code", "error"),
        Found(copy, "A", "duplicate_exact", "error", first),
        Found(third, "A", "duplicate_exact", "error", first),
    ]
    assert book.read().counts.data_rows == 4


def test_a_difference_in_a_column_that_is_not_needed_is_a_difference(book: Book) -> None:
    first = book.put()
    other = book.put({**good_row(0), "Worker": "SM"})
    assert book.found() == [Found(other, "A", "reference_repeated", "error", first)]


def test_a_text_and_a_formula_are_not_the_same(book: Book) -> None:
    book.put({"Notes": "=D4"})
    row = book.put({**good_row(0), "Notes": Formula("=D4")})
    assert ("reference_repeated", row) in [(found.code, found.row) for found in book.found()]
    assert "duplicate_exact" not in [found.code for found in book.found()]


def test_a_repeated_reference_points_at_the_first(book: Book) -> None:
    first = book.put()
    second = book.put({"Ref": "amhp/26/0001 "})
    third = book.put({"Ref": "AMHP/26/0001"})
    assert book.found() == [
        Found(second, "A", "reference_repeated", "error", first),
        Found(third, "A", "reference_repeated", "error", first),
    ]


def test_missing_references_do_not_repeat_each_other(book: Book) -> None:
    book.put({"Ref": None})
    book.put({"Ref": None})
    assert [found.code for found in book.found()] == ["reference_missing", "reference_missing"]


@pytest.mark.parametrize(
    ("date_received", "time_received", "is_near"),
    [
        ("02/02/2026", "09:45", True),
        ("03/02/2026", "09:40", True),
        ("03/02/2026", "09:41", False),
        ("01/02/2026", "09:40", True),
        ("01/02/2026", "09:39", False),
        ("04/02/2026", "09:00", False),
    ],
)
def test_near_is_within_24_hours(book: Book, date_received: str, time_received: str, is_near: bool) -> None:
    first = book.put()
    row = book.put(again(Date_recd=date_received, Time_recd=time_received, Name_of_person="Someone Else"))
    assert book.found() == ([near(row, first)] if is_near else [])


def test_24_hours_are_counted_through_the_change_of_the_clocks(book: Book) -> None:
    base = {"Date assessed": "01/04/2026", "Date closed": "01/04/2026"}
    first = book.put({**base, "Date recd": "28/03/2026", "Time recd": "09:40"})
    number = good_row(0)["NHS No."]
    late = book.put({**base, "NHS No.": number, "Date recd": "29/03/2026", "Time recd": "10:40"})
    book.put({**base, "NHS No.": nhs_number(800_000), "Date recd": "29/03/2026", "Time recd": "10:41"})
    assert book.found() == [near(late, first)]


def test_without_a_time_only_the_same_day_is_surely_near(book: Book) -> None:
    first = book.put()
    same_day = book.put(again(Time_recd=None))
    book.put({**again(Ref="AMHP/26/9001", Date_recd="03/02/2026", Time_recd=None)})
    codes = [(found.row, found.code) for found in book.found()]
    assert (same_day, "duplicate_near") in codes
    assert [row for row, code in codes if code == "duplicate_near"] == [same_day]
    assert first == 4


@pytest.mark.parametrize(
    ("name", "is_near"),
    [
        ("ZOE ONEILL", True),
        ("Zoé O’Neil", True),
        ("Zoe Neil", True),
        ("Zoe Nel", False),
        ("Maximilian O'Neill", False),
        (None, False),
    ],
)
def test_the_same_birth_date_and_almost_the_same_name(book: Book, name: str | None, is_near: bool) -> None:
    first = book.put()
    row = book.put(again(Name_of_person=name, NHS_No=None) | {"NHS No.": OTHER_NUMBER})
    assert book.found() == ([near(row, first)] if is_near else [])


@pytest.mark.parametrize("number", ["?", None, "0000000000", "9990000000"])
def test_a_number_in_error_or_not_known_does_not_count(book: Book, number: str | None) -> None:
    book.put({"NHS No.": number})
    book.put(again(Name_of_person="Someone Else") | {"NHS No.": number})
    assert "duplicate_near" not in [found.code for found in book.found()]


def test_an_age_is_no_birth_date(book: Book) -> None:
    for row in (book.put, book.put):
        row(
            {
                **again(),
                "Ref": f"X{len(book.rows)}",
                "Name of person": "UNKNOWN MALE",
                "DOB": "approx 30",
                "NHS No.": "?",
            }
        )
    assert "duplicate_near" not in [found.code for found in book.found()]


def test_the_first_row_above_is_named_and_one_problem_is_enough(book: Book) -> None:
    first = book.put()
    second = book.put(again())
    third = book.put(again(Ref="AMHP/26/9001"))
    assert book.found() == [near(second, first), near(third, first)]


def test_a_row_whose_reference_or_date_is_in_error_is_not_compared(book: Book) -> None:
    book.put()
    book.put(again(Ref=None))
    book.put(again(Ref="AMHP/26/9002", Date_recd="tbc"))
    assert "duplicate_near" not in [found.code for found in book.found()]


def distance(first: str, second: str) -> int:
    """Levenshtein's, written out in full."""
    table = {(i, 0): i for i in range(len(first) + 1)} | {(0, j): j for j in range(len(second) + 1)}
    for i, j in product(range(1, len(first) + 1), range(1, len(second) + 1)):
        changed = table[i - 1, j - 1] + (first[i - 1] != second[j - 1])
        table[i, j] = min(changed, table[i - 1, j] + 1, table[i, j - 1] + 1)
    return table[len(first), len(second)]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9))
def test_at_most_two_letters_apart_is_the_distance_of_levenshtein(first: str, second: str) -> None:
    assert is_at_most_apart(first, second) == (distance(first, second) <= 2)
