"""How completely a return is answered: the share of asked fields with a real value, for each field.

AMDS v1 §4.3, last line. A mandatory field weighs twice a required one (our choice). "Not known" is an answer
but not a real value; a day without its time is not one either.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from amhp.dataset.applicability import applies, is_really_answered
from amhp.dataset.columns import Need, Table, fields
from amhp.dataset.rows import ReturnRow

_WEIGHTS = {Need.MANDATORY: 2, Need.REQUIRED: 1}


@dataclass(frozen=True)
class FieldCompleteness:
    """One field: in how many rows it was asked, and in how many it has a real value."""

    name: str
    need: Need
    applicable: int
    answered: int

    @property
    def share(self) -> float | None:
        """The share answered, from 0 to 1; `None` if it was never asked."""
        return self.answered / self.applicable if self.applicable else None


@dataclass(frozen=True)
class Completeness:
    """All fields that are written, and the weighted share over all of them."""

    fields: tuple[FieldCompleteness, ...]

    @property
    def score(self) -> float | None:
        """The weighted share, from 0 to 1; `None` for a return without rows."""
        asked = sum(_WEIGHTS[field.need] * field.applicable for field in self.fields)
        answered = sum(_WEIGHTS[field.need] * field.answered for field in self.fields)
        return answered / asked if asked else None


def completeness(rows: Iterable[ReturnRow]) -> Completeness:
    """Count where each mandatory or required field applies, and where it has a real value.

    >>> found = completeness([ReturnRow({"priority": "4"}), ReturnRow({})])
    >>> [field.share for field in found.fields if field.name == "priority"]
    [0.5]
    """
    asked = [field for field in fields(Table.RECORD) if field.leaves and field.need is not Need.OPTIONAL]
    applicable = dict.fromkeys((field.name for field in asked), 0)
    answered = dict(applicable)
    for row in rows:
        for field in asked:
            if applies(field, row):
                applicable[field.name] += 1
                answered[field.name] += is_really_answered(field, row)
    return Completeness(
        tuple(
            FieldCompleteness(field.name, field.need, applicable[field.name], answered[field.name])
            for field in asked
        )
    )
