"""The clock of a replay: a file in the demonstration's folder that the service reads at every request.

It only moves forward, and it is replaced whole, so that a request never reads half a moment.
"""

import threading
from datetime import UTC, datetime
from pathlib import Path

NAME = "replay_clock"


class ReplayClock:
    """Writes the moment the service is to believe in."""

    def __init__(self, data: Path, *, starts_at: datetime) -> None:
        self.file, self.moment, self.lock = data / NAME, starts_at.astimezone(UTC), threading.Lock()
        self._write()

    def advance(self, to: datetime) -> datetime:
        """Move on to this moment; an earlier one changes nothing. The moment it is now."""
        with self.lock:
            if to > self.moment:
                self.moment = to.astimezone(UTC)
                self._write()
            return self.moment

    def _write(self) -> None:
        beside = self.file.with_suffix(".next")
        beside.write_text(self.moment.isoformat())
        beside.replace(self.file)
