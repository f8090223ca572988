"""Isolation: every address, every role, every kind of record, answered as table.csv says, and no word too many.

The table is written by hand from the record and the architecture; where the service answers otherwise, the
service is wrong or the record is to be changed first, never the table alone.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.isolation.asking import Answer, Asker
from tests.isolation.policies import GROUND, Switch, ground_turned
from tests.isolation.reading import Cell, Row, cells, rows
from tests.isolation.routes import all_routes
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
MAY_OFFER = {"hub", "edt+", "lead", "for"}
TRIED = 2000  # cells of a turned predicate that are asked before it counts as unnoticed
NOT_ON_A_PAGE = {  # predicate: where it is asked instead
    "onenumber.organisations.policies.may_load_service": "the command `onenumber load`",
    "onenumber.organisations.policies.may_note_restored": "the command `onenumber restore`",
    "onenumber.returns.policies.may_import": "the command `onenumber import`",
    "onenumber.cases.policies.may_rebuild": "the command `onenumber rebuild`",
    "onenumber.allocation.policies.may_rebuild": "the command `onenumber rebuild`",
    "onenumber.allocation.policies.may_end_offers": "the worker, when a case closes",
    "onenumber.allocation.policies.may_end_asks": "the worker, when a case closes",
    "onenumber.workforce.policies.may_keep_people": "the command `onenumber load`",
    "onenumber.workforce.policies.may_change_practitioner": "the command `onenumber load`",
    "onenumber.workforce.policies.may_end_hat": "the command `onenumber load`",
    "onenumber.messaging.policies.may_receive": "the text gateway, past its token",
    "onenumber.fieldwork.policies.may_send": "a phone's script, past its user (tests/onenumber/fieldwork)",
    "onenumber.neighbours.policies.may_tell": "the worker, for requests nobody answered",
    "onenumber.hub.actions.tell_of_openings._may_tell": "the worker, for openings nobody reviewed",
    "onenumber.persons.actions.same_person._may_join": "no page joins two records yet",
    "onenumber.persons.actions.same_person._may_part": "no page parts them yet",
}


def wrong(cell: Cell, answer: Answer) -> str:
    """What is wrong with an answer, in a few words; empty when nothing is."""
    if answer.short != cell.expected:
        said = f"{cell.seat.column} {answer.short} not {cell.expected}"
        return f"{said} ({answer.fault})" if answer.fault else said
    if answer.leaks:
        return f"{cell.seat.column} reads {', '.join(answer.leaks)}"
    return wrong_way_in(cell, answer)


def wrong_way_in(cell: Cell, answer: Answer) -> str:
    """A page shows the way to offering to those who may offer, and to nobody else."""
    shown, may = "/offers/new/" in answer.page, cell.seat.column in MAY_OFFER
    if cell.row.verb == "GET" and answer.status == 200 and shown and not may:
        return f"{cell.seat.column} is shown how to offer"
    if (cell.row.address, cell.row.of) == ("/board/", "-") and cell.expected == "200" and may and not shown:
        return f"{cell.seat.column} is not shown how to offer"
    return ""


def told(found: dict[Row, list[str]]) -> str:
    """One line for each row with wrong cells."""
    lines = [f"{row}: {'; '.join(dict.fromkeys(said))}" for row, said in found.items()]
    return f"{sum(map(len, found.values()))} cells are wrong:\n" + "\n".join(lines)


def test_every_address_stands_in_the_table() -> None:
    known, asked = set(all_routes()), {row.address for row in rows()}
    assert sorted(known - asked) == [], "addresses without a line in table.csv"
    assert sorted(asked - known) == [], "lines of table.csv without an address"


@dataclass
class Asked:
    """The whole table asked once: what was wrong, and which cells asked which predicate."""

    wrong: dict[Row, list[str]]
    asking: dict[str, list[Cell]]


@pytest.fixture(scope="module")
def switch(world: World) -> Iterator[Switch]:
    """Every predicate behind a switch, none turned."""
    with Switch().installed() as made:
        yield made


@pytest.fixture(scope="module")
def asked(asker: Asker, switch: Switch) -> Asked:
    """Every cell, asked."""
    found = Asked({}, {})
    for cell in cells():
        switch.asked.clear()
        problem = wrong(cell, asker.ask(cell))
        if problem:
            found.wrong.setdefault(cell.row, []).append(problem)
        for name in switch.asked:
            found.asking.setdefault(name, []).append(cell)
    return found


def test_every_cell(asked: Asked) -> None:
    assert not asked.wrong, told(asked.wrong)


def turns_red(asker: Asker, candidates: list[Cell]) -> bool:
    """Whether one of the cells is answered wrongly now; asked in a mixed order until one is."""
    mixed = random.Random(13).sample(candidates, min(TRIED, len(candidates)))
    return any(wrong(cell, asker.ask(cell)) for cell in mixed)


def test_turning_any_predicate_round_turns_a_cell_red(asker: Asker, switch: Switch, asked: Asked) -> None:
    unasked = set(switch.predicates) - set(asked.asking) - set(NOT_ON_A_PAGE)
    assert sorted(unasked) == [], (
        "predicates that no cell asks: add a row, or say in NOT_ON_A_PAGE why none can"
    )
    unnoticed = []
    for name in sorted(asked.asking):
        with switch.turning(name):
            if not turns_red(asker, asked.asking[name]):
                unnoticed.append(name)
    assert unnoticed == [], "predicates whose opposite nobody notices"


def test_turning_the_ground_round_turns_a_cell_red(asker: Asker, asked: Asked) -> None:
    candidates = [cell for cell in cells() if cell.row.of in {"service", "council", "own"}]
    for name in GROUND:
        with ground_turned(name):
            assert turns_red(asker, candidates), name


def test_nothing_says_that_a_predicate_is_asked_nowhere_when_it_is(switch: Switch, asked: Asked) -> None:
    assert sorted(set(NOT_ON_A_PAGE) - set(switch.predicates)) == []
    assert sorted(set(NOT_ON_A_PAGE) & set(asked.asking)) == []
