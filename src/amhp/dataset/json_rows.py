"""Reads rows of the return from JSON: text becomes moments, days and numbers, or is refused."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from amhp.dataset.columns import Field, FieldType, Table, UnknownField, find_field
from amhp.dataset.rows import ChildRow, ReturnRow, Value, WrongKind, attempt, delay, doctor

_CHILDREN: dict[str, tuple[Table, Callable[[dict[str, Value]], ChildRow]]] = {
    "delays": (Table.DELAY, delay),
    "doctors": (Table.DOCTOR, doctor),
    "attempts": (Table.ASSESSMENT_ATTEMPT, attempt),
}


class BadRow(ValueError):
    """The JSON is not a row of the return."""


def row_from_json(line: object) -> ReturnRow:
    """Make a row from `{"values": {…}, "delays": […], "doctors": […], "attempts": […]}`; raise `BadRow`.

    >>> row_from_json({"values": {"received_at": "2026-11-22T10:00+00:00"}}).day("received_at").isoformat()
    '2026-11-22'
    """
    if not isinstance(line, dict):
        raise BadRow("A row is a JSON object.")
    unknown = set(line) - {"id", "values", *_CHILDREN}
    if unknown:
        raise BadRow(f"A row has no part {sorted(map(str, unknown))[0]!r}.")
    try:
        children = {
            name: tuple(make(_values(table, child)) for child in _list(line.get(name)))
            for name, (table, make) in _CHILDREN.items()
        }
        return ReturnRow(_values(Table.RECORD, line.get("values")), **children)
    except UnknownField as error:
        raise BadRow(str(error.args[0])) from None
    except WrongKind as error:
        raise BadRow(str(error)) from None


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRow("delays, doctors and attempts are lists.")
    return value


def _values(table: Table, value: Any) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise BadRow("The values of a row are a JSON object by field name.")
    return {name: _value(find_field(table, name), raw) for name, raw in value.items()}


def _value(field: Field, raw: Any) -> Value:
    if raw is None or raw == "":
        return None
    if isinstance(raw, str) and field.type in (FieldType.MOMENT, FieldType.DATE, FieldType.INTEGER):
        try:
            return _READERS[field.type](raw)
        except ValueError:
            raise BadRow(f"{field.table}.{field.name}: {raw[:60]!r} cannot be read.") from None
    if isinstance(raw, str | int | bool):
        return raw
    raise BadRow(f"{field.table}.{field.name}: a value is a text, a whole number, true or false.")


_READERS: dict[FieldType, Callable[[str], Value]] = {
    FieldType.MOMENT: datetime.fromisoformat,
    FieldType.DATE: date.fromisoformat,
    FieldType.INTEGER: int,
}
