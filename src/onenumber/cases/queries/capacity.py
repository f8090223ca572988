"""Where the AMHP came from (locality, the hub's reserve, EDT, locum): read from the duty list, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onenumber.cases.queries.facts import CaseFacts
from onenumber.rota.models import Duty
from onenumber.workforce.models import Hat

SOURCES = {"hub": "HUB_RESERVE", "spare": "HUB_RESERVE", "locality": "LOCALITY", "edt": "EDT"}


@dataclass(frozen=True)
class Capacity:
    """Duties and locum hats of the practitioners of some cases."""

    duties: dict[int, list[tuple[str, datetime, datetime]]]
    locums: frozenset[int]

    @classmethod
    def of(cls, batch: Sequence[CaseFacts]) -> "Capacity":
        """Read them for a batch of cases: two queries."""
        held = [commitment for facts in batch for commitment in facts.commitments[:1]]
        if not held:
            return cls({}, frozenset())
        people = {commitment.practitioner_id for commitment in held}
        first, last = min(c.happened_at for c in held), max(c.happened_at for c in held)
        duties: dict[int, list[tuple[str, datetime, datetime]]] = {}
        rows = Duty.objects.filter(
            practitioner_id__in=people, withdrawn_at__isnull=True, ends_at__gt=first, starts_at__lte=last
        ).values_list("practitioner_id", "kind", "starts_at", "ends_at")
        for person, kind, starts_at, ends_at in rows:
            duties.setdefault(person, []).append((kind, starts_at, ends_at))
        locums = Hat.objects.filter(practitioner_id__in=people, kind=Hat.Kind.LOCUM).values_list(
            "practitioner_id", flat=True
        )
        return cls(duties, frozenset(locums))

    def source(self, practitioner_id: int, at: datetime) -> str | None:
        """The code, or None when the duty list does not say."""
        if practitioner_id in self.locums:
            return "LOCUM"
        for kind, starts_at, ends_at in self.duties.get(practitioner_id, ()):
            if starts_at <= at < ends_at:
                return SOURCES[kind]
        return None
