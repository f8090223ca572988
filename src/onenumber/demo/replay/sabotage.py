"""Removes rows behind the service's back, guards and all, so that the reconciliation can be seen to notice.

Only ever done to the demonstration a replay has just made. Three kinds of row are taken in turn: a contact, an open
case's line of the board, and the step that says what became of a contact; each loss shows in another place.
"""

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from onenumber.demo.replay.ledger import Fate, Ledger
from onenumber.demo.replay.postgresql import connect
from onenumber.demo.replay.service import CannotReplay, sqlite_file

CONTACT, STEP, BOARD = "intake_contact", "intake_contactstep", "cases_opencase"
STATEMENTS = {
    CONTACT: "DELETE FROM intake_contact WHERE reference = ?",
    STEP: "DELETE FROM intake_contactstep WHERE contact_id = (SELECT id FROM intake_contact WHERE reference = ?)",
    BOARD: "DELETE FROM cases_opencase WHERE reference = ?",
}
POINTING_HERE = (
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint "
    "WHERE contype = 'f' AND confrelid = ANY (ARRAY['intake_contact', 'intake_contactstep']::regclass[])"
)
GUARDS = (
    "SELECT format('ALTER TABLE %s {} TRIGGER USER', name) "
    "FROM unnest(ARRAY['intake_contact', 'intake_contactstep', 'cases_opencase']) AS name"
)


@dataclass(frozen=True)
class Victim:
    """One row to remove: its table, the reference that finds it, and the contact that then differs."""

    table: str
    reference: str
    contact: str


def choose(ledger: Ledger, *, how_many: int, rng: Random) -> list[Victim]:
    """So many rows of so many contacts, in turn from the three tables. Raises CannotReplay if there are too few."""
    answered = sorted(
        c.reference for c in ledger.contacts.values() if c.fate is Fate.ANSWERED and c.contact_type
    )
    open_cases = sorted(case.reference for case in ledger.cases.values() if case.standing == "open")
    rng.shuffle(answered)
    rng.shuffle(open_cases)
    half = (len(answered) + 1) // 2
    rows = [
        [Victim(CONTACT, reference, reference) for reference in answered[:half]],
        [Victim(BOARD, case, ledger.cases[case].contact_reference) for case in open_cases],
        [Victim(STEP, reference, reference) for reference in answered[half:]],
    ]
    chosen: list[Victim] = []
    while len(chosen) < how_many and any(rows):
        chosen += [kind.pop() for kind in rows if kind]
    if len(chosen) < how_many:
        raise CannotReplay(f"There are only {len(chosen)} rows to remove. Replay more days.")
    return chosen[:how_many]


def remove(victims: Sequence[Victim], *, data: Path, database: str) -> None:
    """Delete the rows, past every guard of the database, and put the guards back."""
    if database.startswith("postgres"):
        removed = _remove_on_postgresql(victims, database)
    else:
        removed = _remove_on_sqlite(victims, sqlite_file(database, data=data))
    if removed != len(victims):
        raise CannotReplay(f"{removed} rows were removed instead of {len(victims)}: the tables have changed.")


def _remove_on_sqlite(victims: Sequence[Victim], file: Path) -> int:
    with contextlib.closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as link:
        link.execute("PRAGMA foreign_keys = OFF")
        link.execute("BEGIN IMMEDIATE")
        guards = link.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (?, ?, ?)",
            (CONTACT, STEP, BOARD),
        ).fetchall()
        for name, _ in guards:
            link.execute(f'DROP TRIGGER "{name}"')
        removed = [link.execute(STATEMENTS[row.table], (row.reference,)).rowcount for row in victims]
        for _, statement in guards:
            link.execute(statement)
        link.execute("COMMIT")
    return sum(removed)


def _remove_on_postgresql(victims: Sequence[Victim], database: str) -> int:
    with connect(database) as link:
        for (statement,) in [*link.execute(POINTING_HERE), *link.execute(GUARDS.format("DISABLE"))]:
            link.execute(statement)
        removed = [
            link.execute(STATEMENTS[row.table].replace("?", "%s"), (row.reference,)).rowcount
            for row in victims
        ]
        for (statement,) in link.execute(GUARDS.format("ENABLE")).fetchall():
            link.execute(statement)
    return sum(removed)
