"""The rows of one kind of fact of one case: every page of a case asks a dozen kinds."""

from functools import cache
from typing import Any

from django.db.models import Model

from onenumber.records.prepared_records import PreparedRecords


@cache
def _question(model: type[Model], related: tuple[str, ...], order: str) -> PreparedRecords[Any]:
    rows = model._default_manager.order_by(order, "id")
    return PreparedRecords(
        model, lambda case_id: rows.filter(case_id=case_id), {"case_id": int}, related=related
    )


def rows_of_case(model: type[Model], related: tuple[str, ...], *, order: str, case_id: int) -> list[Any]:
    """Records of `model` that belong to the case, in order, each with the records that `related` names."""
    return _question(model, related, order).all(case_id=case_id)
