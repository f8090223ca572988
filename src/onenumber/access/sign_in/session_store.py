"""Sessions in the database as Django keeps them; only the reading, which every request does, is prepared.

A database that cannot be reached while a session is written is not a session that was deleted: Django reports both
as the same error and would tell somebody who typed that their request was bad (400). Here it stays a server's fault.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from onenumber.records.prepared import Prepared

KEPT = Prepared(
    lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at).values_list("session_data"),
    {"key": str, "at": datetime},
)


class SessionStore(DatabaseSessions):
    """Reads a session in one prepared query; a key that is not there (or is over) starts a new one, as ever."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Django's own table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds."""
        kept = KEPT.value(key=self.session_key, at=timezone.now()) if self.session_key else None
        if kept is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(kept)
        return held

    def save(self, must_create: bool = False) -> None:
        """Write it down. Raises OperationalError when the database is out of reach, UpdateError when it is gone."""
        try:
            super().save(must_create)
        except UpdateError as gone:
            if isinstance(gone.__context__, OperationalError):
                raise gone.__context__ from None
            raise
