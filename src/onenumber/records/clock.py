"""The one place where the service reads the time. Everything else is handed a moment as `at=`.

A demonstration folder (and no other) may follow a replay clock: a file that holds the moment to pretend it is.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def replay_clock() -> Path:
    """The file a demonstration's clock is read from while a replay drives it."""
    return Path(settings.DATA) / "replay_clock"


def now() -> datetime:
    """This moment, in UTC; in a demonstration under replay, the moment the replay has reached."""
    if settings.DEMONSTRATION:
        try:
            return datetime.fromisoformat(replay_clock().read_text().strip()).astimezone(UTC)
        except FileNotFoundError:
            pass
    return datetime.now(UTC)
