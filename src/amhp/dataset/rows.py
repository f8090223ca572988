"""One row of the return with its children, as facts: what the rules judge and the writer writes.

A value of the wrong kind is refused when the row is made, so that no rule meets one. What a code means is
judged later (X35): an odd event must be recordable and then shows in the return.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from amhp.dataset.columns import QUALITY_SUFFIX, Field, FieldType, Table, find_field

Value = str | int | datetime | date | bool | None
Values = Mapping[str, Value]
_LONDON = ZoneInfo("Europe/London")
_YEARS = range(1900, 2201)
_LARGEST_NUMBER = 10**9


class WrongKind(TypeError):
    """A value is not of the kind its field holds."""


def local_day(moment: datetime) -> date:
    """Return the day of a moment in Europe/London.

    >>> local_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    datetime.date(2026, 7, 2)
    """
    return moment.astimezone(_LONDON).date()


def join_codes(*codes: str) -> str | None:
    """Join several codes into one value, sorted; none at all is `None`.

    >>> join_codes("HTT", "GP")
    'GP;HTT'
    """
    return ";".join(sorted(codes)) or None


@dataclass(frozen=True)
class ChildRow:
    """A wait, a doctor or an attempt: values by field name, without `record_id`, which the record gives."""

    table: Table
    values: Values

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", checked_values(self.table, self.values))

    def text(self, name: str) -> str | None:
        """Return a text or code; yes-or-no reads as Y or N."""
        return text_of(self.values, name)

    def moment(self, name: str) -> datetime | None:
        """Return a moment in UTC."""
        return moment_of(self.values, name)

    def is_day_only(self, name: str) -> bool:
        """Say whether only the day of that moment is known."""
        return self.values.get(name + QUALITY_SUFFIX) == "unknown"


@dataclass(frozen=True)
class ReturnRow:
    """One request with its waits, doctors and attempts. Moments are aware; several codes stand with `;`."""

    values: Values
    delays: tuple[ChildRow, ...] = field(default=())
    doctors: tuple[ChildRow, ...] = field(default=())
    attempts: tuple[ChildRow, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", checked_values(Table.RECORD, self.values))

    @property
    def record_id(self) -> str:
        """The row's identity in its return; empty if it has none."""
        return self.text("record_id") or ""

    def text(self, name: str) -> str | None:
        """Return a text or code; yes-or-no reads as Y or N."""
        return text_of(self.values, name)

    def several(self, name: str) -> tuple[str, ...]:
        """Return the codes of a field that holds several."""
        return tuple(code.strip() for code in (self.text(name) or "").split(";") if code.strip())

    def moment(self, name: str) -> datetime | None:
        """Return a moment in UTC."""
        return moment_of(self.values, name)

    def number(self, name: str) -> int | None:
        """Return a whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def day(self, name: str) -> date | None:
        """Return a date, or the day of a moment in Europe/London."""
        value = self.values.get(name)
        if isinstance(value, datetime):
            return local_day(value)
        return value if isinstance(value, date) else None

    def is_day_only(self, name: str) -> bool:
        """Say whether only the day of that moment is known."""
        return self.values.get(name + QUALITY_SUFFIX) == "unknown"

    def has(self, name: str) -> bool:
        """Say whether the field holds anything."""
        return self.values.get(name) is not None


def delay(values: Values) -> ChildRow:
    """Make a row of the table `delay`.

    >>> delay({"stage": "BED", "reason": "BED_NONE"}).text("reason")
    'BED_NONE'
    """
    return ChildRow(Table.DELAY, values)


def doctor(values: Values) -> ChildRow:
    """Make a row of the table `doctor`.

    >>> doctor({"role": "DOCTOR_1", "s12": True}).text("s12")
    'Y'
    """
    return ChildRow(Table.DOCTOR, values)


def attempt(values: Values) -> ChildRow:
    """Make a row of the table `assessment_attempt`.

    >>> attempt({"result": "NO_ACCESS"}).text("result")
    'NO_ACCESS'
    """
    return ChildRow(Table.ASSESSMENT_ATTEMPT, values)


def text_of(values: Values, name: str) -> str | None:
    """Read a text, code or yes-or-no as text."""
    value = values.get(name)
    if isinstance(value, bool):
        return "Y" if value else "N"
    return value if isinstance(value, str) else None


def moment_of(values: Values, name: str) -> datetime | None:
    """Read a moment in UTC."""
    value = values.get(name)
    return value.astimezone(UTC) if isinstance(value, datetime) else None


def checked_values(table: Table, values: Values) -> Values:
    """Return the values read-only, empty texts as `None`; raise `UnknownField` or `WrongKind`."""
    checked: dict[str, Value] = {}
    for name, value in values.items():
        column = find_field(table, name)
        if value is not None and not _is_of_kind(column, value):
            raise WrongKind(f"{table}.{name} holds {_KIND_WORDS[_kind(column)]}, not {type(value).__name__}.")
        checked[name] = (value.strip() or None) if isinstance(value, str) else value
    return MappingProxyType(checked)


_KIND_WORDS = {
    FieldType.TEXT: "text",
    FieldType.YES_NO: "yes or no",
    FieldType.INTEGER: "a whole number up to a thousand million",
    FieldType.DATE: "a date between 1900 and 2200",
    FieldType.MOMENT: "a moment with its time zone, between 1900 and 2200",
}


def _kind(column: Field) -> FieldType:
    return column.type if column.type in _KIND_WORDS else FieldType.TEXT


def _is_of_kind(column: Field, value: Value) -> bool:
    kind = _kind(column)
    if kind is FieldType.MOMENT:
        return isinstance(value, datetime) and value.utcoffset() is not None and value.year in _YEARS
    if kind is FieldType.DATE:
        return isinstance(value, date) and not isinstance(value, datetime) and value.year in _YEARS
    if kind is FieldType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_NUMBER
    if kind is FieldType.YES_NO:
        return isinstance(value, bool | str)
    return isinstance(value, str)
