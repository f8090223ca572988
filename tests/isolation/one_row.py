"""One row in every table that the world leaves empty, so that no wall is tested on nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import connection, models

from tests.onenumber.conftest import AT

BY_KIND: dict[str, Any] = {
    "CharField": "x", "TextField": "x", "JSONField": {}, "BooleanField": False, "DateTimeField": AT,
    "DateField": AT.date(), "IntegerField": 1, "PositiveIntegerField": 1, "PositiveSmallIntegerField": 1,
    "SmallIntegerField": 1, "BigIntegerField": 1,
}  # fmt: skip


def _value(field: models.Field[Any, Any]) -> Any:
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if isinstance(field, models.ForeignKey):
        if field.remote_field.model._meta.db_table == "persons_person" and field.name == "other":
            return field.remote_field.model._default_manager.order_by("pk")[1].pk
        return field.remote_field.model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    if field.choices:
        return next(value for value, _ in field.flatchoices)
    kind = field.get_internal_type()
    return uuid4() if kind == "UUIDField" else BY_KIND[kind]


def add_one(model: type[models.Model]) -> None:
    """A row with the least that its columns take; what hangs on something hangs on the first one there is.

    What a sound row must be is not asked here: the checks of the table go, and come back with the transaction's end.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    columns = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    model._default_manager.bulk_create([model(**{field.attname: _value(field) for field in columns})])
