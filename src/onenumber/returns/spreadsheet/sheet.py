"""A sheet once it is in memory, and the one error that says a file cannot be read at all."""

from dataclasses import dataclass
from typing import Final

from onenumber.returns.spreadsheet.cells import LONGEST_TEXT, Cell, Formula

MOST_ROWS: Final = 200_000
LAST_ROW: Final = 1_048_576  # of any spreadsheet program
MOST_COLUMNS: Final = 16_384


class CannotRead(Exception):
    """The file cannot be read as a sheet of referrals; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet, row by row: ``rows[0]`` is row 1. ``name`` is None for a CSV.

    ``from_1904`` is set where the workbook counts its days from 1904, as old Macintosh ones do.
    """

    name: str | None
    other_sheets: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    from_1904: bool = False


class RowCollector:
    """Gathers rows and refuses a sheet that is larger than any list of referrals.

    Empty rows at the end of a sheet are often there for their colour only: they are no rows.
    """

    def __init__(self) -> None:
        self._rows: list[tuple[Cell, ...]] = []
        self._empty = self._filled = 0

    def add(self, cells: list[Cell]) -> None:
        number = len(self._rows) + self._empty + 1
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            self._empty += 1
            if number > LAST_ROW:
                raise CannotRead(f"The sheet goes below row {LAST_ROW}, the last a spreadsheet can have.")
            return
        if len(cells) > MOST_COLUMNS:
            raise CannotRead(f"Row {number} has more than {MOST_COLUMNS} columns. Check the file.")
        for place, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
                raise CannotRead(
                    f"Column {column_letters(place)} of row {number} holds {len(cell)} characters; a"
                    f" cell can hold {LONGEST_TEXT}. Check the file."
                )
            if isinstance(cell, Formula) and len(cell.text) > LONGEST_TEXT:
                cells[place - 1] = Formula(cell.text[:LONGEST_TEXT])
        self._filled += 1
        if self._filled > MOST_ROWS or number > LAST_ROW:
            raise CannotRead(f"The sheet has more than {MOST_ROWS} rows. Split it into several files.")
        self._rows.extend([()] * self._empty)
        self._empty = 0
        self._rows.append(tuple(cells))

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(self._rows)


def column_letters(place: int) -> str:
    """The letters of a column by its place from 1.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place of a column, from 1, by its letters.

    >>> column_place("A"), column_place("AA")
    (1, 27)
    """
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place
