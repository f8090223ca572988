"""The database from one address: SQLite inside the data folder, or PostgreSQL.

SQLite runs with WAL, IMMEDIATE transactions, full synchronisation and recursive triggers: without IMMEDIATE
two writers fail with "database is locked", without recursive triggers INSERT OR REPLACE slips past the
append-only guards.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON;PRAGMA cache_size=-64000;"
)


def database_from(address: str, *, data: Path) -> dict[str, Any]:
    """Django's settings for one database address; an empty address is the SQLite file in the data folder.

    >>> database_from("postgresql://amhp:p%40ss@localhost:5432/one", data=Path("."))["PASSWORD"]
    'p@ss'
    """
    parts = urlsplit(address or f"sqlite:///{data / 'onenumber.sqlite3'}")
    if parts.scheme == "sqlite":
        path = parts.path[1:] if parts.path.startswith("//") else parts.path
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(
            "ONENUMBER_DATABASE must start with sqlite:/// or postgresql://, for example "
            "postgresql://onenumber:password@localhost:5432/onenumber"
        )
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": query.get("port", parts.port or ""),
        "CONN_MAX_AGE": None,
        # Compiling a query costs a page more than it saves it: 73 of 159 ms of the board, measured with row security.
        "OPTIONS": {"pool": False, "options": "-c jit=off"},
    }
