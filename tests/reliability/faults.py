"""A service in one process whose disk and clock are spoilt on purpose; prints what came of each, as JSON.

    python -m tests.reliability.faults FOLDER

It runs as a program of its own: the disk is replaced before SQLite opens its first file.
"""

import contextlib
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.reliability.power import ForgetfulDisk, loaded_sqlite

NOTES = 12
TAKEN = 303


@dataclass
class Bench:
    """The service, somebody who writes on a case, and what was acknowledged."""

    folder: Path
    disk: ForgetfulDisk
    made: dict[str, Any]
    client: Any
    acknowledged: list[str] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "onenumber.sqlite3"

    def note(self, words: str, key: str = "") -> int:
        """Write a note through the page's form; the answer's status."""
        from onenumber.records import clock

        at = clock.now() - timedelta(minutes=1)
        form = {
            "key": key or str(uuid4()),
            "text": words,
            "happened_day": f"{at:%d/%m/%Y}",
            "happened_time": "0001",
        }
        status: int = self.client.post(f"/cases/{self.made['written_on'][0]}/add/note/", form).status_code
        if status == TAKEN:
            self.acknowledged.append(words)
        return status

    def board(self) -> int:
        status: int = self.client.get("/board/").status_code
        return status

    def kept(self, words: str) -> int:
        from onenumber.cases.models import Note

        return Note.objects.filter(text=words).count()


def notes_in(database: Path) -> set[str]:
    """The notes of a database that was found after the power went, once it has been found whole."""
    with contextlib.closing(sqlite3.connect(database)) as link:
        link.create_function("REGEXP", 2, lambda wanted, text: re.search(wanted, str(text)) is not None)
        assert link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in link.execute("SELECT text FROM cases_note")}


def power_cut(bench: Bench) -> dict[str, Any]:
    """The power goes before every sync of a dozen notes, and after each acknowledgement."""
    rng, cuts = random.Random(2026), list[tuple[Path, int]]()
    _checkpoint()

    def cut() -> None:
        into = bench.folder / f"cut-{len(cuts)}"
        into.mkdir()
        bench.disk.cut(bench.database, into, rng)
        cuts.append((into / bench.database.name, len(bench.acknowledged)))

    bench.disk.before_sync = cut
    for number in range(NOTES):
        bench.note(f"power {number}")
        cut()
    bench.disk.before_sync = None
    lost = []
    for database, acknowledged in cuts:
        found = notes_in(database)
        lost += [words for words in bench.acknowledged[:acknowledged] if words not in found]
        shutil.rmtree(database.parent)
    return {"cuts": len(cuts), "acknowledged": len(bench.acknowledged), "lost": lost}


def _checkpoint() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def full(bench: Bench) -> Iterator[None]:
    """No file may grow any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{bench.database}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def read_only(bench: Bench) -> Iterator[None]:
    """The database takes nothing any more, as on a disk that the machine mounted again for reading."""
    from django.db import connection

    _say("PRAGMA query_only=ON")
    yield
    connection.close()


def _say(words: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(words)


def spoilt(bench: Bench, name: str, spoil: Callable[[Bench], Any]) -> dict[str, Any]:
    """A note while the disk is spoilt, the board meanwhile, and the same form once it is well again."""
    key, words = str(uuid4()), f"{name} disk"
    _checkpoint()
    bench.note(f"before {name}")
    with spoil(bench):
        refused = [bench.note(words, key) for _ in range(2)]
        board, meanwhile = bench.board(), bench.kept(words)
    after = bench.note(words, key)
    return {
        "refused": refused, "board": board, "kept_meanwhile": meanwhile, "after": after, "kept": bench.kept(words),
    }  # fmt: skip


def clock_step(bench: Bench) -> dict[str, Any]:
    """The machine's clock goes an hour forward and two back while people write."""
    from onenumber.audit.actions.chain import faults
    from onenumber.records import clock

    well, found = clock.now, list[int]()
    try:
        for hours in (1, -1, 0):
            clock.now = lambda hours=hours: well() + timedelta(hours=hours)  # type: ignore[misc]
            found.append(bench.note(f"clock {hours}"))
            found.append(bench.board())
    finally:
        clock.now = well
    return {"answers": found, "faults": len(list(faults()))}


def main(folder: Path) -> None:
    """Spoil one thing after another; each is well again before the next."""
    library = loaded_sqlite()
    if library is None:
        json.dump({"unreachable": True}, sys.stdout)
        return
    disk = ForgetfulDisk(library)
    disk.install()
    folder.mkdir(parents=True)
    (folder / "demonstration").write_text("A test: everything in this folder is invented.\n")
    os.environ |= {"ONENUMBER_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "onenumber.config.settings"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from tests.reliability.county import make

    call_command("migrate", verbosity=0, interactive=False)
    bench = Bench(folder, disk, make(), Client(raise_request_exception=False, SERVER_NAME="localhost"))
    bench.client.cookies["sessionid"] = bench.made["cookies"]["writer 0"]
    found = {
        "power cut": power_cut(bench),
        "full disk": spoilt(bench, "full", full),
        "read-only disk": spoilt(bench, "read-only", read_only),
        "clock step": clock_step(bench),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
