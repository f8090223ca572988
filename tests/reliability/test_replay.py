"""The replay itself, from an empty folder to its last line, on both databases; and that sabotage is seen.

Seven days are replayed before a release; here two on SQLite, because they hold every kind of contact and of fault, and
on each database a day of which three rows are removed: a difference of exactly three says that all else was there.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import empty_database
from tests.databases import PrivatePostgreSQL, postgresql_programs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[PrivatePostgreSQL]:
    if postgresql_programs() is None:
        pytest.skip("no PostgreSQL programs (initdb, pg_ctl) on this machine")
    with PrivatePostgreSQL() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address to replay on: a database with tables, in which no service was ever loaded."""
    if request.param == "sqlite":
        empty_database.copy_to(tmp_path / "replayed.sqlite3")
        return f"sqlite:///{tmp_path / 'replayed.sqlite3'}"
    running: PrivatePostgreSQL = request.getfixturevalue("server")
    return running.address(f"replay_{request.node.name.partition('[')[0]}", migrated=True)


def replay(folder: Path, database: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator would."""
    own = {"ONENUMBER_DATA", "ONENUMBER_DATABASE", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    given = ["--database", database] if database else []
    command = [sys.executable, "-m", "onenumber.config", "replay", "--data", str(folder), *given, *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.splitlines()[-1] if done.stdout else done.stderr


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_days_are_accounted_for(tmp_path: Path, database: str) -> None:
    done = replay(tmp_path / "data", database, "--days", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    number = int(last_line(done).split()[1].rstrip(","))
    assert last_line(done) == f"contacts {number}, accounted for {number}, difference 0"
    entries = [json.loads(line) for line in (tmp_path / "data/replay/ledger.jsonl").read_text().splitlines()]
    met = Counter(entry["what"] for entry in entries)
    assert met["contact"] == number > 40
    assert met["case"] > 8 and met["held"] > 4 and met["gap"] > 0
    assert met["answer lost on purpose"] > 0
    fates = {entry["fate"] for entry in entries if entry["what"] in {"contact", "became"}}
    assert fates >= {"waiting", "opened", "answered", "passed_on", "voided"}
    assert {entry["standing"] for entry in entries if entry["what"] == "stands"} >= {"closed"}
    assert max(entry["status"] for entry in entries if entry["what"] == "answer") < 500
    assert len({entry["by"] for entry in entries if entry["what"] == "answer"}) > 8


def test_sabotage_is_seen(tmp_path: Path, database: str) -> None:
    done = replay(tmp_path / "data", database, "--days", "1", "--sabotage", "3")
    assert done.returncode == 1, done.stdout + done.stderr
    number = int(last_line(done).split()[1].rstrip(","))
    assert last_line(done) == f"contacts {number}, accounted for {number - 3}, difference 3"
    assert done.stdout.count("sabotage: a row of ") == 3 and "fault:" not in done.stdout


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "onenumber.sqlite3").write_bytes(b"somebody's records")
    done = replay(tmp_path, "", "--days", "1")
    assert done.returncode == 1
    assert "is not empty" in done.stderr and "--data" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["onenumber.sqlite3"]


def test_a_database_in_use_is_refused(tmp_path: Path, server: PrivatePostgreSQL) -> None:
    import psycopg

    address = server.address("used")
    with psycopg.connect(address) as link:
        link.execute("CREATE TABLE records (name text)")
    done = replay(tmp_path / "data", address, "--days", "1")
    assert done.returncode == 1
    assert "tables already" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_database_that_holds_a_service_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lived.sqlite3"
    empty_database.copy_to(file)
    with closing(sqlite3.connect(file)) as link, link:
        link.execute("PRAGMA foreign_keys = OFF")
        columns = [row[1] for row in link.execute("PRAGMA table_info(organisations_service)")]
        marks = ", ".join("1" for _ in columns)
        link.execute("PRAGMA ignore_check_constraints = ON")
        link.execute(f"INSERT INTO organisations_service VALUES ({marks})")
    done = replay(tmp_path / "data", f"sqlite:///{file}", "--days", "1")
    assert done.returncode == 1 and "tables already" in done.stderr
