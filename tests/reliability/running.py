"""A service of our own for the tests of races and kills: web server and worker as processes, killed without warning."""

import contextlib
import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from onenumber.config.processes import server_command, worker_command
from onenumber.demo.replay.service import free_port

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
SECRET = (
    "kept0by0the0test0for0its0csrf000"  # a browser's csrf cookie and the form's token, the same 32 letters
)


@dataclass(frozen=True)
class Reply:
    """What came back over HTTP."""

    status: int
    location: str
    body: str


def post(port: int, cookie: str, path: str, form: dict[str, str], *, seconds: float = 30) -> Reply:
    """Send a form as a signed-in browser. Raises OSError or HTTPException when no whole answer came."""
    return _ask(port, cookie, "POST", path, urlencode({**form, "csrfmiddlewaretoken": SECRET}), seconds)


def get(port: int, cookie: str, path: str, *, seconds: float = 30) -> Reply:
    """Open a page as a signed-in browser."""
    return _ask(port, cookie, "GET", path, "", seconds)


def _ask(port: int, cookie: str, verb: str, path: str, body: str, seconds: float) -> Reply:
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={SECRET}", "Sec-Fetch-Site": "same-origin"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=seconds)) as link:
        link.request(verb, path, body or None, headers)
        answer = link.getresponse()
        return Reply(
            answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace")
        )


@dataclass
class Running:
    """One data folder, one database, one web server and one worker."""

    folder: Path
    database: str = ""  # as whoever may look past every wall
    serving: str = ""  # PostgreSQL as the role that serves
    port: int = field(default_factory=free_port)
    web: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    made: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / "demonstration").write_text("A test: everything in this folder is invented.\n")

    @property
    def environment(self) -> dict[str, str]:
        """What our processes are told."""
        own = {
            "ONENUMBER_DATA": str(self.folder),
            "ONENUMBER_DATABASE": self.serving,
            "ONENUMBER_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "ONENUMBER_POSTS_A_MINUTE": "1000000",
            "DJANGO_SETTINGS_MODULE": "onenumber.config.settings",
        }
        return {**os.environ, **own}

    @property
    def owner(self) -> dict[str, str]:
        """The same for the role that owns the tables."""
        return self.environment | {
            "ONENUMBER_DATABASE": self.serving.replace("//onenumber@", "//onenumber_owner@")
        }

    def fill(self) -> None:
        """Make the tables and the county."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.reliability.county"], cwd=ROOT, env=self.owner, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        self.made = json.loads(done.stdout.splitlines()[-1])

    def _open(self, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "service.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        self.web = self._open(server_command(host=HOST, port=self.port, workers=2))
        for _ in range(600):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if get(self.port, "", "/health/", seconds=2).status == 200:
                    return
            assert self.web.poll() is None, self.last_words()
            time.sleep(0.05)
        raise AssertionError(f"the web server does not answer: {self.last_words()}")

    def start_worker(self) -> None:
        """Start the worker; it needs no waiting for."""
        self.worker = self._open(worker_command())

    def kill_web(self) -> None:
        """SIGKILL to the web server and everything it started."""
        _kill(self.web)

    def kill_worker(self) -> None:
        """SIGKILL to the worker."""
        _kill(self.worker)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the service, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "onenumber.config", *arguments], cwd=ROOT, env=self.owner,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the service."""
        if self.database:
            with psycopg.connect(self.database) as link:
                return link.execute(query).fetchall()  # type: ignore[arg-type]
        with contextlib.closing(sqlite3.connect(self.folder / "onenumber.sqlite3")) as link:
            link.create_function("REGEXP", 2, lambda wanted, text: re.search(wanted, str(text)) is not None)
            return link.execute(query).fetchall()

    def last_words(self) -> str:
        """The end of what the processes wrote."""
        return (self.folder / "service.log").read_text(errors="replace")[-3000:]

    def stop(self) -> None:
        """Kill what still runs."""
        self.kill_web()
        self.kill_worker()


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
