"""Files that are not what they should be, and sheets that are laid out in another way."""

import csv
import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from onenumber.returns.spreadsheet import CannotRead, Field, Mapping, read_referrals
from tests.onenumber.returns.spreadsheet.conftest import DATA, HEADINGS, Book, Found, found_in, good_row


def rezip(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def refused(path: Path, mapping: Mapping) -> str:
    with pytest.raises(CannotRead) as caught:
        read_referrals(path, mapping)
    message = str(caught.value)
    assert message.endswith(".")
    assert path.name in message or "row" in message.lower() or "Column" in message
    return message


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 and then nothing", b"\x00" * 2000])
def test_what_is_no_workbook_is_refused(tmp_path: Path, mapping: Mapping, content: bytes) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(content)
    assert "not an .xlsx workbook" in refused(path, mapping)


def test_an_old_or_locked_workbook_is_named_as_such(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "sheet.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    assert "password" in refused(path, mapping)


def test_a_file_that_is_not_there(tmp_path: Path, mapping: Mapping) -> None:
    assert "cannot be opened" in refused(tmp_path / "sheet.xlsx", mapping)
    assert "cannot be opened" in refused(tmp_path / "sheet.csv", mapping)


def test_a_zip_that_is_no_workbook(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert "damaged" in refused(path, mapping)


def test_a_damaged_workbook(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put()
    path = book.save()
    cut = rezip(
        path, tmp_path / "cut.xlsx", lambda name, data: data[:-80] if name.endswith("sheet1.xml") else data
    )
    assert "damaged" in refused(cut, mapping)
    raw = bytearray(path.read_bytes())
    raw[200:260] = b"\xff" * 60
    (tmp_path / "bad.xlsx").write_bytes(raw)
    assert "damaged" in refused(tmp_path / "bad.xlsx", mapping)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put()
    bomb = rezip(book.save(), tmp_path / "bomb.xlsx", lambda name, data: data)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 30_000_000)
    assert "unpacks to 30 MB" in refused(bomb, mapping)


def test_a_workbook_that_says_it_is_huge_is_refused(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put()
    raw = bytearray(book.save().read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = struct.pack("<I", 3_000_000_000)
    path = tmp_path / "huge.xlsx"
    path.write_bytes(raw)
    assert "unpacks to 3000 MB" in refused(path, mapping)


def test_a_large_workbook_is_refused_however_well_it_is_packed(
    book: Book, mapping: Mapping, tmp_path: Path
) -> None:
    book.put()
    path = rezip(book.save(), tmp_path / "large.xlsx", lambda name, data: data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/picture.bin", random.Random(1).randbytes(2_000_000))
    raw = bytearray(path.read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = struct.pack("<I", 210_000_000)
    path.write_bytes(raw)
    assert "unpacks to 210 MB" in refused(path, mapping)


def test_a_document_type_definition_is_refused(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put()
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    def plant(name: str, data: bytes) -> bytes:
        return data.replace(b"<worksheet", entity + b"<worksheet", 1) if name.endswith("sheet1.xml") else data

    assert "document type definition" in refused(rezip(book.save(), tmp_path / "dtd.xlsx", plant), mapping)


def test_a_missing_sheet_is_told_with_those_there_are(book: Book, mapping: Mapping) -> None:
    book.put()
    message = refused(book.save(), replace(mapping, sheet="Cases"))
    assert "“Referrals”" in message


def test_other_sheets_are_left_alone(book: Book) -> None:
    book.put()

    def more(workbook: Workbook) -> None:
        old = workbook.create_sheet("Old list (do not use)", 0)
        old.append(HEADINGS)
        old.append(["OLD/001", "01/04/2019"])
        workbook.create_sheet("Hidden").sheet_state = "hidden"
        workbook.create_chartsheet("Chart").add_chart(BarChart())

    result = book.read(also=more)
    assert result.problems == ()
    assert result.ignored_sheets == ("Old list (do not use)", "Hidden", "Chart")


def test_empty_rows_and_totals_are_skipped(book: Book) -> None:
    book.put()
    blank = book.put(bare=True)
    spaces = book.put({"Notes": "  \n ", "Worker": "\u00a0"}, bare=True)
    book.put()
    totals = book.put({"Ref": " Total ", "Notes": "=SUM(A1)"}, bare=True)
    result = book.read(also=lambda workbook: setattr(workbook.active["C60"], "number_format", "0.00"))
    assert found_in(result) == [
        Found(blank, None, "blank_row", "warning"),
        Found(spaces, None, "blank_row", "warning"),
        Found(totals, None, "totals_row", "warning"),
    ]
    assert result.skipped_rows == (blank, spaces, totals)
    assert (result.counts.data_rows, result.counts.rows_without_problems) == (2, 2)
    assert not result.is_refused


def test_a_sheet_without_data_is_refused(book: Book, mapping: Mapping) -> None:
    assert "nothing below row 3" in refused(book.save(), mapping)


def test_columns_that_have_moved_are_found_by_their_heading(book: Book) -> None:
    book.put({"Outcome": "Z99"})
    straight = book.read()
    book.headings = tuple(reversed(HEADINGS))
    moved = book.read()
    assert found_in(straight) == [Found(4, "L", "outcome_unknown_code", "error")]
    assert found_in(moved) == [Found(4, "I", "outcome_unknown_code", "error")]
    book.rows[0]["Outcome"] = "S2"
    again = book.read()
    book.headings = HEADINGS
    assert again.rows == book.read().rows


def test_headings_are_compared_without_capitals_and_extra_spaces(book: Book) -> None:
    book.put()
    result = book.read(also=lambda workbook: workbook.active.cell(3, 4, " NAME\nof  Person"))
    assert result.problems == ()


def test_headings_in_another_row_are_found(book: Book) -> None:
    book.put()
    book.put({"Locality": None})
    result = book.read(also=lambda workbook: workbook.active.insert_rows(2, 4))
    assert (result.heading_row, result.first_data_row) == (7, 8)
    assert found_in(result) == [Found(9, "G", "locality_missing", "error")]


def test_a_heading_that_is_missing_or_there_twice(book: Book, mapping: Mapping) -> None:
    book.put()
    missing = book.save(also=lambda workbook: workbook.active.cell(3, 12, "Ended"))
    assert "no heading “Outcome”" in refused(missing, mapping)
    twice = book.save(also=lambda workbook: workbook.active.cell(3, 15, "Outcome"))
    assert "“Outcome” 2 times" in refused(twice, mapping)


def test_columns_by_letter(book: Book, mapping: Mapping) -> None:
    book.put({"Notes": "@home", "Outcome": "?"})
    by_letter = replace(
        mapping,
        columns_by_heading={h: f for h, f in mapping.columns_by_heading.items() if f is not Field.NOTE},
        columns_by_letter={"n": Field.NOTE},
    )
    path = book.save(also=lambda workbook: workbook.active.cell(3, 14, "Free text"))
    result = read_referrals(path, by_letter)
    assert [(p.column, p.heading, p.code) for p in result.problems] == [
        ("L", "Outcome", "outcome_unknown_code"),
        ("N", "Free text", "formula_like_text"),
    ]
    message = refused(path, replace(by_letter, columns_by_letter={"L": Field.NOTE}))
    assert "Column L is both outcome and note" in message


def test_a_sheet_without_optional_columns_has_no_problems_of_them(book: Book, mapping: Mapping) -> None:
    left_out = {
        Field.NHS_NUMBER,
        Field.BIRTH_DATE,
        Field.STATUS,
        Field.NOTE,
        Field.RECEIVED_TIME,
        Field.ASSESSED_TIME,
    }
    book.put(
        {"NHS No.": "123", "DOB": "x", "Status": "x", "Notes": "=x", "Time recd": "x", "Time assessed": "x"}
    )
    few = {h: f for h, f in mapping.columns_by_heading.items() if f not in left_out}
    result = read_referrals(book.save(), replace(mapping, columns_by_heading=few))
    assert found_in(result) == [
        Found(4, "B", "time_missing", "warning"),
        Found(4, "J", "time_missing", "warning"),
    ]


def test_days_counted_from_1904(book: Book) -> None:
    def old_macintosh(workbook: Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        days = (date(2026, 2, 2) - date(1904, 1, 1)).days
        workbook.active.cell(4, 2, days)
        workbook.active.cell(4, 3, time(9, 40))
        workbook.active.cell(4, 10, days + 1.5)
        workbook.active.cell(4, 13, datetime(2026, 2, 4))

    book.put({"Time assessed": None})
    result = book.read(also=old_macintosh)
    assert result.problems == ()
    assert result.rows[0].received_at == datetime(2026, 2, 2, 9, 40, tzinfo=UTC)
    assert result.rows[0].assessed_at == datetime(2026, 2, 3, 12, 0, tzinfo=UTC)
    assert result.rows[0].closed_on == date(2026, 2, 4)


def test_an_array_formula_is_a_formula(book: Book) -> None:
    book.put()
    result = book.read(also=lambda workbook: workbook.active.cell(4, 12, ArrayFormula("L4", "=L5")))
    assert found_in(result) == [Found(4, "L", "formula_cell", "error")]


def test_merged_cells_hold_their_value_once(book: Book) -> None:
    book.put()
    book.put({"Locality": None})
    result = book.read(also=lambda workbook: workbook.active.merge_cells("G4:G5"))
    assert found_in(result) == [Found(5, "G", "locality_missing", "error")]


def test_error_values_and_booleans_are_only_texts(book: Book) -> None:
    book.put({"Outcome": "#N/A", "Locality": True})

    def as_errors(workbook: Workbook) -> None:
        workbook.active["L4"].data_type = "e"
        workbook.active["B4"] = 9_999_999_999
        workbook.active["B4"].number_format = "dd/mm/yyyy"

    codes = [found.code for found in found_in(book.read(also=as_errors))]
    assert codes == ["date_unreadable", "locality_unknown_code", "outcome_unknown_code"]


def write_csv(path: Path, rows: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_rows(*rows: dict[str, str | None]) -> list[list[str]]:
    return [list(HEADINGS), *([str(row.get(heading) or "") for heading in HEADINGS] for row in rows)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_in_each_way_programs_save_it(
    tmp_path: Path, mapping: Mapping, delimiter: str, encoding: str
) -> None:
    row = {**good_row(0), "Notes": "Dog, with neighbour;\nkeys – with “warden”"}
    path = write_csv(tmp_path / "sheet.csv", as_rows(row), delimiter=delimiter, encoding=encoding)
    result = read_referrals(path, mapping)
    assert result.problems == ()
    assert (result.heading_row, result.first_data_row) == (1, 2)
    assert result.rows[0].name == "Zoë O'Neill"
    assert result.rows[0].note == row["Notes"]


def test_rows_of_a_csv_count_as_in_a_spreadsheet(tmp_path: Path, mapping: Mapping) -> None:
    rows = as_rows({**good_row(0), "Notes": "one\ntwo\n\nthree"}, {}, {**good_row(1), "Outcome": "=1+1"})
    assert found_in(read_referrals(write_csv(tmp_path / "sheet.csv", rows), mapping)) == [
        Found(3, None, "blank_row", "warning"),
        Found(4, "L", "formula_like_text", "warning"),
        Found(4, "L", "outcome_unknown_code", "error"),
    ]


def test_a_csv_with_nul_and_lone_line_ends(tmp_path: Path, mapping: Mapping) -> None:
    rows = as_rows({**good_row(0), "Notes": "one\0two\x07three"})
    path = write_csv(tmp_path / "sheet.csv", rows)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\r"))
    assert read_referrals(path, mapping).rows[0].note == "one two three"


def test_csv_that_cannot_be_read(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"")
    assert "no heading" in refused(path, mapping)
    path.write_bytes(b"\x81\x8d\x8f\x90" * 9)
    assert "not a text file" in refused(path, mapping)
    write_csv(path, as_rows({**good_row(0), "Notes": "x" * 200_000}))
    assert "near line 2" in refused(path, mapping)
    write_csv(path, as_rows({**good_row(0), "Notes": "x" * 40_000}))
    assert "holds 40000 characters" in refused(path, mapping)


def test_a_workbook_under_the_name_of_a_csv_is_still_a_workbook(book: Book, mapping: Mapping) -> None:
    book.put()
    assert read_referrals(book.save("sheet.csv"), mapping).problems == ()


def test_a_very_long_text_in_a_workbook_is_refused(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put({"Notes": "MARK"})
    long = rezip(book.save(), tmp_path / "long.xlsx", lambda name, data: data.replace(b"MARK", b"x" * 40_000))
    assert "holds 40000 characters" in refused(long, mapping)


def test_a_row_number_beyond_any_sheet_is_refused(book: Book, mapping: Mapping, tmp_path: Path) -> None:
    book.put()
    far = rezip(
        book.save(),
        tmp_path / "far.xlsx",
        lambda name, data: data.replace(b'<row r="4"', b'<row r="900000000"').replace(
            b'r="A4"', b'r="A900000000"'
        ),
    )
    assert "below row 1048576" in refused(far, mapping)


def test_neither_django_nor_openpyxl_is_needed_to_read_a_csv(tmp_path: Path) -> None:
    write_csv(tmp_path / "sheet.csv", as_rows(good_row(0)))
    script = (
        "import sys; from pathlib import Path; import onenumber.returns.spreadsheet as door;"
        "mapping = door.load_mapping(Path(sys.argv[1])); result = door.read_referrals(Path(sys.argv[2]), mapping);"
        "print(len(result.rows), sorted({'django', 'openpyxl'} & set(sys.modules)))"
    )
    files = [str(DATA / "referrals.mapping.toml"), str(tmp_path / "sheet.csv")]
    ran = subprocess.run([sys.executable, "-c", script, *files], capture_output=True, text=True, check=True)
    assert ran.stdout == "1 []\n"
