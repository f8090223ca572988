"""The tables made at once are those the migrations make: each column, constraint, index, guard, policy and row."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests import empty_database
from tests.databases import PrivatePostgreSQL, postgresql_programs

ROWS = {
    "django_migrations": "SELECT app, name FROM django_migrations",
    "django_content_type": "SELECT app_label, model FROM django_content_type",
    "auth_permission": "SELECT codename, name FROM auth_permission",
    "audit_chainhead": "SELECT id, position, hash FROM audit_chainhead",
}
CATALOGUE = {
    "columns": """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default,
        is_identity, collation_name FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass::text, conname, condeferrable, condeferred,
        pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """SELECT proname, prosrc, proconfig::text, obj_description(oid, 'pg_proc') FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace""",
    "policies": "SELECT tablename, policyname, qual, with_check FROM pg_policies",
    "walls": """SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'""",
}


def made_at_once(folder: Path, address: str = "") -> None:
    """As the command does it, in a process of its own."""
    environment = os.environ | {"ONENUMBER_DATA": str(folder), "ONENUMBER_DATABASE": address}
    environment["DJANGO_SETTINGS_MODULE"] = "onenumber.config.settings"
    command = [sys.executable, "-m", "onenumber.config", "migrate"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def pieces(created: str) -> list[str]:
    """What stands between the brackets of CREATE TABLE, in no order: a column added later stands last."""
    depth, piece, found = 0, "", []
    for letter in created[created.index("(") + 1 : created.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append(piece.strip())
            piece = ""
        else:
            piece += letter
    return sorted([*found, piece.strip()])


def sqlite_schema(file: Path) -> dict[str, object]:
    with closing(sqlite3.connect(file)) as link:
        made = link.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        schema: dict[str, object] = {
            f"{kind} {name}": pieces(sql) if kind == "table" else re.sub(r"\s+", " ", sql)
            for kind, name, sql in made
            if not name.startswith("sqlite_")
        }
        return schema | {name: sorted(link.execute(asked).fetchall()) for name, asked in ROWS.items()}


def postgresql_schema(address: str) -> dict[str, object]:
    with psycopg.connect(address) as link:
        asked = CATALOGUE | ROWS
        return {name: sorted(map(repr, link.execute(words).fetchall())) for name, words in asked.items()}  # type: ignore[arg-type]


def differences(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """What only one of them has, or has otherwise."""
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}


def test_on_sqlite(tmp_path: Path) -> None:
    made_at_once(tmp_path)
    step_by_step = tmp_path / "step_by_step.sqlite3"
    empty_database.copy_to(step_by_step)
    at_once = sqlite_schema(tmp_path / "onenumber.sqlite3")
    assert len(at_once) > 200
    assert differences(at_once, sqlite_schema(step_by_step)) == {}


def test_on_postgresql(tmp_path: Path) -> None:
    if postgresql_programs() is None:
        pytest.skip("no PostgreSQL programs (initdb, pg_ctl) were found")
    with PrivatePostgreSQL() as server:
        address = server.address("at_once")
        made_at_once(tmp_path, address)
        at_once, step_by_step = postgresql_schema(address), postgresql_schema(server.address("migrated"))
    for name in at_once:
        assert at_once[name] == step_by_step[name], name
