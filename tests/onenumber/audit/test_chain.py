"""The audit chain: any edit, deletion, swap or truncation is found, at its position."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from onenumber.audit.actions.chain import Line, append, faults, hash_of
from onenumber.audit.models import ChainHead, Entry
from tests.onenumber.conftest import AT

LENGTH = 40
TAMPERINGS = int(os.environ.get("ONENUMBER_TAMPERINGS", "200"))  # ten thousand in `make long`


@pytest.fixture
def chain(db):
    append(
        [
            Line(
                AT + timedelta(seconds=number),
                1 + number % 5,
                "hub_amhp",
                1 + number % 2,
                f"case.step_{number}",
                f"WM-26-{1800 + number}",
                "happened_at",
                number % 7 == 0,
            )
            for number in range(LENGTH)
        ]
    )


def without_guards():
    """Do what only somebody who owns the database could: take the triggers away."""
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in (f"{table}_kept_u", f"{table}_kept_d"):
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')


@dataclass
class Rolled(Exception):
    """Undoes one tampering."""


def first_fault_after(tamper: Callable[[], None]) -> int | None:
    """The position of the first fault; the tampering is undone afterwards."""
    found = []
    try:
        with transaction.atomic():
            tamper()
            found = list(faults())
            raise Rolled
    except Rolled:
        return found[0][0] if found else None


def other_value(entry: Entry, name: str) -> object:
    value = getattr(entry, name)
    if name == "at":
        return value + timedelta(microseconds=1)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}"


def edit(rng: random.Random) -> tuple[Callable[[], None], int]:
    position = rng.randint(1, LENGTH)
    names = [
        "at",
        "actor_id",
        "role",
        "service_id",
        "verb",
        "refused",
        "subject",
        "fields",
        "previous_hash",
        "hash",
    ]
    name = rng.choice(names)
    value = other_value(Entry.objects.get(position=position), name)
    return lambda: Entry.objects.filter(position=position).update(**{name: value}) and None, position


def edit_and_hash_anew(rng: random.Random) -> tuple[Callable[[], None], int]:
    position = rng.randint(1, LENGTH)

    def tamper() -> None:
        entry = Entry.objects.get(position=position)
        entry.actor_id += 1
        Entry.objects.filter(position=position).update(actor_id=entry.actor_id, hash=hash_of(entry))

    return tamper, position + 1  # the entry itself is sound now; the one after it does not follow any more


def delete(rng: random.Random) -> tuple[Callable[[], None], int]:
    position = rng.randint(1, LENGTH)
    return lambda: Entry.objects.filter(position=position).delete() and None, position


def swap(rng: random.Random) -> tuple[Callable[[], None], int]:
    one, two = sorted(rng.sample(range(1, LENGTH + 1), 2))

    def tamper() -> None:
        Entry.objects.filter(position=one).update(position=-1)
        Entry.objects.filter(position=two).update(position=one)
        Entry.objects.filter(position=-1).update(position=two)

    return tamper, one


def truncate(rng: random.Random) -> tuple[Callable[[], None], int]:
    position = rng.randint(1, LENGTH)
    return lambda: Entry.objects.filter(position__gte=position).delete() and None, position


def move_head(rng: random.Random) -> tuple[Callable[[], None], int]:
    back = rng.randint(1, LENGTH)
    return lambda: ChainHead.objects.filter(id=1).update(position=LENGTH - back) and None, LENGTH + 1


WAYS = (edit, edit_and_hash_anew, delete, swap, truncate, move_head)


def test_a_chain_nobody_touched_has_no_fault(chain):
    assert list(faults()) == []
    assert Entry.objects.count() == LENGTH


def test_an_empty_chain_has_no_fault(db):
    assert list(faults()) == []


def test_random_tamperings_are_each_found_at_their_position(chain):
    without_guards()
    rng = random.Random(20261124)
    missed = []
    for number in range(TAMPERINGS):
        way = WAYS[number % len(WAYS)]
        tamper, position = way(rng)
        found = first_fault_after(tamper)
        if found != position:
            missed.append((number, way.__name__, position, found))
    assert missed == []
    assert list(faults()) == [], "each tampering was undone"


def test_every_covered_column_counts(chain):
    without_guards()
    columns = {field.name for field in Entry._meta.concrete_fields} - {"position"}
    for name in sorted(columns):
        value = other_value(Entry.objects.get(position=7), name)
        found = first_fault_after(lambda n=name, v=value: Entry.objects.filter(position=7).update(**{n: v}))
        assert found == 7, name


@pytest.mark.parametrize("attempt", ["update", "delete", "bulk"])
def test_the_database_itself_refuses_to_rewrite_the_audit(chain, attempt):
    entry = Entry.objects.get(position=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        if attempt == "update":
            Entry.objects.filter(position=3).update(actor_id=99)
        elif attempt == "delete":
            entry.delete()
        else:
            entry.actor_id = 99
            entry.save()
    assert list(faults()) == []


OVER_IT = {
    "sqlite": "INSERT OR REPLACE INTO audit_entry {row}",
    "postgresql": "INSERT INTO audit_entry {row} ON CONFLICT (position) DO UPDATE SET actor_id = 99",
}


def test_writing_over_an_entry_does_not_slip_past_the_guard(chain):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        row = (
            "SELECT position, at, 99, role, service_id, verb, refused, subject, fields, previous_hash, hash "
            "FROM audit_entry WHERE position = 3"
        )
        cursor.execute(OVER_IT[connection.vendor].format(row=row))
    assert Entry.objects.get(position=3).actor_id != 99


def test_verify_audit_names_the_first_place(chain):
    from click.testing import CliRunner

    from onenumber.audit.commands import verify_audit

    sound = CliRunner().invoke(verify_audit)
    assert (sound.exit_code, f"holds: {LENGTH} entries" in sound.output) == (0, True)
    without_guards()
    Entry.objects.filter(position=11).update(subject="WM-26-1")
    broken = CliRunner().invoke(verify_audit)
    assert broken.exit_code == 1
    assert "entry 11: was changed after it was written" in broken.output
    assert "the first at entry 11" in broken.output
