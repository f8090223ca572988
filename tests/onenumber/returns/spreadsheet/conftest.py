"""Sheets made by hand: a good row is given, and each test changes the cells it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS

from onenumber.returns.spreadsheet import Mapping, ReadResult, ReferralRow, load_mapping, read_referrals

DATA = Path(__file__).parents[3] / "data"
HEADINGS = (
    *(
        "Ref",
        "Date recd",
        "Time recd",
        "Name of person",
        "DOB",
        "NHS No.",
        "Locality",
        "Referred by",
        "Status",
    ),
    *("Date assessed", "Time assessed", "Outcome", "Date closed", "Notes"),
    *("Worker", "Cost code", "Mileage", "Scanned", "Old system ID", "Referrer tel"),
)
LETTERS = dict(zip(HEADINGS, "ABCDEFGHIJKLMNOPQRST", strict=True))
NAMES = (
    "Zoë O'Neill",
    "Grace Abbott",
    "Femi Underhill",
    "Tobias Quayle",
    "Ingrid Jellicoe",
    "Malik Whitcombe",
)


class Formula(str):
    """A cell that is a formula, and not a text that looks like one."""


@dataclass(frozen=True)
class Found:
    """A problem without its words."""

    row: int
    column: str | None
    code: str
    severity: str
    other_row: int | None = None


def nhs_number(nine: int) -> str:
    """A 999 test number with the right check digit; the next one that has one."""
    while True:
        digits = f"999{nine:06d}"
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        )
        if check != 10:
            return digits + str(check % 11)
        nine += 1


def good_row(place: int) -> dict[str, Any]:
    """A referral without any problem; no two of them are near each other."""
    received = date(2026, 2, 2) + timedelta(days=5 * place)
    return {
        "Ref": f"AMHP/26/{place + 1:04d}",
        "Date recd": f"{received:%d/%m/%Y}",
        "Time recd": "09:40",
        "Name of person": NAMES[place % len(NAMES)],
        "DOB": f"{date(1970, 3, 4) + timedelta(days=400 * place):%d/%m/%Y}",
        "NHS No.": nhs_number(600_000 + 11 * place),
        "Locality": "Ashmoor",
        "Referred by": "CMHT",
        "Status": "Informal",
        "Date assessed": f"{received:%d/%m/%Y}",
        "Time assessed": "16:05",
        "Outcome": "S2",
        "Date closed": f"{received + timedelta(days=1):%d/%m/%Y}",
        "Notes": "Two attempts",
        "Worker": "PR",
    }


class Book:
    """A workbook being made: ``put`` puts a row below the others and returns its number."""

    def __init__(self, folder: Path, mapping: Mapping) -> None:
        self.folder, self.mapping = folder, mapping
        self.headings: tuple[str, ...] = HEADINGS
        self.rows: list[dict[str, Any]] = []

    def put(self, changes: dict[str, Any] | None = None, *, bare: bool = False) -> int:
        row = {} if bare else good_row(len(self.rows))
        self.rows.append({**row, **(changes or {})})
        return 3 + len(self.rows)

    def save(self, name: str = "sheet.xlsx", *, also: Callable[[Workbook], None] | None = None) -> Path:
        """A workbook of the rows so far; ``also`` may do more to it before it is saved."""
        self.workbook = Workbook()
        self.sheet = self.workbook.active
        self.sheet.title = "Referrals"
        self.sheet["A1"] = "Referrals, extracted 2 Nov 2026"
        self.sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(self.headings))
        self.sheet["A2"] = "Referral"
        self.sheet.merge_cells("A2:C2")
        for number, cells in enumerate(
            [dict(zip(self.headings, self.headings, strict=True)), *self.rows], start=3
        ):
            for heading, value in cells.items():
                if value is not None:
                    self._write(number, self.headings.index(heading) + 1, value)
        if also:
            also(self.workbook)
        path = self.folder / name
        self.workbook.save(path)
        return path

    def _write(self, number: int, place: int, value: Any) -> None:
        cell = self.sheet.cell(number, place, value)
        if isinstance(value, str):
            cell.data_type = "f" if isinstance(value, Formula) else "s"
        elif isinstance(value, datetime):
            cell.number_format = BUILTIN_FORMATS[22]

    def read(self, *, also: Callable[[Workbook], None] | None = None) -> ReadResult:
        return read_referrals(self.save(also=also), self.mapping)

    def found(self) -> list[Found]:
        return found_in(self.read())


def found_in(result: ReadResult) -> list[Found]:
    return [Found(p.row, p.column, p.code.value, p.severity.value, p.other_row) for p in result.problems]


@pytest.fixture(scope="session")
def mapping() -> Mapping:
    return load_mapping(DATA / "referrals.mapping.toml")


@pytest.fixture
def book(tmp_path: Path, mapping: Mapping) -> Book:
    return Book(tmp_path, mapping)


@pytest.fixture
def problems_of(book: Book) -> Callable[..., list[tuple[str, str]]]:
    """The (column, code) of every problem of one row with the given cells; its severity must fit the list."""

    def tell(changes: dict[str, Any], *, errors: bool | None = None) -> list[tuple[str, str]]:
        book.rows.clear()
        row = book.put(changes)
        result = book.read()
        assert all(problem.row == row for problem in result.problems)
        if errors is not None:
            assert result.is_refused is errors
        return [(problem.column or "", problem.code.value) for problem in result.problems]

    return tell


@pytest.fixture
def row_of(book: Book) -> Callable[[dict[str, Any]], ReferralRow]:
    """The referral read from one row with the given cells, which must have no error."""

    def tell(changes: dict[str, Any]) -> ReferralRow:
        book.rows.clear()
        book.put(changes)
        result = book.read()
        assert not result.is_refused, result.problems
        return result.rows[0]

    return tell
