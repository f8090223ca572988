"""References in order of receipt, as the line would have issued them; the counters go on from the last."""

from datetime import datetime

from onenumber.demo.county.duties import LONDON
from onenumber.records.models import Counter


class Numbering:
    """Issues references and remembers the last of each series."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.last: dict[str, int] = {}

    def _next(self, prefix: str, at: datetime) -> str:
        series = f"{prefix}-{at.astimezone(LONDON):%y}"
        self.last[series] = self.last.get(series, 0) + 1
        return f"{series}-{self.last[series]}"

    def contact(self, at: datetime) -> str:
        """The next reference of a contact."""
        return self._next("C", at)

    def case(self, at: datetime) -> str:
        """The next reference of a case."""
        return self._next(self.prefix, at)

    def keep(self) -> None:
        """Set the counters, so that the next contact gets the next number."""
        for series, last in self.last.items():
            Counter.objects.update_or_create(series=series, defaults={"last": last})
