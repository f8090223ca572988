"""Rows that repeat a row above: in every cell, in their reference, or probably in who and when.

A near duplicate has another reference, came within 24 hours of the other, and either has the same NHS number
or the same birth date and almost the same name. Rows are kept by number or birth date and by day, so that
each is compared with the few that can be near it and not with all. Source: the description of the council's
columns, duplicate_exact, reference_repeated and duplicate_near.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

from onenumber.returns.spreadsheet.cells import Cell, code_key, name_key
from onenumber.returns.spreadsheet.draft import Draft
from onenumber.returns.spreadsheet.mapping import Field
from onenumber.returns.spreadsheet.problems import ProblemCode

NEAR: Final = timedelta(hours=24)
DAYS_AROUND: Final = 2  # 24 hours over the short night of March can touch three calendar days
LETTERS_APART: Final = 2

_Person: TypeAlias = str | date


class ExactRows:
    """The rows seen so far, by all their cells."""

    def __init__(self) -> None:
        self._first: dict[tuple[Cell, ...], int] = {}

    def first_same(self, row: int, cells: tuple[Cell, ...]) -> int | None:
        """The row above with the same cells; None, and remembered, if there is none."""
        first = self._first.setdefault(cells, row)
        return first if first != row else None


def tell_of_repeated_references(drafts: Iterable[Draft]) -> None:
    """In the order of the sheet: the first to use a reference has it."""
    first: dict[str, int] = {}
    for draft in drafts:
        if draft.reference is None:
            continue
        row = first.setdefault(code_key(draft.reference), draft.row)
        if row != draft.row:
            draft.tell(ProblemCode.REFERENCE_REPEATED, Field.REFERENCE, other_row=row)


def tell_of_near_duplicates(drafts: Iterable[Draft]) -> None:
    """In the order of the sheet, after the references: each row is told of the first row above that it is
    near."""
    rows = _RowsByPerson()
    for draft in drafts:
        if draft.reference is None or Field.REFERENCE in draft.in_error or draft.received.on is None:
            continue
        above = rows.first_near(draft)
        if above is not None:
            draft.tell(ProblemCode.DUPLICATE_NEAR, Field.NAME, other_row=above)
        rows.add(draft)


@dataclass
class _RowsByPerson:
    drafts: dict[tuple[_Person, date], list[Draft]] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        if draft.received.on is not None:
            for person in _persons(draft):
                self.drafts.setdefault((person, draft.received.on), []).append(draft)

    def first_near(self, draft: Draft) -> int | None:
        near = [
            other.row for other in self._around(draft) if _is_within(draft, other) and _is_alike(draft, other)
        ]
        return min(near, default=None)

    def _around(self, draft: Draft) -> Iterator[Draft]:
        if draft.received.on is None:
            return
        for person in _persons(draft):
            for days in range(-DAYS_AROUND, DAYS_AROUND + 1):
                try:
                    day = draft.received.on + timedelta(days=days)
                except OverflowError:
                    continue
                yield from self.drafts.get((person, day), ())


def _persons(draft: Draft) -> list[_Person]:
    return [key for key in (draft.nhs_number, draft.birth_date) if key is not None]


def _is_within(draft: Draft, other: Draft) -> bool:
    """Of a row without a time only the day is known: on the same day it is surely within 24 hours."""
    if draft.received.at is not None and other.received.at is not None:
        return abs(draft.received.at - other.received.at) <= NEAR
    return draft.received.on == other.received.on


def _is_alike(draft: Draft, other: Draft) -> bool:
    if draft.nhs_number is not None and draft.nhs_number == other.nhs_number:
        return True
    if draft.name is None or other.name is None or draft.birth_date is None:
        return False
    return draft.birth_date == other.birth_date and is_at_most_apart(
        _letters(draft.name), _letters(other.name)
    )


@lru_cache(maxsize=20_000)
def _letters(name: str) -> str:
    return name_key(name)


def is_at_most_apart(first: str, second: str, *, letters: int = LETTERS_APART) -> bool:
    """Whether one text becomes the other by adding, dropping or changing at most so many letters.

    >>> is_at_most_apart("siandunmore", "siandunmor"), is_at_most_apart("siandunmore", "seandunmoor")
    (True, False)
    """
    if abs(len(first) - len(second)) > letters:
        return False
    if first == second:
        return True
    width = len(second)
    above = list(range(width + 1))
    beyond = letters + 1
    for row, letter in enumerate(first, start=1):
        low, high = max(1, row - letters), min(width, row + letters)
        here = [beyond] * (width + 1)
        here[0] = row
        for place in range(low, high + 1):
            changed = above[place - 1] + (letter != second[place - 1])
            here[place] = min(changed, above[place] + 1, here[place - 1] + 1)
        if min(here[max(0, low - 1) : high + 1]) > letters:
            return False
        above = here
    return above[width] <= letters
