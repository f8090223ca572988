"""Reads table.csv: the answers written by hand, one cell for each route, record, verb and seat."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.isolation.world import SEATS, Seat

TABLE = Path(__file__).with_name("table.csv")
ANSWERS = {
    "200": "the page",
    "in": "302 to the sign-in page",
    "why": "302 to the page that asks for a reason",
    "asks": "200: the page asks for a reason in place",
    "302": "302 to another page of ours",
    "303": "303: taken, and on to another page",
    "400": "the form has lost its key",
    "401": "signed out",
    "403": "refused",
    "404": "no such page, or not for this viewer",
    "405": "no such verb",
    "409": "the world moved on",
    "422": "the form again, with what is missing",
}


@dataclass(frozen=True)
class Row:
    """One line of the table, with one value of its variants (`what=note`), if it has any."""

    line: int
    address: str
    variant: str
    of: str
    verb: str
    answers: tuple[str, ...]

    @property
    def is_filled(self) -> bool:
        """Whether the form is soundly filled in."""
        return "filled" in self.variant.split()

    def value_of(self, name: str) -> str:
        """The value of one bracket, such as `note` of `what=note`; empty when the row does not say."""
        said = dict(part.split("=", 1) for part in self.variant.split() if "=" in part)
        return said.get(name, "")

    def __str__(self) -> str:
        return f"table.csv:{self.line} {self.verb} {self.address} {self.variant} of {self.of}"


@dataclass(frozen=True)
class Cell:
    """What one seat is to be answered."""

    row: Row
    seat: Seat
    expected: str

    def __str__(self) -> str:
        return f"{self.row} as {self.seat.column}"


def rows() -> Iterator[Row]:
    """Every line, unfolded: `a|b` in the column `with` stands for two lines, `council|service` in `of` too."""
    with TABLE.open(newline="") as file:
        for number, fields in enumerate(csv.reader(file), start=1):
            values = [field.strip() for field in fields]
            if not values or not values[0] or values[0].startswith("#"):
                continue
            if values[0] == "address":
                assert values[4:] == [seat.column for seat in SEATS], f"table.csv:{number}: other columns"
                continue
            address, variants, of, verb, *answers = values
            assert len(answers) == len(SEATS), f"table.csv:{number}: {len(answers)} answers"
            assert set(answers) <= set(ANSWERS), f"table.csv:{number}: unknown answer in {answers}"
            for variant in variants.split("|"):
                for each in of.split("|"):
                    yield Row(number, address, variant, each, verb, tuple(answers))


def cells() -> Iterator[Cell]:
    """Every cell of the table."""
    for row in rows():
        for seat, expected in zip(SEATS, row.answers, strict=True):
            yield Cell(row, seat, expected)
