"""Reads the dataset's data files, and refuses a damaged one: everything else in this room trusts them."""

import csv
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from io import StringIO

Row = Mapping[str, str]


class DataFileDamaged(ValueError):
    """A data file of the dataset does not have the shape its README describes."""


def data_rows(name: str) -> tuple[Row, ...]:
    """Return the rows of a file under `data/` as text, by column name.

    >>> data_rows("stages.csv")[0]["stage"]
    'ALLOCATE'
    """
    text = files("amhp.dataset").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return parse_rows(text, name=name)


def parse_rows(text: str, *, name: str) -> tuple[Row, ...]:
    """Parse CSV text with a heading row; a row with too many or too few cells raises `DataFileDamaged`."""
    rows: list[Row] = []
    for number, row in enumerate(csv.DictReader(StringIO(text), restkey="__too_many__"), start=2):
        if "__too_many__" in row or None in row.values():
            raise DataFileDamaged(f"{name}, line {number}: this row has too many or too few cells.")
        rows.append(row)
    return tuple(rows)


def code_file_names() -> tuple[str, ...]:
    """Return the names of the files that hold code lists, in order."""
    folder = files("amhp.dataset").joinpath("data", "codes")
    return tuple(sorted(f"codes/{entry.name}" for entry in folder.iterdir() if entry.name.endswith(".csv")))


def day_or_none(cell: str) -> date | None:
    """Read an ISO date cell; an empty cell is `None`."""
    return date.fromisoformat(cell) if cell else None
