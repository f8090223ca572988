"""The empty SQLite database of the tests: made by the real migrations once, and copied while none of them changes.

Making it takes seconds of work, and every process of every part of the tests needs one. PostgreSQL is always migrated.
"""

import hashlib
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import django
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT_IN = ROOT / ".pytest_cache" / "empty-databases"
DECIDE = ("*/migrations/*.py", "*/models/*.py", "records/*.py", "config/*.py")


def _fingerprint() -> str:
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
    kept = KEPT_IN / f"{_fingerprint()}.sqlite3"
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
    waiting.replace(kept)
