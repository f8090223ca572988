"""Reads a mapping file, and says on which line each mistake in it is.

The person who maps a council's sheet is an analyst, not a programmer: all mistakes are told at once, in
words, with what to do. The file's shape is described in the comments of a mapping file itself.
"""

import re
import tomllib
from collections.abc import Collection
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from onenumber.returns.spreadsheet.cells import code_key
from onenumber.returns.spreadsheet.mapping import CODED_FIELDS, NEEDED_FIELDS, CodeList, Field, Mapping
from onenumber.returns.spreadsheet.mapping_codes import read_code_list
from onenumber.returns.spreadsheet.toml_lines import TomlLines, find_lines

LARGEST_FILE: Final = 1_000_000
LAST_ROW: Final = 1_048_576
NEEDED_SETTINGS: Final = ("sheet", "heading_row", "first_data_row", "extracted_on", "time_zone")
SETTINGS: Final = (*NEEDED_SETTINGS, "title_row", "group_heading_row", "totals_marker", "not_known")
COLUMN_TABLES: Final = ("columns_by_heading", "columns_by_letter")
CODE_TABLES: Final = tuple(coded.field.value for coded in CODED_FIELDS)

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True)
class MappingMistake:
    """One mistake; ``line`` counts from 1, None where it is of the whole file."""

    line: int | None
    message: str

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


