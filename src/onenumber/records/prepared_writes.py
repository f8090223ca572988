"""Writes that many requests do, with their SQL worked out once: adding a row, and changing rows found by a queryset.

No signals and no `save()`; the constraints and triggers of the database hold as ever. Only actions and the ground's
own mechanisms may use them, as a house test sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import UpdateQuery

from onenumber.records.prepared import Prepared, run

M = TypeVar("M", bound=models.Model)
MOST_VALUES = 50  # psycopg takes a statement with more apart anew each time


def add_row(row: M) -> M:
    """Insert a new record as `save()` would, without signals; its id is filled in.

    For the facts that many requests add. Constraints and triggers of the database hold as ever.
    """
    text, fields, own_key = _insert_text(type(row))
    link = connections[DEFAULT_DB_ALIAS]
    values = [_value(f, row, link) for f in fields]
    found, _ = run(link, text, values)
    if own_key:
        setattr(row, own_key, found[0][0])
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def add_rows(rows: Sequence[models.Model]) -> None:
    """Insert several new records of one kind, as many in a statement as drivers remember; ids are not read back."""
    if not rows:
        return
    link, model = connections[DEFAULT_DB_ALIAS], type(rows[0])
    at_a_time = max(1, MOST_VALUES // len(model._meta.concrete_fields))
    for first in range(0, len(rows), at_a_time):
        some = rows[first : first + at_a_time]
        text, fields, _ = _insert_text(model, len(some), read_key=False)
        run(link, text, [_value(f, row, link) for row in some for f in fields])


def _value(kept: models.Field[Any, Any], row: models.Model, link: BaseDatabaseWrapper) -> Any:
    """What the driver is given. Plain text in a text column needs nothing done to it, which is most of them."""
    value = getattr(row, kept.attname)
    if type(value) is str and isinstance(kept, (models.CharField, models.TextField)):
        return value
    return kept.get_db_prep_save(kept.pre_save(row, True), link)


@cache
def _insert_text(
    model: type[models.Model], count: int = 1, *, read_key: bool = True
) -> tuple[str, list[models.Field[Any, Any]], str]:
    """The statement, the fields whose values it takes, and the key the database gives (if it does)."""
    key, quote = model._meta.pk, connections[DEFAULT_DB_ALIAS].ops.quote_name
    numbered = isinstance(key, models.AutoField)
    fields = [f for f in model._meta.concrete_fields if not (numbered and f is key)]
    names = ", ".join(quote(str(f.column)) for f in fields)
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    text = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {marks}"  # noqa: S608 - names of our own
    if not (numbered and read_key):
        return text, fields, ""
    return f"{text} RETURNING {quote(str(key.column))}", fields, key.attname


@dataclass(eq=False)
class PreparedChange(Prepared):
    """Rows found by `make(**values)` are given the columns that `sets(**values)` names; nothing else is touched."""

    sets: Callable[..., Mapping[str, Any]] = field(default=dict)

    def change(self, **values: Any) -> int:
        """How many rows were changed."""
        link = connections[DEFAULT_DB_ALIAS]
        sql = self._sql(link)
        return run(link, sql.text, self._filled(sql, values, link))[1]

    def _compiler(self, marks: Mapping[str, Any]) -> Any:
        query: Any = self.make(**marks).query.chain(UpdateQuery)
        query.add_update_values(self.sets(**marks))
        return query.get_compiler(DEFAULT_DB_ALIAS)

    def _converters(self, compiler: Any) -> dict[int, Any]:  # noqa: ARG002 - an update gives no columns
        return {}
