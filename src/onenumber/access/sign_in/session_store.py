"""Sessions in the database as Django keeps them; only the reading, which every request does, is prepared."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
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
