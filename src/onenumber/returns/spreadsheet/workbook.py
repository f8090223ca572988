"""Reads one sheet of an .xlsx workbook, trusting nothing in it.

A workbook is a zip of XML files and comes from outside. Before anything is unpacked it is asked how large it
says it is (unpacking stops at that size), and document type definitions, which no real workbook has, are
refused. Formulas are seen as formulas and never run; links to other workbooks are not followed.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from onenumber.returns.spreadsheet.cells import Cell, Formula, to_cell
from onenumber.returns.spreadsheet.sheet import CannotRead, RowCollector, Sheet

LARGEST_UNPACKED: Final = 200_000_000
SMALL_ENOUGH: Final = 20_000_000  # below this, how well it was packed does not matter
LARGEST_RATIO: Final = 150
MOST_PARTS: Final = 5_000
YEAR_OF_OLD_MACINTOSH: Final = 1904
CHUNK: Final = 1 << 20
_OLD_WORKBOOK: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_DEFINITION_MARKS: Final = tuple(
    "<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_MEND: Final = "Open it in a spreadsheet program and save it again as .xlsx."


def read_workbook(path: Path, *, sheet: str) -> Sheet:
    """The named sheet of the workbook; raises ``CannotRead``."""
    _refuse_unsafe(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that are not read anyway
        try:
            return _read(path, sheet)
        except CannotRead:
            raise
        except ImportError as error:
            raise CannotRead(
                "Reading .xlsx files needs openpyxl. Install onenumber[excel], or save the sheet as CSV."
            ) from error
        except Exception as error:
            raise CannotRead(f"{path.name} is damaged and cannot be read. {_MEND}") from error


def _refuse_unsafe(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start == _OLD_WORKBOOK:
            raise CannotRead(
                f"{path.name} is protected by a password, or is an old .xls workbook. Save it as .xlsx"
                " without a password."
            )
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(archive, path)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_definitions(archive, part, path)
    except OSError as error:
        raise CannotRead(
            f"{path.name} cannot be opened: {error.strerror or error}. Check the name."
        ) from error
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        zlib.error,
    ) as error:
        raise CannotRead(f"{path.name} is not an .xlsx workbook, or is damaged. {_MEND}") from error


def _refuse_bomb(archive: zipfile.ZipFile, path: Path) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, path.stat().st_size)
    bomb = unpacked > LARGEST_UNPACKED or (unpacked > SMALL_ENOUGH and unpacked > packed * LARGEST_RATIO)
    if bomb or len(parts) > MOST_PARTS:
        raise CannotRead(
            f"{path.name} unpacks to {unpacked // 1_000_000} MB in {len(parts)} parts, which is no list"
            " of referrals. Copy the referrals alone into a new workbook."
        )


def _refuse_definitions(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if any(mark in tail + chunk for mark in _DEFINITION_MARKS):
                raise CannotRead(
                    f"{path.name} has a document type definition inside, as no workbook should. {_MEND}"
                )
            tail = chunk[-32:]


def _read(path: Path, name: str) -> Sheet:
    openpyxl = import_module("openpyxl")  # only here: an installation without it still reads CSV
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
        worksheets = {sheet.title: sheet for sheet in book.worksheets}
        if name not in worksheets:
            there = ", ".join(f"“{title}”" for title in worksheets) or "none"
            raise CannotRead(
                f"There is no sheet “{name}” in {path.name}; the sheets are {there}. Change sheet in the"
                " mapping file."
            )
        collector = RowCollector()
        for cells in _rows(worksheets[name]):
            collector.add(cells)
        others = tuple(title for title in book.sheetnames if title != name)
        return Sheet(name, others, collector.rows(), from_1904=book.epoch.year == YEAR_OF_OLD_MACINTOSH)


def _rows(worksheet: Any) -> Iterator[list[Cell]]:
    """The size a workbook states for its sheet may be wrong, so it is forgotten first."""
    worksheet.reset_dimensions()
    for row in worksheet.iter_rows():
        yield [_cell(cell.value, cell.data_type) for cell in row]


def _cell(value: object, data_type: str) -> Cell:
    if data_type == "f":
        return Formula(str(getattr(value, "text", value)))
    return to_cell(value)
