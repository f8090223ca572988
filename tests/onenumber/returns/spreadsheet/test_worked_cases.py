"""The two workbooks of the worked cases: every problem of the messy one, every row of the clean one."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from onenumber.returns.spreadsheet import (
    ContactType,
    Mapping,
    ReadResult,
    TimeQuality,
    Triage,
    read_referrals,
    row_as_json,
    to_report,
)
from tests.onenumber.returns.spreadsheet.conftest import DATA

FORMULAS = {"formula_cell"}
COLUMN_FACTS = {
    "C": "received_at",
    "D": "name",
    "E": "birth_date",
    "F": "nhs_number",
    "K": "assessed_at",
    "N": "note",
}


def expected(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def messy(mapping: Mapping) -> ReadResult:
    return read_referrals(DATA / "messy_referrals.xlsx", mapping)


@pytest.fixture(scope="module")
def clean(mapping: Mapping) -> ReadResult:
    return read_referrals(DATA / "clean_referrals.xlsx", mapping)


def test_the_messy_sheet_has_exactly_the_problems_expected(messy: ReadResult) -> None:
    assert to_report(messy) == expected("messy_referrals")


def test_every_problem_says_what_to_do(messy: ReadResult) -> None:
    for problem in messy.problems:
        assert problem.message.endswith(".")
        assert "{" not in problem.message
        assert "None" not in problem.message


def test_no_problem_of_a_person_repeats_what_is_in_the_cell(messy: ReadResult) -> None:
    cells = load_workbook(DATA / "messy_referrals.xlsx")["Referrals"]
    personal = [
        problem
        for problem in messy.problems
        if problem.column in {"D", "E", "F"} and not problem.code.endswith("not_known")
    ]
    assert len(personal) > 50
    for problem in personal:
        value = str(cells[f"{problem.column}{problem.row}"].value).strip()
        assert len(value) < 3 or value.casefold() not in problem.message.casefold()


def test_the_clean_sheet_reads_as_expected(clean: ReadResult, mapping: Mapping) -> None:
    wanted = expected("clean_referrals")
    assert clean.problems == ()
    rows = [row_as_json(row, zone=mapping.time_zone) for row in clean.rows]
    assert rows == [
        {key: value for key, value in row.items() if key != "messy_row"} for row in wanted["rows"]
    ]


def test_the_clean_counts_are_as_expected(clean: ReadResult) -> None:
    report, wanted = to_report(clean), expected("clean_referrals")
    counts = [key for key in wanted if key.startswith("by_")]
    assert len(counts) == 5
    assert {key: report[key] for key in counts} == {key: wanted[key] for key in counts}
    assert report["totals"] | wanted["totals"] == report["totals"]
    assert not report["import_refused"]


def test_a_messy_row_without_error_reads_as_the_mended_row(messy: ReadResult, mapping: Mapping) -> None:
    mended = {row["messy_row"]: row for row in expected("clean_referrals")["rows"]}
    warned: dict[int, set[str]] = {}
    for problem in messy.problems:
        warned.setdefault(problem.row, set()).add(
            "copy" if problem.code == "duplicate_near" else problem.column or ""
        )
    compared = 0
    for row in messy.rows:
        columns = warned.get(row.spreadsheet_row, set())
        if "copy" in columns:
            continue
        left_out = {"row", *(COLUMN_FACTS[column] for column in columns)}
        read = row_as_json(row, zone=mapping.time_zone)
        for fact in read.keys() - left_out:
            assert read[fact] == mended[row.spreadsheet_row][fact], (row.spreadsheet_row, fact)
        compared += 1
    assert compared > 350


def test_what_each_clean_row_becomes(clean: ReadResult) -> None:
    for row in clean.rows:
        advice = row.outcome == "ADVICE_ONLY"
        by_status = {"20": ContactType.S136, "19": ContactType.S135}.get(row.status or "")
        by_source = ContactType.S13_4 if row.source == "NEAREST_RELATIVE" else ContactType.S13
        assert row.contact_type is (ContactType.ADVICE if advice else by_status or by_source)
        if row.assessed_at or row.outcome in {"HOLD_LAPSED", "PERSON_ABSENT"}:
            assert row.triage is Triage.ASSESS
        else:
            wanted = {"TRANSFERRED": Triage.TRANSFER, "ADVICE_ONLY": Triage.ADVICE}
            assert row.triage is wanted.get(row.outcome, Triage.NOT_ASSESS)
        assert row.received_quality is TimeQuality.EXACT
        assert row.received_at is not None
        assert row.received_at.utcoffset() == timedelta(0)


def as_written_by_a_program(value: object) -> str:
    return "" if value is None else str(value)


def to_csv(source: Path, target: Path) -> Path:
    sheet = load_workbook(source)["Referrals"]
    with target.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(
            [as_written_by_a_program(cell.value) for cell in row] for row in sheet.iter_rows()
        )
    return target


def test_the_messy_sheet_as_csv_has_the_same_problems_but_for_formulas(
    tmp_path: Path, mapping: Mapping
) -> None:
    result = read_referrals(to_csv(DATA / "messy_referrals.xlsx", tmp_path / "messy.csv"), mapping)
    wanted = expected("messy_referrals")["problems"]
    with_formulas = {problem["row"] for problem in wanted if problem["code"] in FORMULAS}
    assert len(with_formulas) == 4
    read = [problem for problem in to_report(result)["problems"] if problem["row"] not in with_formulas]
    assert read == [problem for problem in wanted if problem["row"] not in with_formulas]
    assert "formula_cell" not in {problem.code.value for problem in result.problems}
    assert result.sheet is None


def test_the_clean_sheet_as_csv_reads_the_same(tmp_path: Path, mapping: Mapping, clean: ReadResult) -> None:
    result = read_referrals(to_csv(DATA / "clean_referrals.xlsx", tmp_path / "clean.csv"), mapping)
    assert result.problems == ()
    assert result.rows == clean.rows
    assert result.counts == clean.counts


def test_progress_tells_how_far_it_is(mapping: Mapping) -> None:
    told: list[tuple[int, int]] = []
    read_referrals(
        DATA / "clean_referrals.xlsx", mapping, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (500, 500)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
