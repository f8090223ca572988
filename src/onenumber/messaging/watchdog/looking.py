"""What is wrong at this moment: the database, the worker's beat in it, the web server."""

import http.client
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.db import DatabaseError, connection

from onenumber.access.queries.worker import last_beat, silent_after
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting

SECONDS = 5


@dataclass(frozen=True)
class Known:
    """What must be known to tell somebody, last read from the services' settings."""

    texts: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    after: timedelta = timedelta(minutes=5)
    repeat: timedelta = timedelta(minutes=30)


def read_database() -> tuple[datetime | None, Known]:
    """The worker's last beat and whom to tell, over a connection of this look's own. Raises DatabaseError."""
    connection.close()
    file = connection.settings_dict["NAME"] if connection.vendor == "sqlite" else ""
    if file and not str(file).startswith("file:") and not Path(file).exists():
        raise DatabaseError("the database file is not there")  # opening it would make an empty one
    try:
        return last_beat(), _known()
    finally:
        connection.close()


def _known() -> Known:
    texts: list[str] = []
    emails: list[str] = []
    repeats = []
    for service in Service.objects.order_by("id"):
        if has_setting(service, "watchdog.contacts"):
            contacts = setting(service, "watchdog.contacts")
            texts += contacts.get("text", [])
            emails += contacts.get("email", [])
        if has_setting(service, "watchdog.repeat_minutes"):
            repeats.append(timedelta(minutes=setting(service, "watchdog.repeat_minutes")))
    return Known(
        tuple(dict.fromkeys(texts)),
        tuple(dict.fromkeys(emails)),
        silent_after() or Known.after,
        min(repeats, default=Known.repeat),
    )


def web_answers(address: str) -> bool:
    """Whether anything at all comes back: a page that says what is wrong is an answer."""
    try:
        urlopen(address, timeout=SECONDS).close()  # noqa: S310  # the operator's own address, from the command line
    except HTTPError:
        return True
    except (URLError, OSError, http.client.HTTPException):
        return False
    return True
