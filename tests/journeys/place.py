"""The place a story happens in: the synthetic county on Tuesday 24 November 2026 at 14:20, served for real."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from onenumber.config.processes import server_command, stop_all, worker_command
from tests import empty_database

ROOT = Path(__file__).parents[2]
MOMENT = datetime.fromisoformat("2026-11-24T14:20:00+00:00")


@dataclass
class Place:
    """A running service whose clock stands where the story wants it."""

    address: str
    data: Path
    environment: dict[str, str]

    def set_clock(self, moment: datetime = MOMENT) -> None:
        """The service's clock stands still at this moment."""
        waiting = self.data / "replay_clock.new"
        waiting.write_text(moment.isoformat())
        waiting.replace(self.data / "replay_clock")

    def later(self, **length: float) -> None:
        """Move the clock on, measured from the moment all stories begin at."""
        self.set_clock(MOMENT + timedelta(**length))

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the console's commands on this place."""
        command = [sys.executable, "-m", "onenumber.config", *arguments]
        return subprocess.run(
            command, cwd=self.data, env=self.environment, capture_output=True, text=True, check=False
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"the web server stopped with {server.returncode}")
        try:
            urlopen(f"{address}/health/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server did not answer within a minute")


def a_place(data: Path, *, database: str = "") -> Place:
    """A folder (and a database) to serve from, on a port of its own; nothing is made or started yet."""
    environment = {**os.environ, "ONENUMBER_DATA": str(data), "ONENUMBER_DATABASE": database}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return Place(f"http://127.0.0.1:{_free_port()}", data, environment)


@contextmanager
def served(place: Place) -> Iterator[Place]:
    """Start web server and worker on what is there, stop them afterwards."""
    place.set_clock()
    port = int(place.address.rpartition(":")[2])
    with (place.data / "server.log").open("wb") as log:
        command = server_command(host="127.0.0.1", port=port, workers=1)
        children = [
            subprocess.Popen(each, cwd=place.data, env=place.environment, stdout=log, stderr=log)
            for each in (command, worker_command())
        ]
        try:
            _wait_for(place.address, children[0])
            yield place
        finally:
            stop_all(children)


def make_county(place: Place, *, years: int | None = None) -> None:
    """The county in this folder and database (0 years: its people and their duties alone)."""
    if not place.environment["ONENUMBER_DATABASE"]:
        empty_database.copy_to(place.data / "onenumber.sqlite3")
    past = () if years is None else ("--years", str(years))
    made = place.command("demo", "--at", MOMENT.isoformat(), *past)
    assert made.returncode == 0, made.stderr


@contextmanager
def running_place(data: Path, *, database: str = "", years: int | None = None) -> Iterator[Place]:
    """Make the county and serve it."""
    place = a_place(data, database=database)
    make_county(place, years=years)
    with served(place):
        yield place
