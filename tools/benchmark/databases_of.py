"""The filled databases that are measured, each known by engine and size, with what its processes are told."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.databases import PrivatePostgreSQL

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, eq=False)
class Filled:
    """One database with so many cases. `address` is ours, `floor_address` the same database for the floor."""

    engine: str
    cases: int
    data: Path
    address: str
    floor_address: str
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the report calls it."""
        return f"{self.engine}, {self.cases:,} cases"

    @property
    def environment(self) -> dict[str, str]:
        """For our processes. The limit of forms a minute is lifted: one measuring client sends more than any person."""
        return {
            **os.environ, "ONENUMBER_DATA": str(self.data), "ONENUMBER_DATABASE": self.address,
            "DJANGO_SETTINGS_MODULE": "onenumber.config.settings", "ONENUMBER_POSTS_A_MINUTE": "10000000",
            "ONENUMBER_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", **self.extra,
        }  # fmt: skip

    @property
    def floor_environment(self) -> dict[str, str]:
        """For the floor's processes; it leaves nothing behind in its folder."""
        told = {"FLOOR_DATABASE": self.floor_address, "PYTHONDONTWRITEBYTECODE": "1"}
        return {**os.environ, **told, **self.extra}


def script(name: str, *arguments: str) -> list[str]:
    """The command of one of our scripts in this folder."""
    return [sys.executable, str(HERE / name), *arguments]


def in_sqlite(cases: int, folder: Path) -> Filled:
    """A file of its own."""
    data = folder / f"sqlite-{cases}"
    data.mkdir()
    return Filled("SQLite", cases, data, "", f"sqlite:///{data / 'onenumber.sqlite3'}")


def in_postgresql(cases: int, folder: Path, server: "PrivatePostgreSQL") -> Filled:
    """A database on the private server; the floor is led to its socket by PGHOST."""
    data = folder / f"postgresql-{cases}"
    data.mkdir()
    name = f"cases{cases}"
    address = server.address(name)
    floor = f"postgresql://{server.user}@/{name}"
    return Filled("PostgreSQL", cases, data, address, floor, {"PGHOST": str(server.folder)})
