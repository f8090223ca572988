"""The few places where filling SQLite and filling PostgreSQL are said differently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models


@dataclass(frozen=True)
class Dialect:
    """SQL expressions of one engine; moments are minutes from `end`, the present of the filled database."""

    end: datetime

    @property
    def is_sqlite(self) -> bool:
        """Whether the rows go into SQLite."""
        return connection.vendor == "sqlite"

    def numbers(self, first: int, last: int) -> str:
        """A table n with one column i from first to last."""
        if self.is_sqlite:
            return (
                f"(WITH RECURSIVE c(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM c WHERE i < {last}) "
                "SELECT i FROM c) AS n"
            )
        return f"generate_series({first}::bigint, {last}::bigint) AS n(i)"

    def moment(self, minutes: str) -> str:
        """The moment so many minutes from the end."""
        if self.is_sqlite:
            return f"datetime('{self.end.astimezone(UTC):%Y-%m-%d %H:%M:%S}', ({minutes}) || ' minutes')"
        return f"(timestamptz '{self.end.isoformat()}' + ({minutes}) * interval '1 minute')"

    def day(self, days: str) -> str:
        """The date so many days before the end."""
        if self.is_sqlite:
            return f"date('{self.end:%Y-%m-%d}', '-' || ({days}) || ' days')"
        return f"(date '{self.end:%Y-%m-%d}' - ({days})::int)"

    def unique(self, number: str, salt: int) -> str:
        """A key (UUID) made from a number."""
        if self.is_sqlite:
            return f"printf('%08x%024x', {salt}, {number})"
        return f"(lpad(to_hex({salt}), 8, '0') || lpad(to_hex({number}), 24, '0'))::uuid"

    def least(self, one: str, other: str) -> str:
        """The smaller of two."""
        return f"{'min' if self.is_sqlite else 'least'}({one}, {other})"

    def truth(self, value: bool) -> str:
        """A yes or no."""
        return str(int(value)) if self.is_sqlite else str(value).lower()

    def absent(self, field: models.Field[Any, Any]) -> str:
        """What a column holds that no expression is given for."""
        if field.null:
            return "NULL"
        value = field.get_default() if field.has_default() else ""
        if isinstance(value, bool):
            return self.truth(value)
        if isinstance(field, models.JSONField):
            return "'{}'"
        return str(value) if isinstance(value, int) else f"'{value}'"
