"""A service of its own for one browser journey: a data folder, the demonstration's service.toml, one hub AMHP.

Run as a program it fills the folder named by ONENUMBER_DATA and prints the hub AMHP's session; imported, it starts and
stops that service. The folder is marked as a demonstration, so that it may follow a replay clock.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
SERVICE_FILE = ROOT / "src" / "onenumber" / "demo" / "data" / "service.toml"
NAME = "Tom Whitlock"


@dataclass
class RunningService:
    """A service that answers at `address`; `session` is the cookie of somebody signed in as hub AMHP."""

    address: str
    data: Path
    session: str

    def set_clock(self, moment: str) -> None:
        """The service's clock stands still at this moment (ISO, with its offset)."""
        waiting = self.data / "replay_clock.new"
        waiting.write_text(datetime.fromisoformat(moment).isoformat())
        waiting.replace(self.data / "replay_clock")

    def ask(self, question: str, *values: object) -> list[dict[str, object]]:
        """Rows of the service's database, read only."""
        with sqlite3.connect(f"file:{self.data / 'onenumber.sqlite3'}?mode=ro", uri=True) as link:
            link.row_factory = sqlite3.Row
            rows = [dict(row) for row in link.execute(question, values)]
        link.close()
        return rows


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "ONENUMBER_DATABASE"}
    return {**kept, "ONENUMBER_DATA": str(data), "DJANGO_SETTINGS_MODULE": "onenumber.config.settings"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        if server.poll() is not None:
            raise RuntimeError(f"the web server stopped with {server.returncode}")
        try:
            urlopen(f"{address}/health/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server did not answer within 40 seconds")


@contextmanager
def running_service(data: Path) -> Iterator[RunningService]:
    """Fill the folder, start the web server, stop it afterwards."""
    (data / "demonstration").touch()
    environment = _environment(data)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.journeys.county"],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert filled.returncode == 0, filled.stderr
    port = _free_port()
    log = (data / "server.log").open("wb")
    server = subprocess.Popen(
        [
            *(
                sys.executable,
                "-m",
                "granian",
                "--interface",
                "wsgi",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ),
            *("--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
            "onenumber.config.wsgi:application",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield RunningService(address, data, json.loads(filled.stdout.splitlines()[-1])["session"])
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def fill() -> None:
    """The database, the service with its places, and one hub AMHP who is signed in."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from onenumber.access.models import Grant, User
    from onenumber.organisations.models import Service
    from onenumber.workforce.models import Hat, Practitioner
    from tests import empty_database

    empty_database.make(lambda: call_command("migrate", verbosity=0, interactive=False))
    subprocess.run(
        [sys.executable, "-m", "onenumber.config", "load", str(SERVICE_FILE)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    service = Service.objects.get(prefix="WM")
    user = User(email="tom@westmoor.example", name=NAME)
    user.set_unusable_password()
    user.save()
    long_ago = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    Grant.objects.create(user=user, service=service, role="hub_amhp", begins_at=long_ago)
    practitioner = Practitioner.objects.create(service=service, user=user, name=NAME, email=user.email)
    Hat.objects.create(
        practitioner=practitioner, kind="amhp", authority=service.name, begins_on=long_ago.date()
    )
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    print(json.dumps({"session": client.cookies["sessionid"].value}))


if __name__ == "__main__":
    fill()
