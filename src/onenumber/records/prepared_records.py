"""Records asked on every page of a case, with the records they point at, in SQL that is made once (see prepared)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import QuerySet

from onenumber.records.prepared import Prepared, columns_of_model, instance

M = TypeVar("M", bound=models.Model)


class PreparedRecords(Generic[M]):
    """`make(**values)` narrows and orders the records of `model`; each comes with what its `related` fields name.

    `kinds` name the values and their types, as for Prepared. The first column of every model is its key. What a
    related record points at is named after it: ("case", "case__person").
    """

    def __init__(
        self,
        model: type[M],
        make: Callable[..., QuerySet[M, M]],
        kinds: Mapping[str, type],
        *,
        related: tuple[str, ...] = (),
    ) -> None:
        self.model = model
        self.related = [(name.split("__"), _related(model, name)) for name in related]
        columns = list(columns_of_model(model))
        for path, other in self.related:
            columns += columns_of_model(other, "__".join([*path, ""]))
        self.asked = Prepared(lambda **values: make(**values).values_list(*columns), kinds)

    def all(self, **values: Any) -> list[M]:
        """Every record, in order."""
        return [self._record(row) for row in self.asked.rows(**values)]

    def first(self, **values: Any) -> M | None:
        """The first record, or None."""
        row = self.asked.row(**values)
        return None if row is None else self._record(row)

    def _record(self, row: tuple[Any, ...]) -> M:
        end = len(self.model._meta.concrete_fields)
        record = instance(self.model, row[:end])
        for (*way, name), other in self.related:
            start, end = end, end + len(other._meta.concrete_fields)
            holder = reduce(_at, way, record)
            if holder is not None:
                setattr(holder, name, instance(other, row[start:end]) if row[start] is not None else None)
        return record


def _at(record: Any, name: str) -> Any:
    return None if record is None else record._state.fields_cache[name]


def _related(model: type[models.Model], name: str) -> type[models.Model]:
    for step in name.split("__"):
        found = model._meta.get_field(step).related_model
        assert isinstance(found, type)
        model = found
    return model
