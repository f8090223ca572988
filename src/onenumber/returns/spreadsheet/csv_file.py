"""Reads a CSV of the same columns: every cell is text, and nothing in it is a formula.

Spreadsheet programs save CSV in UTF-8 or in the old Windows code page, with commas, semicolons or tabs: which
of them is told by what is in the file, never asked.
"""

import csv
import io
from itertools import islice
from pathlib import Path
from typing import Final

from onenumber.returns.spreadsheet.cells import Cell, tidy_text
from onenumber.returns.spreadsheet.sheet import CannotRead, RowCollector, Sheet

LARGEST_FILE: Final = 200_000_000
ROWS_TO_JUDGE: Final = 20
_DELIMITERS: Final = ",;\t"
_TWO_BYTE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_csv(path: Path) -> Sheet:
    """The whole CSV as a sheet, row 1 being its first row; raises ``CannotRead``."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise CannotRead(f"{path.name} has {size // 1_000_000} MB. Split it into several files.")
        text = _decode(path.read_bytes(), path)
    except OSError as error:
        raise CannotRead(
            f"{path.name} cannot be opened: {error.strerror or error}. Check the name."
        ) from error
    collector = RowCollector()
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        for row in reader:
            cells: list[Cell] = [tidy_text(cell) for cell in row]
            collector.add(cells)
    except csv.Error as error:
        raise CannotRead(
            f"{path.name} cannot be read near line {reader.line_num} ({error}). Check the quotation marks"
            " there."
        ) from error
    return Sheet(None, (), collector.rows())


def _decode(raw: bytes, path: Path) -> str:
    try:
        if raw.startswith(_TWO_BYTE_MARKS):
            text = raw.decode("utf-16")
        else:
            try:
                text = raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise CannotRead(f"{path.name} is not a text file. Save it as CSV in UTF-8.") from error
    return text.replace("\0", " ").replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(text: str) -> str:
    """Whatever cuts the first rows into the most columns."""

    def widest(delimiter: str) -> int:
        try:
            first = islice(csv.reader(io.StringIO(text), delimiter=delimiter), ROWS_TO_JUDGE)
            return max((len(row) for row in first), default=0)
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=widest)
