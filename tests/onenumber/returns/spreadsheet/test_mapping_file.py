"""A mapping file, and the line of every mistake in it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onenumber.returns.spreadsheet import CannotReadMapping, ContactType, Field, Triage, load_mapping
from onenumber.returns.spreadsheet.mapping_file import read_mapping
from tests.onenumber.returns.spreadsheet.conftest import DATA

TEXT = (DATA / "referrals.mapping.toml").read_text(encoding="utf-8")


def line_of(part: str, text: str = TEXT) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def mistakes_in(text: str, accepted: dict[Field, set[str]] | None = None) -> list[tuple[int | None, str]]:
    with pytest.raises(CannotReadMapping) as caught:
        read_mapping(text, accepted=accepted)
    assert str(caught.value) == "\n".join(str(mistake) for mistake in caught.value.mistakes)
    return [(mistake.line, mistake.message) for mistake in caught.value.mistakes]


def test_the_mapping_of_the_worked_cases() -> None:
    mapping = load_mapping(DATA / "referrals.mapping.toml")
    assert mapping.fields == frozenset(Field)
    assert (mapping.heading_row, mapping.first_data_row, mapping.extracted_on) == (3, 4, date(2026, 11, 2))
    outcome = mapping.codes[Field.OUTCOME].find(" advice  GIVEN ")
    assert outcome is not None
    assert (outcome.code, outcome.contact_type, outcome.triage) == (
        "ADVICE_ONLY",
        ContactType.ADVICE,
        Triage.ADVICE,
    )
    assert mapping.codes[Field.OUTCOME].find("advice given?") is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"DOB" = "birth_date"', '"DOB" = "birthdate"', "birthdate is not a field. Did you mean birth_date?"),
        ('"DOB" = "birth_date"', '"DOB" = "zzz"', "zzz is not a field. Fields are: reference"),
        ('"Notes" = "note"', '"Notes" = "outcome"', "outcome already has a column"),
        ('"Notes" = "note"', '" ref " = "note"', "the column  ref  is written twice"),
        ('"Notes" = "note"', '"Ref" = "note"', "written twice in its table"),
        ("heading_row = 3", 'heading_row = "3"', "heading_row must be written like heading_row = 3"),
        ("heading_row = 3", "heading_row = true", "heading_row must be written like heading_row = 3"),
        ("heading_row = 3", "heading_row = 0", "must be the number of a row"),
        ("first_data_row = 4", "first_data_row = 3", "first_data_row (3) must come after heading_row (3)"),
        (
            "extracted_on = 2026-11-02",
            "extracted_on = 2026-11-02T09:00:00",
            "extracted_on must be written like",
        ),
        ("extracted_on = 2026-11-02", "extracted_on = 2026-11-32", "cannot be read"),
        ('"Europe/London"', '"Europe/Lonndon"', "is not a time zone"),
        ('totals_marker = "TOTAL"', 'total_marker = "TOTAL"', "Did you mean totals_marker?"),
        ('not_known = ["?",', "not_known = [1,", "not_known must be texts"),
        ('not_known = ["?",', 'not_known = ["?"', "cannot be read"),
        ('contact_type = "S13_4"', 'contact_type = "S134"', "S134 is not a code of contact_type"),
        ('triage = "TRANSFER"', 'triage = "PASS"', "PASS is not a code of triage"),
        ('triage = "TRANSFER"', 'triarge = "TRANSFER"', "triarge is not a fact of outcome"),
        ("S4 = { needs_assessment = true,", "S4 = {", "S4 must say needs_assessment"),
        ('["Ashmoor", "Ash Moor"]', "[]", "ASHMOOR needs written_as"),
        ('["Ashmoor", "Ash Moor"]', '"Ashmoor"', "ASHMOOR needs written_as"),
        ('["Ashmoor", "Ash Moor"]', '["Ashmoor", " "]', "an empty text cannot mean ASHMOOR"),
        ('{ written_as = ["Ashmoor", "Ash Moor"] }', '"Ashmoor"', "ASHMOOR must be written like"),
        ('["Highmoor", "High Moor"]', '["ashmoor"]', "“ashmoor” already means ASHMOOR"),
        ('stands_for = "GP"', "stands_for = 1", "stands_for of GP must be a text"),
        ("AMBULANCE = {", '"GP"  = {', "written twice"),
    ],
)
def test_a_mistake_and_its_line(old: str, new: str, words: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    found = mistakes_in(text)
    assert [line for line, message in found if words in message] == [line_of(new, text)], found


def test_all_mistakes_are_told_at_once() -> None:
    text = TEXT.replace('"Ref" = "reference"\n', "").replace('"Europe/London"', '"Nowhere"')
    assert mistakes_in(text) == [
        (line_of("time_zone =", text), "Nowhere is not a time zone. Write it like Europe/London."),
        (
            line_of("[columns_by_heading]", text),
            'no column is given for reference. Add a line like "heading" = "reference" to'
            " [columns_by_heading].",
        ),
    ]


@pytest.mark.parametrize("name", ["sheet", "heading_row", "first_data_row", "extracted_on", "time_zone"])
def test_a_missing_setting(name: str) -> None:
    text = re.sub(rf"^{name} = .*$", "", TEXT, flags=re.MULTILINE)
    assert [message[:40] for _, message in mistakes_in(text)] == [
        f"{name} is missing. Add a line like {name} "[:40]
    ]


def test_a_column_without_its_list() -> None:
    text = TEXT[: TEXT.index("[status]")]
    assert mistakes_in(text) == [(None, "there is a column for status, so a table [status] is needed.")]


def test_letters_of_columns() -> None:
    def by_letter(*lines: str) -> str:
        return TEXT.replace('"Notes" = "note"', "\n".join(["[columns_by_letter]", *lines]))

    assert read_mapping(by_letter('N = "note"')).columns_by_letter == {"N": Field.NOTE}
    text = by_letter('N = "note"', 'n = "name"')
    assert (
        line_of('n = "name"', text),
        "the column n is written twice. Each column has one line.",
    ) in mistakes_in(text)
    text = by_letter('N1 = "note"')
    assert mistakes_in(text)[0] == (
        line_of("N1", text),
        "N1 is not the letter of a column. Letters are A to XFD.",
    )


def test_codes_the_service_does_not_know() -> None:
    accepted = {
        Field.LOCALITY: {"ASHMOORE", "BRIGHTWATER", "CALDER_VALE", "ESTUARY", "HIGHMOOR", "MARLBRIDGE"}
    }
    found = mistakes_in(TEXT, accepted=accepted)
    assert [line for line, _ in found] == [line_of("ASHMOOR ="), line_of("THORNBAY =")]
    assert "ASHMOOR is not a code of locality that this service knows. Did you mean ASHMOORE?" in found[0][1]


@pytest.mark.parametrize(
    "text", ["columns_by_heading = 1\n", "source = 1\n", "[outcome]\nS2 = 3\n", "", "x", "[[source]]\n"]
)
def test_nonsense_is_told_and_never_crashes(text: str) -> None:
    assert mistakes_in(text)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    write: Callable[[bytes], int] = path.write_bytes
    for content, words in (
        (b"a = 1\n\xff\n", "line 2: this line is not UTF-8"),
        (b"#" * 1_000_002, "too large"),
    ):
        write(content)
        with pytest.raises(CannotReadMapping, match=words):
            load_mapping(path)
    with pytest.raises(CannotReadMapping, match="Check the name"):
        load_mapping(tmp_path / "none.toml")


def test_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load_mapping(path) == read_mapping(TEXT)
