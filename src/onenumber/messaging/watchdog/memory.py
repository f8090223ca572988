"""What the watchdog keeps beside the database, so that it can speak while that is away and says nothing twice."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from onenumber.messaging.watchdog.incident import Incident
from onenumber.messaging.watchdog.looking import Known


def _file() -> Path:
    return Path(settings.DATA) / "watchdog.json"


def remembered() -> tuple[Known, Incident]:
    """As it was last kept; nothing where there is no file, or none that can be read."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        known = Known(
            tuple(kept["texts"]),
            tuple(kept["emails"]),
            timedelta(seconds=kept["after"]),
            timedelta(seconds=kept["repeat"]),
        )
        told_at = datetime.fromisoformat(kept["told_at"]) if kept["told_at"] else None
        return known, Incident(tuple(kept["told"]), told_at)
    except (OSError, ValueError, KeyError, TypeError):
        return Known(), Incident()


def remember(known: Known, incident: Incident) -> None:
    """Written whole beside the old one and put in its place, readable by this account only."""
    kept = {
        "texts": known.texts,
        "emails": known.emails,
        "after": known.after.total_seconds(),
        "repeat": known.repeat.total_seconds(),
        "told": incident.told,
        "told_at": incident.told_at.isoformat() if incident.told_at else "",
    }
    made = _file().with_suffix(".new")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(kept, stream)
    made.replace(_file())
