"""Reads a whole sheet of past referrals: the door of this package.

Nothing is written anywhere, and nothing in the file is run. All problems are found at once, so that the sheet
can be mended in one go; whether a file with an error is refused is for whoever imports it
(``ReadResult.is_refused``).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from onenumber.returns.spreadsheet.cells import Cell, as_text, code_key
from onenumber.returns.spreadsheet.csv_file import read_csv
from onenumber.returns.spreadsheet.draft import Draft
from onenumber.returns.spreadsheet.duplicates import (
    ExactRows,
    tell_of_near_duplicates,
    tell_of_repeated_references,
)
from onenumber.returns.spreadsheet.layout import Layout, find_layout
from onenumber.returns.spreadsheet.mapping import Field, Mapping
from onenumber.returns.spreadsheet.problems import Problem, ProblemCode, describe
from onenumber.returns.spreadsheet.referral_row import ReferralRow
from onenumber.returns.spreadsheet.rows import read_row
from onenumber.returns.spreadsheet.sheet import CannotRead, Sheet
from onenumber.returns.spreadsheet.workbook import read_workbook

TELL_EVERY: Final = 250
_WORKBOOK_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("D0CF11E0"))
_WORKBOOK_NAMES: Final = (".xlsx", ".xlsm", ".xls")

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of rows read and the number of rows there are."""


@dataclass(frozen=True)
class Counts:
    """How many rows there are and what is in them. ``data_rows`` leaves out empty rows and totals; the counts
    by code and by month (local, of receipt) are of the rows that can be imported."""

    data_rows: int
    errors: int
    warnings: int
    rows_with_errors: int
    rows_with_warnings_only: int
    rows_without_problems: int
    by_outcome: ReadOnlyDict[str, int]
    by_source: ReadOnlyDict[str, int]
    by_locality: ReadOnlyDict[str, int]
    by_status: ReadOnlyDict[str, int]
    by_month: ReadOnlyDict[str, int]


@dataclass(frozen=True)
class ReadResult:
    """What was read. ``rows`` are the rows without an error, in the order of the sheet; ``problems`` are
    sorted by row, column and code. ``sheet`` is None for a CSV."""

    file: str
    sheet: str | None
    ignored_sheets: tuple[str, ...]
    heading_row: int
    first_data_row: int
    skipped_rows: tuple[int, ...]
    rows: tuple[ReferralRow, ...]
    problems: tuple[Problem, ...]
    counts: Counts

    @property
    def is_refused(self) -> bool:
        """One error refuses the whole file: nothing is imported until it is mended or mapped."""
        return self.counts.errors > 0


def read_referrals(path: Path, mapping: Mapping, *, progress: Progress | None = None) -> ReadResult:
    """Reads an .xlsx workbook or a CSV by a mapping. Raises ``CannotRead`` if it is neither, is damaged or
    dangerous, or has not the sheet and the headings that the mapping names."""
    sheet = _open(path, mapping)
    layout = find_layout(sheet, mapping)
    if layout.first_data_row > len(sheet.rows):
        raise CannotRead(
            f"There is nothing below row {layout.first_data_row - 1}. Check first_data_row in the mapping"
            " file."
        )
    drafts, of_rows, data_rows = _read_rows(sheet, layout, mapping, progress)
    tell_of_repeated_references(drafts)
    tell_of_near_duplicates(drafts)
    problems = sorted(
        [*of_rows, *(problem for draft in drafts for problem in draft.problems)],
        key=lambda problem: problem.sort_key,
    )
    rows = tuple(row for draft in drafts if (row := draft.finished()) is not None)
    skipped = tuple(problem.row for problem in problems if problem.code in _SKIPPED)
    return ReadResult(
        file=path.name,
        sheet=sheet.name,
        ignored_sheets=sheet.other_sheets,
        heading_row=layout.heading_row,
        first_data_row=layout.first_data_row,
        skipped_rows=skipped,
        rows=rows,
        problems=tuple(problems),
        counts=_count(data_rows, problems, rows),
    )


_SKIPPED: Final = (ProblemCode.BLANK_ROW, ProblemCode.TOTALS_ROW)


def _open(path: Path, mapping: Mapping) -> Sheet:
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise CannotRead(
            f"{path.name} cannot be opened: {error.strerror or error}. Check the name."
        ) from error
    if start.startswith(_WORKBOOK_STARTS) or path.suffix.lower() in _WORKBOOK_NAMES:
        return read_workbook(path, sheet=mapping.sheet)
    return read_csv(path)


def _read_rows(
    sheet: Sheet, layout: Layout, mapping: Mapping, progress: Progress | None
) -> tuple[list[Draft], list[Problem], int]:
    """The drafts of all rows but the empty, the totals and the exact duplicates; the problems of those; and
    the number of rows that hold a referral."""
    drafts: list[Draft] = []
    of_rows: list[Problem] = []
    exact = ExactRows()
    copies = 0
    data = sheet.rows[layout.first_data_row - 1 :]
    for done, cells in enumerate(data, start=1):
        row = layout.first_data_row + done - 1
        if progress is not None and (done % TELL_EVERY == 0 or done == len(data)):
            progress(done, len(data))
        if not cells:
            of_rows.append(describe(ProblemCode.BLANK_ROW, row=row))
        elif _is_totals(cells, mapping):
            of_rows.append(describe(ProblemCode.TOTALS_ROW, row=row))
        elif (above := exact.first_same(row, cells)) is not None:
            of_rows.append(_copy_of(above, row, layout))
            copies += 1
        else:
            drafts.append(read_row(row, cells, layout=layout, mapping=mapping, from_1904=sheet.from_1904))
    return drafts, of_rows, len(drafts) + copies


def _is_totals(cells: tuple[Cell, ...], mapping: Mapping) -> bool:
    return mapping.totals_marker is not None and code_key(as_text(cells[0])) == mapping.totals_marker


def _copy_of(above: int, row: int, layout: Layout) -> Problem:
    column = layout.columns[Field.REFERENCE]
    return describe(
        ProblemCode.DUPLICATE_EXACT, row=row, column=column.letters, heading=column.heading, other_row=above
    )


def _count(data_rows: int, problems: Iterable[Problem], rows: Iterable[ReferralRow]) -> Counts:
    told = list(problems)
    errors = sum(problem.is_error for problem in told)
    with_errors = {problem.row for problem in told if problem.is_error}
    with_any = {problem.row for problem in told if problem.code not in _SKIPPED}
    read = list(rows)
    return Counts(
        data_rows=data_rows,
        errors=errors,
        warnings=len(told) - errors,
        rows_with_errors=len(with_errors),
        rows_with_warnings_only=len(with_any - with_errors),
        rows_without_problems=data_rows - len(with_any),
        by_outcome=_tally(row.outcome for row in read),
        by_source=_tally(row.source for row in read),
        by_locality=_tally(row.locality for row in read),
        by_status=_tally(row.status for row in read if row.status is not None),
        by_month=_tally(f"{row.received_on:%Y-%m}" for row in read),
    )


def _tally(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
