"""The rows of one kind of fact of one case, asked in SQL that is made once: every page of a case asks a dozen kinds."""

from functools import cache
from typing import Any

from django.db.models import Model

from onenumber.records.prepared import Prepared, columns_of_model, instance


@cache
def _question(model: type[Model], related: tuple[str, ...], order: str) -> Prepared:
    columns = list(columns_of_model(model))
    for name in related:
        columns += columns_of_model(_related(model, name), f"{name}__")
    rows = model._default_manager.order_by(order, "id").values_list(*columns)
    return Prepared(lambda case_id: rows.filter(case_id=case_id), {"case_id": int})


def _related(model: type[Model], name: str) -> type[Model]:
    found = model._meta.get_field(name).related_model
    assert isinstance(found, type)
    return found


def rows_of_case(model: type[Model], related: tuple[str, ...], *, order: str, case_id: int) -> list[Any]:
    """Records of `model` that belong to the case, in order, each with the records that `related` names."""
    return [_record(model, related, row) for row in _question(model, related, order).rows(case_id=case_id)]


def _record(model: type[Model], related: tuple[str, ...], row: tuple[Any, ...]) -> Any:
    end = len(model._meta.concrete_fields)
    record = instance(model, row[:end])
    for name in related:
        other = _related(model, name)
        start, end = end, end + len(other._meta.concrete_fields)
        setattr(record, name, instance(other, row[start:end]) if row[start] is not None else None)
    return record
