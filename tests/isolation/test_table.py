"""Isolation: every address, every role, every kind of record, answered as table.csv says, and no word too many.

The table is written by hand from the record and the architecture; where the service answers otherwise, the
service is wrong or the record is to be changed first, never the table alone.
"""

import logging
from collections.abc import Iterator

import pytest

from tests.isolation.asking import Answer, Asker
from tests.isolation.reading import Cell, Row, cells, rows
from tests.isolation.routes import all_routes
from tests.isolation.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def asker(world: World) -> Iterator[Asker]:
    """A browser for every seat."""
    logging.disable(logging.ERROR)  # thousands of refusals are what is asked for here
    made = Asker(world)
    yield made
    made.close()
    logging.disable(logging.NOTSET)


def wrong(cell: Cell, answer: Answer) -> str:
    """What is wrong with an answer, in a few words; empty when nothing is."""
    if answer.short != cell.expected:
        said = f"{cell.seat.column} {answer.short} not {cell.expected}"
        return f"{said} ({answer.fault})" if answer.fault else said
    return f"{cell.seat.column} reads {', '.join(answer.leaks)}" if answer.leaks else ""


def told(found: dict[Row, list[str]]) -> str:
    """One line for each row with wrong cells."""
    lines = [f"{row}: {'; '.join(dict.fromkeys(said))}" for row, said in found.items()]
    return f"{sum(map(len, found.values()))} cells are wrong:\n" + "\n".join(lines)


def test_every_address_stands_in_the_table() -> None:
    known, asked = set(all_routes()), {row.address for row in rows()}
    assert sorted(known - asked) == [], "addresses without a line in table.csv"
    assert sorted(asked - known) == [], "lines of table.csv without an address"


def test_every_cell(asker: Asker) -> None:
    found: dict[Row, list[str]] = {}
    for cell in cells():
        problem = wrong(cell, asker.ask(cell))
        if problem:
            found.setdefault(cell.row, []).append(problem)
    assert not found, told(found)
