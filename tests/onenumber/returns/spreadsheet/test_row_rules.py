"""Each line of the table of problems, on a sheet with one row: what is a problem, and what is none."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from onenumber.returns.spreadsheet import ContactType, ReferralRow, TimeQuality, Triage
from tests.onenumber.returns.spreadsheet.conftest import LETTERS, Formula, nhs_number

ProblemsOf = Callable[..., list[tuple[str, str]]]
RowOf = Callable[[dict[str, Any]], ReferralRow]

NO_ASSESSMENT = {"Date assessed": None, "Time assessed": None, "Outcome": "Advice"}


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Ref", None, "reference_missing"),
        ("Ref", "   ", "reference_missing"),
        ("Date recd", "w/c 9th", "date_unreadable"),
        ("Date recd", "NK", "date_unreadable"),
        ("Date recd", 2026, "date_unreadable"),
        ("Date recd", 1405, "date_unreadable"),
        ("Date recd", time(9, 40), "date_unreadable"),
        ("Date recd", "4 Mat 26", "date_unreadable"),
        ("Date recd", "31/02/2026", "date_impossible"),
        ("Date recd", "2026-13-02", "date_impossible"),
        ("Date recd", "31 Jun 26", "date_impossible"),
        ("Date recd", "0000-01-01", "date_impossible"),
        ("Date recd", "03/11/2026", "date_in_future"),
        ("Date recd", 50000, "date_in_future"),
        ("Date assessed", "see diary", "date_unreadable"),
        ("Date assessed", "3/11/26", "date_in_future"),
        ("Date closed", "after Easter", "date_unreadable"),
        ("Date closed", "00/04/2026", "date_impossible"),
        ("Date closed", datetime(2062, 4, 1), "date_in_future"),
        ("Time recd", "25:10", "time_unreadable"),
        ("Time recd", "am", "time_unreadable"),
        ("Time recd", "9ish", "time_unreadable"),
        ("Time recd", "14", "time_unreadable"),
        ("Time recd", "13:05pm", "time_unreadable"),
        ("Time recd", 9, "time_unreadable"),
        ("Time recd", 2460, "time_unreadable"),
        ("Time recd", -0.5, "time_unreadable"),
        ("Time assessed", "14:72", "time_unreadable"),
        ("NHS No.", "999123456", "nhs_number_length"),
        ("NHS No.", "99912345678", "nhs_number_length"),
        ("NHS No.", 12345678, "nhs_number_length"),
        ("NHS No.", "see card", "nhs_number_length"),
        ("NHS No.", "٩٩٩١٢٣٤٥٦٧", "nhs_number_length"),
        ("NHS No.", "000 000 0000", "nhs_number_all_same"),
        ("NHS No.", 9999999999, "nhs_number_all_same"),
        ("NHS No.", str(int(nhs_number(600_000)) + 1), "nhs_number_check_digit"),
        ("DOB", "31/11/1970", "birth_date_unreadable"),
        ("DOB", "summer 1960", "birth_date_unreadable"),
        ("DOB", "1974-13-02", "birth_date_unreadable"),
        ("DOB", 1974, "birth_date_unreadable"),
        ("DOB", "age 130", "birth_date_unreadable"),
        ("DOB", -4, "birth_date_unreadable"),
        ("DOB", "01/01/1900", "birth_date_out_of_range"),
        ("DOB", "03/02/2026", "birth_date_out_of_range"),
        ("DOB", "01/02/1906", "birth_date_out_of_range"),
        ("DOB", 130, "birth_date_out_of_range"),
        ("Referred by", None, "source_missing"),
        ("Referred by", " \u00a0 ", "source_missing"),
        ("Referred by", "CHMT", "source_unknown_code"),
        ("Referred by", "CMHT?", "source_unknown_code"),
        ("Outcome", None, "outcome_missing"),
        ("Outcome", "S2/S3", "outcome_unknown_code"),
        ("Locality", None, "locality_missing"),
        ("Locality", "Marlbrige", "locality_unknown_code"),
        ("Status", "136?", "status_unknown_code"),
        ("Name of person", Formula("=D40"), "formula_cell"),
        ("Outcome", Formula("=L40"), "formula_cell"),
        ("Notes", Formula('=HYPERLINK("https://example.org","scan")'), "formula_cell"),
        ("Date closed", Formula("=TODAY()"), "formula_cell"),
        ("Date recd", Formula("=TODAY()"), "formula_cell"),
        ("Time recd", Formula("=NOW()"), "formula_cell"),
        ("NHS No.", Formula("=1+1"), "formula_cell"),
        ("DOB", Formula("=1+1"), "formula_cell"),
        ("Ref", Formula("=A4"), "formula_cell"),
    ],
)
def test_an_error_in_its_own_column(problems_of: ProblemsOf, heading: str, value: object, code: str) -> None:
    assert problems_of({heading: value}, errors=True) == [(LETTERS[heading], code)]


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Time recd", None, "time_missing"),
        ("Time assessed", None, "time_missing"),
        *(
            ("NHS No.", text, "nhs_number_not_known")
            for text in ("?", "??", "NK", "n/k", "Not  Known", None, " ")
        ),
        *(("DOB", text, "birth_date_not_known") for text in ("?", "NK", "not known", None)),
        *(
            ("DOB", age, "birth_date_is_age")
            for age in (45, "45", "45 yrs", "age 45", "approx 45", "c. 45", "c.45")
        ),
        *(("DOB", age, "birth_date_is_age") for age in (0, 129, "129", "approx. 45 yrs", "45.0")),
        ("Name of person", "UNKNOWN MALE", "name_unknown"),
        ("Name of person", " unknown", "name_unknown"),
        ("Notes", "+ve drug screen", "formula_like_text"),
        ("Notes", "  -ve for covid", "formula_like_text"),
        ("Notes", "@duty please ring", "formula_like_text"),
        ("Notes", "=see row above", "formula_like_text"),
        ("Name of person", "-Zoë O'Neill", "formula_like_text"),
    ],
)
def test_a_warning_in_its_own_column(problems_of: ProblemsOf, heading: str, value: object, code: str) -> None:
    assert problems_of({heading: value}, errors=False) == [(LETTERS[heading], code)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Status": None},
        {"Status": 136},
        {"Notes": None},
        {"Notes": "Dog taken\nKeys with warden - fine"},
        {"Date closed": None},
        {"Name of person": "The unknown"},
        {"Worker": Formula("=1+1"), "Mileage": "=text", "Referrer tel": "+44 1632 960000"},
        {"DOB": "02/02/2026"},
        {"DOB": "02/02/1906"},
        {"Date recd": "02/11/2026", **NO_ASSESSMENT, "Date closed": "02/11/2026"},
        {"Time assessed": "09:40"},
        {"Time recd": "23:59", "Time assessed": None, "Date assessed": "03/02/2026 00:01"},
        {"Referred by": "  cmht\u00a0 DUTY\n", "Outcome": "sec. 2", "Locality": "b’WATER"},
        NO_ASSESSMENT,
    ],
)
def test_what_is_no_problem(problems_of: ProblemsOf, changes: dict[str, Any]) -> None:
    assert problems_of(changes, errors=False) == []


def test_a_missing_date_received_hides_what_depends_on_it(problems_of: ProblemsOf) -> None:
    assert problems_of({"Date recd": None, "Time recd": None}) == [("B", "received_missing")]
    assert problems_of({"Date recd": None, "DOB": "14/08/2041"}) == [("B", "received_missing")]
    assert problems_of({"Date recd": "tbc", "Time recd": None}) == [("B", "date_unreadable")]


def test_a_time_that_was_skipped_or_happened_twice(problems_of: ProblemsOf) -> None:
    skipped = {"Date recd": "28/03/2026", "Date closed": "30/03/2026"}
    assert problems_of({**skipped, "Date assessed": "2026-03-29 01:30", "Time assessed": None}) == [
        ("J", "time_does_not_exist")
    ]
    assert problems_of({**skipped, "Date assessed": "29/03/2026", "Time assessed": "1.30am"}) == [
        ("K", "time_does_not_exist")
    ]
    twice = {"Date assessed": "26/10/2026", "Date closed": "26/10/2026"}
    assert problems_of({**twice, "Date recd": "25 Oct 26 01:30", "Time recd": None}) == [
        ("B", "time_ambiguous")
    ]
    assert problems_of({**twice, "Date recd": "25 Oct 26", "Time recd": "0130"}) == [("C", "time_ambiguous")]
    for edge in ("00:59", "02:00"):
        assert problems_of({**twice, "Date recd": "25 Oct 26", "Time recd": edge}) == []
    for edge in ("00:59", "02:00"):
        assert problems_of({**skipped, "Date assessed": "29/03/2026", "Time assessed": edge}) == []


def test_the_repeated_hour_is_told_apart_by_its_zone(problems_of: ProblemsOf, row_of: RowOf) -> None:
    night = {"Date recd": "25/10/2026", "Date assessed": "26/10/2026", "Date closed": "26/10/2026"}
    assert row_of({**night, "Time recd": "01:30 BST"}).received_at == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert row_of({**night, "Time recd": "01:30 GMT"}).received_at == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )
    assert problems_of({**night, "Time recd": "01:30 CET"}) == [("C", "time_unreadable")]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"Time assessed": "09:39"}, [("J", "assessed_before_received")]),
        ({"Date assessed": "01/02/2026"}, [("J", "assessed_before_received")]),
        ({"Time recd": None, "Time assessed": "00:01"}, [("C", "time_missing")]),
        (
            {"Time recd": None, "Date assessed": "01/02/2026"},
            [("C", "time_missing"), ("J", "assessed_before_received")],
        ),
        ({"Date closed": "01/02/2026"}, [("M", "closed_before_assessed")]),
        ({**NO_ASSESSMENT, "Date closed": "01/02/2026"}, [("M", "closed_before_received")]),
        ({"Date assessed": "tbc", "Date closed": "01/02/2026"}, [("J", "date_unreadable")]),
        (
            {"Date recd": "tbc", "Date closed": "01/02/2025"},
            [("B", "date_unreadable"), ("M", "closed_before_assessed")],
        ),
        ({"Date assessed": None, "Time assessed": None}, [("J", "assessed_missing")]),
        ({"Date assessed": None, "Time assessed": None, "Outcome": "tbc"}, [("L", "outcome_unknown_code")]),
        ({"Date assessed": "tbc"}, [("J", "date_unreadable")]),
    ],
)
def test_the_order_of_events(
    problems_of: ProblemsOf, changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    assert problems_of(changes) == problems


def test_two_different_times_for_one_moment_are_not_guessed(problems_of: ProblemsOf, row_of: RowOf) -> None:
    assert problems_of({"Date recd": "02/02/2026 09:40", "Time recd": "09:41"}) == [("C", "time_unreadable")]
    row = row_of({"Date recd": "02/02/2026 09:40", "Time recd": "9.40am"})
    assert row.received_at == datetime(2026, 2, 2, 9, 40, tzinfo=UTC)


def test_words_after_the_day_are_a_time_that_cannot_be_read(problems_of: ProblemsOf) -> None:
    assert problems_of({"Date recd": "02/02/2026 late", "Time recd": None}) == [("C", "time_unreadable")]


@pytest.mark.parametrize(
    "written",
    [
        ("2026-06-04", "14:05"),
        ("04/06/2026", "1405"),
        ("4/6/26", "14.05"),
        ("4 Jun 26", "2:05pm"),
        ("4 June 2026", "2.05 p.m."),
        (datetime(2026, 6, 4), time(14, 5)),
        (46177, 845 / 1440),
        ("46177", "0.586805555555556"),
        ("04/06/2026", 1405),
        ("04/06/2026", 14.05),
        ("04/06/2026", time(14, 4, 40)),
        ("04/06/2026 14:05", None),
        ("2026-06-04T14:05:00", None),
        ("4\u00a0Jun  26 1405", None),
        (datetime(2026, 6, 4, 14, 5), None),
        (datetime(2026, 6, 4, 14, 5, 20), None),
        (46177 + 845 / 1440, None),
        ("46177.5868055556", None),
    ],
)
def test_a_moment_in_every_way_of_writing_it(row_of: RowOf, written: tuple[object, object]) -> None:
    after = {"Date assessed": "05/06/2026", "Date closed": "05/06/2026"}
    row = row_of({"Date recd": written[0], "Time recd": written[1], **after})
    assert row.received_at == datetime(2026, 6, 4, 13, 5, tzinfo=UTC)
    assert (row.received_on, row.received_quality) == (date(2026, 6, 4), TimeQuality.EXACT)


@pytest.mark.parametrize("cell", [datetime(2026, 2, 2), 46055, "46055", "2026-02-02 00:00:00"])
def test_a_day_without_hours_is_a_day_without_a_time(row_of: RowOf, cell: object) -> None:
    row = row_of({"Date recd": cell, "Time recd": None})
    assert (row.received_at, row.received_on) == (None, date(2026, 2, 2))
    assert row.received_quality is TimeQuality.UNKNOWN


def test_midnight_that_was_written_is_a_time(row_of: RowOf) -> None:
    for clock in ("00:00", "0000", "12:00am", time(0, 0), 0, "0"):
        row = row_of({"Time recd": clock})
        assert row.received_at == datetime(2026, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("4/3/76", date(1976, 3, 4)),
        ("2 Feb 26", date(2026, 2, 2)),
        ("3 Feb 26", date(1926, 2, 3)),
        ("4 Mar 07", date(2007, 3, 4)),
        (27823, date(1976, 3, 4)),
        (datetime(1976, 3, 4), date(1976, 3, 4)),
        ("04-03-1976", date(1976, 3, 4)),
    ],
)
def test_a_birth_date(row_of: RowOf, cell: object, born: date) -> None:
    assert row_of({"DOB": cell}).birth_date == born


def test_an_age_is_kept_as_an_estimate(row_of: RowOf) -> None:
    row = row_of({"DOB": "approx 45 yrs"})
    assert (row.birth_date, row.estimated_age) == (None, 45)


@pytest.mark.parametrize(
    "form", ["{0}", "{0:.3} {0[3]}{0[4]}{0[5]} {0[6]}{0[7]}{0[8]}{0[9]} ", "{0[0]}{0[1]}{0[2]}-"]
)
def test_an_nhs_number_with_spaces_or_hyphens(row_of: RowOf, form: str) -> None:
    number = nhs_number(612_345)
    text = form.format(number) + (number[3:] if form.endswith("-") else "")
    assert row_of({"NHS No.": text}).nhs_number == number
    assert row_of({"NHS No.": int(number)}).nhs_number == number


def test_names_and_notes(row_of: RowOf) -> None:
    row = row_of({"Name of person": " Zoë\n \u00a0O’Neill ", "Notes": " Dog’s  lead\n\nCopy on file "})
    assert row.name == "Zoë O'Neill"
    assert row.note == "Dog’s  lead\n\nCopy on file"
    assert row_of({"Notes": None}).note == ""
    assert row_of({"Name of person": None}).name == ""


def test_control_characters_are_dropped(row_of: RowOf) -> None:
    row = row_of({"Name of person": "Zoë_x0000_ O'Neill", "Notes": "one_x000D_\ntwo_x0007_three"})
    assert row.name == "Zoë O'Neill"
    assert row.note == "one\ntwo three"


@pytest.mark.parametrize(
    ("changes", "contact_type", "triage"),
    [
        ({}, ContactType.S13, Triage.ASSESS),
        ({"Status": "136", "Referred by": "NR"}, ContactType.S136, Triage.ASSESS),
        ({"Status": "135"}, ContactType.S135, Triage.ASSESS),
        ({"Referred by": "NR"}, ContactType.S13_4, Triage.ASSESS),
        ({"Status": "5(2)"}, ContactType.S13, Triage.ASSESS),
        ({**NO_ASSESSMENT, "Status": "136"}, ContactType.ADVICE, Triage.ADVICE),
        ({"Outcome": "Advice"}, ContactType.ADVICE, Triage.ASSESS),
        ({**NO_ASSESSMENT, "Outcome": "136 lapsed", "Status": "136"}, ContactType.S136, Triage.ASSESS),
        ({**NO_ASSESSMENT, "Outcome": "Not in"}, ContactType.S13, Triage.ASSESS),
        ({**NO_ASSESSMENT, "Outcome": "Passed to other LA"}, ContactType.S13, Triage.TRANSFER),
        ({"Outcome": "Transferred", "Time assessed": None}, ContactType.S13, Triage.ASSESS),
    ],
)
def test_what_a_row_becomes(
    row_of: RowOf, changes: dict[str, Any], contact_type: ContactType, triage: Triage
) -> None:
    row = row_of(changes)
    assert (row.contact_type, row.triage) == (contact_type, triage)
