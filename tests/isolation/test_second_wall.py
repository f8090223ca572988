"""The second wall: with every filter of the program removed, PostgreSQL still shows nobody another service's words.

Asked through a role like the one that serves: neither owner nor superuser. A sample of the table here, the whole of it
with ONENUMBER_WHOLE_WALL=1 (`make long`). SQLite has no such wall (docs/decisions/0019).
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from onenumber.access.queries import viewer_for
from onenumber.audit.models import Viewer
from onenumber.audit.queries import reach_of
from onenumber.config.walls import SHARED, WALLS
from onenumber.records.wall import NOTHING, reading
from onenumber.records.wall_building import may_migrate, wall_trouble
from tests.isolation.asking import Answer, Asker, address_of, body_of
from tests.isolation.one_row import add_one
from tests.isolation.policies import Switch, filters_removed
from tests.isolation.reading import Cell, cells
from tests.isolation.test_table import wrong
from tests.isolation.world import SEATS, Block, World
from tests.onenumber.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("wall")]  # one world for all of them
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row security")
ROLE = "one_number_serves_in_a_test"
WHOLE = os.environ.get("ONENUMBER_WHOLE_WALL") == "1"
BY_SIGNATURE = {"/ask/<token>/"}  # answers whoever has the link, as the service itself
ENOUGH = 8
READERS = (
    "hub_amhp", "narrowed hub_amhp", "foreign", "locality on duty", "edt on duty", "trainee", "system_admin",
    "asked", "holder of council",
)  # fmt: skip
OF_A_SERVICE = {"audit_entry", "messaging_message"}  # name references of the whole service, and nobody
OF_EASTMERE_ALONE = {
    "cases_attempt",
    "cases_followup",
}  # the world has one of each, in the block of the stranger
MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def test_every_table_is_behind_the_wall_or_shared_for_a_reason() -> None:
    known = {*MODELS, "django_migrations", "records_cache"}
    with connection.cursor() as cursor:
        known |= set(connection.introspection.table_names(cursor))
    said = [*WALLS, *SHARED]
    assert sorted(known - set(said)) == [], "tables nobody has said anything about (onenumber.config.walls)"
    assert sorted(set(said) - known) == [], "rules for tables that are not there"
    assert sorted(set(WALLS) & set(SHARED)) == []


@pytest.fixture(scope="module")
def role(world: World) -> str:
    """A role that may read and write and owns nothing; it goes with the world's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} NOSUPERUSER NOBYPASSRLS")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
    return ROLE


@pytest.fixture
def no_table_empty(world: World, role: str) -> Iterator[None]:
    """Every walled table has a row of Westmoor."""
    point = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # a table is altered only once nothing waits to be checked
    for table in WALLS:
        if table in OF_EASTMERE_ALONE or not MODELS[table]._default_manager.exists():
            add_one(MODELS[table])
    yield
    transaction.savepoint_rollback(point)


@contextmanager
def serving(role: str) -> Iterator[None]:
    """As the role that serves, outside every door; undone afterwards, and with it the role."""
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
        yield
    finally:
        transaction.get_connection().needs_rollback = False
        transaction.savepoint_rollback(point)


class ServingAsker(Asker):
    """Every request is answered by the role that serves."""

    role = ROLE

    def send(self, key: str, verb: str, address: str, body: Mapping[str, Any] | None = None) -> Answer:
        """One request of a browser that is signed in already."""
        self.client(key)
        with serving(self.role):
            return super().send(key, verb, address, body)


@pytest.fixture(scope="module")
def asker(world: World, role: str) -> Iterator[ServingAsker]:
    """A browser for every seat."""
    logging.disable(logging.CRITICAL)
    made = ServingAsker(world)
    for key in {name for seat in SEATS for name in (seat.user, made.user_key(seat, "council"))}:
        made.client(key)
    yield made
    made.close()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def switch(world: World) -> Iterator[Switch]:
    with Switch().installed() as made:
        yield made


def viewers(world: World) -> dict[str, Viewer]:
    """Everybody who might look, those narrowed to one council too."""
    return {key: viewer_for(user, at=AT) for key, user in world.county.users.items()}


def hidden_blocks(world: World, viewer: Viewer) -> list[Block]:
    """The records of services and councils that no grant reaches."""
    found = []
    for block in world.blocks.values():
        owner = block.case
        if not any(
            grant.service_id == owner.service_id and grant.council_id in {None, owner.council_id}
            for grant in viewer.grants
        ):
            found.append(block)
    return found


def seen(table: str) -> list[str]:
    """Every row as text."""
    return [repr(row) for row in MODELS[table]._default_manager.order_by("pk").values_list()]


def canaries(blocks: list[Block]) -> list[str]:
    return [word for block in blocks for word in (*block.words, *block.references)]


def stands_in(word: str, text: str) -> bool:
    """By itself: C-26-3 is not in C-26-30."""
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def canaries_of_references(blocks: list[Block]) -> set[str]:
    return {word for block in blocks for word in block.references}


@on_postgresql
def test_the_role_that_serves_passes_no_wall(role: str) -> None:
    with serving(role), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


