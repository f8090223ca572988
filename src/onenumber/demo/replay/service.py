"""The service under replay: a fresh folder marked as a demonstration, a server and a worker of our own.

A folder or database that holds anything is refused: its clock must not be turned, nor its rows removed.
"""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from onenumber.demo.replay.postgresql import connect

HOST = "127.0.0.1"
PROGRAM = (sys.executable, "-m", "onenumber.config")
MARKER = "demonstration"
SECONDS_TO_START = 60


class CannotReplay(RuntimeError):
    """The replay cannot begin, or its service broke down; the message says what to do."""


def refuse_used_folder(data: Path) -> None:
    """Raises CannotReplay when the folder holds anything."""
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise CannotReplay(
            f"{data} is not empty. A replay turns the clock, so it only runs on an absent or empty folder: "
            "name another one with --data."
        )


def sqlite_file(address: str, *, data: Path) -> Path:
    """The file of an SQLite address; without an address the file in the data folder."""
    path = urlsplit(address).path
    return (
        Path(path.removeprefix("/") if path.startswith("//") else path)
        if address
        else data / "onenumber.sqlite3"
    )


def refuse_used_database(address: str, *, data: Path) -> None:
    """Raises CannotReplay when the database holds any table, unless they are ours and no service was ever loaded."""
    if address.startswith("postgres"):
        with connect(address) as server:
            tables = _used_tables(
                server, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            )
    elif sqlite_file(address, data=data).exists():
        with contextlib.closing(sqlite3.connect(sqlite_file(address, data=data))) as link:
            tables = _used_tables(link, "SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        return
    if tables:
        raise CannotReplay(f"The database holds {tables} tables already. Name an empty one with --database.")


def _used_tables(link: Any, question: str) -> int:
    """How many tables there are; none, when they are ours and still wait for their first service."""
    tables = {name for (name,) in link.execute(question).fetchall()}
    ours = "organisations_service" in tables  # the first table that anything recorded needs
    unused = ours and link.execute("SELECT count(*) FROM organisations_service").fetchone()[0] == 0
    return 0 if unused else len(tables)


class Service:
    """Starts, asks and stops the processes of one replay."""

    def __init__(self, *, data: Path, database: str) -> None:
        self.data, self.database, self.port = data, database, free_port()
        self.log = data / "replay" / "service.log"
        self.children: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """What our processes are told: the folder, the database, and that no e-mail leaves a replay."""
        told = {
            "ONENUMBER_DATA": str(self.data),
            "ONENUMBER_DATABASE": self.database,
            "ONENUMBER_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "ONENUMBER_POSTS_A_MINUTE": "6000",
            "DJANGO_SETTINGS_MODULE": "onenumber.config.settings",
        }
        return {**os.environ, **told}

    def mark(self) -> None:
        """Make the folder a demonstration before anything else is in it."""
        self.log.parent.mkdir(parents=True)
        (self.data / MARKER).write_text("A replayed demonstration: everything in this folder is invented.\n")

    def run(self, *arguments: str) -> None:
        """Run one command of the service to its end. Raises CannotReplay with what it said."""
        done = subprocess.run(
            [*PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotReplay(f"onenumber {' '.join(arguments)} stopped:\n{done.stdout}{done.stderr}")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Web server and worker, for as long as the `with` lasts."""
        with self.log.open("ab") as log:
            try:
                self._start(("serve", "--host", HOST, "--port", str(self.port), "--workers", "2"), log)
                self._wait()
                self._start(("worker",), log)
                yield
            finally:
                self._stop()

    def check(self) -> None:
        """Raises CannotReplay when one of the processes has ended."""
        if any(child.poll() is not None for child in self.children):
            raise CannotReplay(
                f"A process of the service ended by itself; {self.log} says why.\n{self._last_words()}"
            )

    def _start(self, arguments: Sequence[str], log: BinaryIO) -> None:
        self.children.append(
            subprocess.Popen(
                [*PROGRAM, *arguments], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        )

    def _wait(self) -> None:
        for _ in range(SECONDS_TO_START * 10):
            self.check()
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self.port)) == 0:
                    return
            time.sleep(0.1)
        raise CannotReplay(
            f"The service did not answer within {SECONDS_TO_START} seconds; {self.log} says why."
        )

    def _stop(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.children.clear()

    def tracebacks(self) -> int:
        """How often the server or the worker wrote of an error nobody caught."""
        return self.log.read_text(errors="replace").count("Traceback (most recent call last)")

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
