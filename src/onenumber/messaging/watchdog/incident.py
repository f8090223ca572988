"""When somebody is told: once an incident has lasted, again after each interval, and when it is over. No clock here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

WORDS = {
    "database": "the database does not answer, so nobody can open or save a record. Go on with the paper pack.",
    "web": "the web server does not answer, so nobody can open One Number. Go on with the paper pack.",
    "worker": "the worker is silent, so messages are not going out. Ring people instead of waiting for an answer.",
}
KINDS = tuple(WORDS)


@dataclass(frozen=True)
class Incident:
    """What was told and when. Nothing is open while `told` is empty."""

    told: tuple[str, ...] = ()
    told_at: datetime | None = None


@dataclass(frozen=True)
class Watch:
    """What has been wrong since when, and the open incident."""

    since: Mapping[str, datetime] = field(default_factory=dict)
    incident: Incident = Incident()

    def seen(self, wrong: Mapping[str, datetime]) -> "Watch":
        """What is wrong now, each kind since when it was first seen (a worker since its last beat)."""
        return replace(self, since={kind: min(at, self.since.get(kind, at)) for kind, at in wrong.items()})

    def lasting(self, *, at: datetime, after: timedelta) -> tuple[str, ...]:
        """The kinds that have lasted long enough to be told."""
        return tuple(kind for kind in KINDS if kind in self.since and at - self.since[kind] >= after)

    def to_tell(self, *, at: datetime, after: timedelta, repeat: timedelta, civil: str) -> str:
        """The words that are due now, or none. `civil` is the time as people read it."""
        lasting, incident = self.lasting(at=at, after=after), self.incident
        if not lasting:
            over = incident.told and not self.since
            return f"One Number: all is well again at {civil}." if over else ""
        news = set(lasting) - set(incident.told)
        again = incident.told_at is not None and at - incident.told_at >= repeat
        if not news and not again:
            return ""
        still = "" if news else " still"
        return f"One Number,{still} at {civil}: " + " And ".join(WORDS[kind] for kind in lasting)

    def told(self, *, at: datetime, after: timedelta) -> "Watch":
        """After the words went out."""
        lasting = self.lasting(at=at, after=after)
        return replace(self, incident=Incident(lasting, at) if lasting else Incident())