@on_postgresql
def test_every_wall_stands_and_is_forced(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert {row[0] for row in cursor.fetchall()} == set(WALLS)
        cursor.execute("SELECT tablename FROM pg_policies")
        assert {row[0] for row in cursor.fetchall()} == set(WALLS)


@on_postgresql
def test_the_operator_is_told_where_the_wall_does_not_stand(role: str) -> None:
    with serving(role):
        assert (wall_trouble(connection), may_migrate(connection)) == ("", False)
    assert wall_trouble(connection) == "off: the role that serves is a superuser or may bypass it"
    point = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY onenumber_wall ON cases_note")
    with serving(role):
        assert wall_trouble(connection).startswith("off for 1 table")
    transaction.savepoint_rollback(point)


@on_postgresql
def test_outside_every_door_nothing_is_seen(role: str) -> None:
    with serving(role):
        assert [table for table in WALLS if seen(table)] == []
        with reading(NOTHING):
            assert [table for table in WALLS if seen(table)] == []


@on_postgresql
def test_no_viewer_reads_a_foreign_word_in_any_table(world: World, role: str, no_table_empty: None) -> None:
    """Straight from the tables, past everything the program asks."""
    found = []
    for key in READERS:
        viewer = viewers(world)[key]
        hidden = hidden_blocks(world, viewer)
        with serving(role), reading(reach_of(viewer)):
            for table in WALLS:
                text, words = "\n".join(seen(table)), canaries(hidden)
                if table in OF_A_SERVICE:
                    own = [block for block in hidden if block.case.service_id in viewer.services()]
                    words = [word for word in words if word not in canaries_of_references(own)]
                found += [f"{key} reads {word!r} in {table}" for word in words if stands_in(word, text)]
    assert found == []


@on_postgresql
def test_a_policy_that_lets_through_is_noticed_at_every_table(
    world: World, role: str, no_table_empty: None
) -> None:
    """Broken on purpose, one table after the other: the stranger then sees rows that they did not see before."""
    stranger = reach_of(viewers(world)["foreign"])
    same = []
    for table in WALLS:
        with serving(role), reading(stranger):
            before = len(seen(table))
        point = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER POLICY onenumber_wall ON {table} USING (true)")
        with serving(role), reading(stranger):
            after = len(seen(table))
        transaction.savepoint_rollback(point)
        if after <= before:
            same.append(table)
    assert same == [], "tables whose rows no policy hides, or that are empty here"


def asked_of(world: World, cell: Cell, asker: ServingAsker) -> tuple[str, Answer, list[str]]:
    """The answer to a cell, and the foreign words in it."""
    key = asker.user_key(cell.seat, cell.row.of)
    address, body = address_of(world, cell.row, key), body_of(world, cell.row, key)
    if cell.row.is_filled:
        body = asker.filled_in(cell, key)
    answer = asker.send(key, cell.row.verb, address, body)
    viewer = Viewer(0, "", (), AT) if key == "signed_out" else viewers(world)[key]
    said = f"{address} {' '.join(map(str, (body or {}).values()))}"
    words = [word for word in canaries(hidden_blocks(world, viewer)) if word not in said]
    text = f"{answer.body} {answer.headers.get('Location', '')}"
    return key, answer, [word for word in words if stands_in(word, text)]


FOREIGN = {("for", "own"), ("for", "-"), ("hub", "council")}
OWN = {("hub", "own"), ("hub", "-")}


def sample(*kinds: tuple[str, str]) -> list[Cell]:
    """The pages of these seats and records, each address once; every cell of the table if the whole is asked for."""
    if WHOLE:
        return list(cells())
    chosen = {
        (cell.row.address, cell.row.of, cell.seat.column): cell for cell in cells()
        if cell.row.verb == "GET" and (cell.seat.column, cell.row.of) in kinds
    }  # fmt: skip
    return list(chosen.values())


@on_postgresql
def test_no_page_shows_a_foreign_word_with_the_filters_removed(
    world: World, asker: ServingAsker, switch: Switch
) -> None:
    found, shown = [], 0
    with filters_removed(switch):
        for cell in sample(*FOREIGN):
            key, answer, words = asked_of(world, cell, asker)
            shown += answer.status == 200
            if words and cell.row.address not in BY_SIGNATURE:
                found.append(f"{cell} ({key}): {', '.join(words)}")
    assert found == []
    assert shown > 40


@on_postgresql
def test_the_wall_hides_nothing_that_the_program_shows(asker: ServingAsker) -> None:
    """With the filters in place every answer is the one the table says, through the role that serves too."""
    found = [f"{cell}: {said}" for cell in sample(*OWN) if (said := wrong(cell, asker.ask(cell)))]
    assert found == []


@on_postgresql
def test_with_the_wall_down_pages_show_foreign_words(
    world: World, asker: ServingAsker, switch: Switch
) -> None:
    """What the test above does not find is the wall's doing: the same pages, filters removed and every policy open."""
    point, leaking = transaction.savepoint(), set[str]()
    with connection.cursor() as cursor:
        for table in WALLS:
            cursor.execute(f"ALTER POLICY onenumber_wall ON {table} USING (true)")
    with filters_removed(switch):
        for cell in sample(("for", "own")):
            if cell.row.address not in BY_SIGNATURE and asked_of(world, cell, asker)[2]:
                leaking.add(cell.row.address)
            if len(leaking) == ENOUGH:
                break
    transaction.savepoint_rollback(point)
    assert len(leaking) == ENOUGH