class CannotReadMapping(Exception):
    """The mapping file has mistakes, all of which are in ``mistakes``."""

    def __init__(self, mistakes: Collection[MappingMistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class _Reading:
    """The file as it is read, with the mistakes found so far."""

    def __init__(self, content: dict[str, Any], lines: TomlLines) -> None:
        self.content, self.lines = content, lines
        self.mistakes: list[MappingMistake] = []

    def mistake(
        self, message: str, table: str = "", name: str | None = None, text: str | None = None
    ) -> None:
        self.mistakes.append(MappingMistake(self.lines.line(table, name, text=text), message))

    def setting(self, name: str, kind: type[Any], example: str) -> Any:
        value = self.content.get(name)
        if isinstance(value, kind) and not isinstance(value, bool | datetime) and value != "":
            return value
        if value is not None:
            self.mistake(f"{name} must be written like {name} = {example}.", "", name)
        elif name in NEEDED_SETTINGS:
            self.mistake(f"{name} is missing. Add a line like {name} = {example} at the top.")
        return None


def load_mapping(path: Path, *, accepted: ReadOnlyDict[Field, Collection[str]] | None = None) -> Mapping:
    """The mapping in a TOML file. ``accepted`` names the codes that the service knows, by coded field; a code
    of the file that is not among them is a mistake. Raises ``CannotReadMapping``."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise CannotReadMapping([MappingMistake(None, f"{path.name}: {reason}. Check the name.")]) from error
    if len(raw) > LARGEST_FILE:
        raise CannotReadMapping([MappingMistake(None, f"{path.name} is too large to be a mapping file.")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CannotReadMapping(
            [MappingMistake(line, "this line is not UTF-8. Save the file as UTF-8.")]
        ) from error
    return read_mapping(text, accepted=accepted)


def read_mapping(text: str, *, accepted: ReadOnlyDict[Field, Collection[str]] | None = None) -> Mapping:
    """The mapping in the text of a TOML file; see ``load_mapping``."""
    text = text.replace("\r\n", "\n")
    reading = _Reading(_parse(text), find_lines(text))
    _refuse_unknown_settings(reading)
    by_heading, by_letter = _read_columns(reading)
    codes: dict[Field, CodeList] = {}
    for coded in CODED_FIELDS:
        known = None if accepted is None else accepted.get(coded.field)
        found = read_code_list(reading.content.get(coded.field.value), coded.field, known, reading.mistake)
        if found is not None:
            codes[coded.field] = found
        elif coded.field in [*by_heading.values(), *by_letter.values()]:
            reading.mistake(
                f"there is a column for {coded.field.value}, so a table [{coded.field.value}] is needed."
            )
    mapping = _read_settings(reading, by_heading, by_letter, codes)
    if reading.mistakes or mapping is None:
        raise CannotReadMapping(reading.mistakes)
    return mapping


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _TOML_PLACE.fullmatch(str(error))
        line = int(found[2]) if found and found[2] else None
        reason = found[1] if found else "the file is not TOML"
        if reason.startswith("Cannot overwrite a value") or "twice" in reason:
            message = "the name on this line is written twice in its table. Each column or code has one line."
        else:
            message = f"this cannot be read ({reason}). Check quotation marks, commas and brackets."
        raise CannotReadMapping([MappingMistake(line, message)]) from error


def _refuse_unknown_settings(reading: _Reading) -> None:
    known = (*SETTINGS, *COLUMN_TABLES, *CODE_TABLES)
    for name in reading.content:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"Known are: {', '.join(known)}."
            place = ("", name) if ("", name) in reading.lines.places else (name, None)
            reading.mistake(f"{name} is not a setting of a mapping file. {hint}", *place)


def _read_columns(reading: _Reading) -> tuple[dict[str, Field], dict[str, Field]]:
    tables: list[dict[str, Field]] = []
    taken: set[Field] = set()
    for table in COLUMN_TABLES:
        columns: dict[str, Field] = {}
        given = reading.content.get(table, {})
        if not isinstance(given, dict):
            reading.mistake(
                f'{table} must be a table: [{table}] with lines like "Ref" = "reference".', "", table
            )
            given = {}
        for name, value in given.items():
            field = _read_column(reading, table, name, value, written=columns, taken=taken)
            if field is not None:
                columns[name] = field
                taken.add(field)
        tables.append(columns)
    for field in NEEDED_FIELDS:
        if field not in taken:
            reading.mistake(
                f'no column is given for {field.value}. Add a line like "heading" = "{field.value}" to'
                " [columns_by_heading].",
                "columns_by_heading",
            )
    return tables[0], tables[1]


def _read_column(
    reading: _Reading,
    table: str,
    name: str,
    value: object,
    *,
    written: Collection[str],
    taken: Collection[Field],
) -> Field | None:
    if table == "columns_by_letter" and not _LETTERS.fullmatch(name):
        reading.mistake(f"{name} is not the letter of a column. Letters are A to XFD.", table, name)
        return None
    if code_key(name) in [code_key(other) for other in written]:
        reading.mistake(f"the column {name} is written twice. Each column has one line.", table, name)
        return None
    try:
        field = Field(str(value))
    except ValueError:
        close = get_close_matches(str(value), list(Field), n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Fields are: {', '.join(Field)}."
        reading.mistake(f"{value} is not a field. {hint}", table, name)
        return None
    if field in taken:
        reading.mistake(f"{field.value} already has a column. A field comes from one column.", table, name)
        return None
    return field


def _read_settings(
    reading: _Reading, by_heading: dict[str, Field], by_letter: dict[str, Field], codes: dict[Field, CodeList]
) -> Mapping | None:
    sheet = reading.setting("sheet", str, '"Referrals"')
    heading_row, first_data_row = _read_rows(reading)
    extracted_on = reading.setting("extracted_on", date, "2026-11-02")
    zone = _read_zone(reading)
    totals = reading.setting("totals_marker", str, '"TOTAL"')
    not_known = reading.setting("not_known", list, '["?", "not known"]') or []
    if not all(isinstance(word, str) for word in not_known):
        reading.mistake('not_known must be texts in quotation marks, like ["?", "NK"].', "", "not_known")
    if reading.mistakes or zone is None:
        return None
    return Mapping(
        sheet=sheet,
        heading_row=heading_row,
        first_data_row=first_data_row,
        extracted_on=extracted_on,
        time_zone=zone,
        totals_marker=code_key(totals) if totals else None,
        not_known=frozenset(code_key(word) for word in not_known),
        columns_by_heading=by_heading,
        columns_by_letter=by_letter,
        codes=codes,
    )


def _read_rows(reading: _Reading) -> tuple[int, int]:
    rows: dict[str, int] = {}
    for name, example in (
        ("title_row", 1),
        ("group_heading_row", 2),
        ("heading_row", 3),
        ("first_data_row", 4),
    ):
        number = reading.setting(name, int, str(example))
        if number is None:
            continue
        if not 1 <= number <= LAST_ROW:
            reading.mistake(f"{name} must be the number of a row, from 1.", "", name)
            continue
        for earlier, place in rows.items():
            if number <= place:
                reading.mistake(f"{name} ({number}) must come after {earlier} ({place}).", "", name)
        rows[name] = number
    return rows.get("heading_row", 1), rows.get("first_data_row", 2)


def _read_zone(reading: _Reading) -> ZoneInfo | None:
    name = reading.setting("time_zone", str, '"Europe/London"')
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        reading.mistake(f"{name} is not a time zone. Write it like Europe/London.", "", "time_zone")
        return None
