"""The empty databases of the tests: made by the real migrations once, and copied while none of them changes.

Making one takes seconds of work, and every process of every part of the tests needs one. For SQLite a file is kept, for
PostgreSQL (see databases) the folder of a whole server.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT_IN = ROOT / ".pytest_cache" / "empty-databases"
DECIDE = ("*/migrations/*.py", "*/models/*.py", "records/*.py", "config/*.py")


def fingerprint() -> str:
    """Changes whenever a file changes that could change the tables."""
    told = hashlib.sha256(repr((django.VERSION, sqlite3.sqlite_version)).encode())
    rooms = ROOT / "src" / "onenumber"
    for file in sorted(file for pattern in DECIDE for file in rooms.glob(pattern)):
        told.update(str(file.relative_to(rooms)).encode() + file.read_bytes())
    return told.hexdigest()[:32]


def make(migrate: Callable[[], object]) -> None:
    """Fill the empty default database with tables: from the copy, or by `migrate`, whose result is then kept."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        migrate()  # a database that has tables already is one a test looks at, not the empty one
        return
    kept = KEPT_IN / f"{fingerprint()}.sqlite3"
    connection.ensure_connection()
    if kept.exists():
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)
        return
    migrate()
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    waiting = KEPT_IN / f"{uuid.uuid4()}.new"
    with closing(sqlite3.connect(waiting)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one in memory cannot begin as a copy in WAL mode
    waiting.replace(kept)


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Of all processes of the tests, one makes it; the others wait and find it made."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with (KEPT_IN / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(data: Path, address: str = "") -> None:
    """Run the migrations in a process of its own, as an operator's `load` would."""
    environment = os.environ | {"ONENUMBER_DATA": str(data), "ONENUMBER_DATABASE": address}
    environment["DJANGO_SETTINGS_MODULE"] = "onenumber.config.settings"
    command = [sys.executable, "-m", "tests.empty_database"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def copy_to(file: Path) -> None:
    """Put an empty SQLite database with tables there, for a service that is to be started on it."""
    kept = KEPT_IN / f"{fingerprint()}.sqlite3"
    with one_at_a_time("sqlite"):
        if not kept.exists():
            with tempfile.TemporaryDirectory() as folder:
                migrate(Path(folder))
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, file)


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    make(lambda: call_command("migrate", verbosity=0, interactive=False))
