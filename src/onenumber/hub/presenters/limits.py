"""The service's own limits that decide what needs someone now; none is a default of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.allocation.queries import Ladder
from onenumber.hub.queries.board import CaseRow
from onenumber.organisations.models import Service
from onenumber.organisations.queries import setting


@dataclass(frozen=True)
class Limits:
    """How near the end of an authority is red, and after how long a case, a wait or a silent worker needs someone."""

    red: timedelta
    soon: timedelta
    late: timedelta
    unoffered: timedelta
    stuck: Mapping[str, timedelta]
    seen_within: Mapping[str, timedelta]
    silent: timedelta
    ladder: Ladder

    @classmethod
    def of(cls, service: Service) -> "Limits":
        """Read them from the service's settings."""
        return cls(
            red=timedelta(minutes=setting(service, "law.red_minutes")),
            soon=timedelta(minutes=setting(service, "law.soon_minutes")),
            late=timedelta(minutes=setting(service, "ask.late_minutes")),
            unoffered=timedelta(minutes=setting(service, "offer.unoffered_minutes")),
            stuck={
                stage.upper(): timedelta(minutes=minutes)
                for stage, minutes in setting(service, "wait.escalation_minutes").items()
            },
            seen_within={
                priority: timedelta(minutes=minutes)
                for priority, minutes in setting(service, "priority.target_minutes").items()
            },
            silent=timedelta(minutes=setting(service, "worker.silent_minutes")),
            ladder=setting(service, "bed.ladder"),
        )

    def is_lapsing(self, row: CaseRow, at: datetime) -> bool:
        """A legal authority that ends within the red limit, or has ended while the case is open."""
        return row.ends_at is not None and row.ends_on is None and row.ends_at - at <= self.red

    def day_ends_soon(self, row: CaseRow, at: datetime) -> bool:
        """A limit of whole days (reach the hospital, sign the application) of which little is left, or nothing."""
        return row.ends_at is not None and row.ends_on is not None and row.ends_at - at <= self.soon

    def is_stuck(self, row: CaseRow, at: datetime) -> bool:
        """A wait that has run longer than its stage's limit."""
        limit = self.stuck.get(row.wait_stage.upper())
        return row.waiting_since is not None and limit is not None and at - row.waiting_since >= limit

    def see_by(self, row: CaseRow) -> datetime | None:
        """By when the person should be seen, by the priority given and the service's own target."""
        within = self.seen_within.get(row.priority)
        return None if within is None else row.received_at + within
