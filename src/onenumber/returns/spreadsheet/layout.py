"""Finds the columns of a mapping in a sheet.

A column given by its heading is found wherever it has been moved to; one given by its letter stays where it
is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onenumber.returns.spreadsheet.cells import Cell, as_text, code_key, one_line
from onenumber.returns.spreadsheet.mapping import Field, Mapping
from onenumber.returns.spreadsheet.problems import quoted
from onenumber.returns.spreadsheet.sheet import CannotRead, Sheet, column_letters, column_place

ROWS_TO_SEARCH: Final = 20


@dataclass(frozen=True)
class Column:
    """Where a field stands: its index in a row (from 0), its letters and its heading."""

    index: int
    letters: str
    heading: str | None


@dataclass(frozen=True)
class Layout:
    """The columns of the sheet and the rows (from 1) where headings and data are."""

    columns: dict[Field, Column]
    heading_row: int
    first_data_row: int


def find_layout(sheet: Sheet, mapping: Mapping) -> Layout:
    """Where everything is; raises ``CannotRead`` if a heading is not there, or is there twice."""
    heading_row = _heading_row(sheet, mapping)
    headings = sheet.rows[heading_row - 1] if heading_row <= len(sheet.rows) else ()
    columns: dict[Field, Column] = {}
    for wanted, field in mapping.columns_by_heading.items():
        places = [index for index, cell in enumerate(headings) if _key(cell) == code_key(wanted)]
        if len(places) != 1:
            raise CannotRead(_heading_message(wanted, len(places), heading_row, headings))
        columns[field] = _column(places[0], headings)
    for letters, field in mapping.columns_by_letter.items():
        column = _column(column_place(letters) - 1, headings)
        for other, taken in columns.items():
            if taken.index == column.index:
                raise CannotRead(
                    f"Column {letters} is both {other.value} and {field.value} in the mapping file. Give"
                    " each field its own column."
                )
        columns[field] = column
    first_data_row = mapping.first_data_row + heading_row - mapping.heading_row
    return Layout(columns, heading_row, first_data_row)


def _heading_row(sheet: Sheet, mapping: Mapping) -> int:
    """The mapped row; if the headings are not in it, the one row near the top that has them all."""
    wanted = {code_key(heading) for heading in mapping.columns_by_heading}
    mapped = sheet.rows[mapping.heading_row - 1 : mapping.heading_row]
    if not wanted or any(_has_all(row, wanted) for row in mapped):
        return mapping.heading_row
    found = [
        number for number, row in enumerate(sheet.rows[:ROWS_TO_SEARCH], start=1) if _has_all(row, wanted)
    ]
    return found[0] if len(found) == 1 else mapping.heading_row


def _has_all(row: Iterable[Cell], wanted: set[str]) -> bool:
    return wanted <= {_key(cell) for cell in row}


def _key(cell: Cell) -> str:
    return code_key(as_text(cell))


def _column(index: int, headings: tuple[Cell, ...]) -> Column:
    heading = one_line(as_text(headings[index])) if index < len(headings) else ""
    return Column(index, column_letters(index + 1), heading or None)


def _heading_message(wanted: str, times: int, row: int, headings: tuple[Cell, ...]) -> str:
    if times:
        return f"Row {row} has the heading “{wanted}” {times} times. Rename all but one of them."
    there = ", ".join(quoted(as_text(cell)) for cell in headings[:40] if cell is not None) or "none"
    return (
        f"Row {row} has no heading “{wanted}”; the headings there are {there}. Change the mapping file, or"
        " heading_row in it."
    )
