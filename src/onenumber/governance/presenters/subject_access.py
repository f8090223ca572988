"""What is given out: every row in words, with each decided item as it was decided; the same facts as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onenumber.governance.models import Shown
from onenumber.governance.queries import Row, Told

LEFT_OUT = {
    Shown.Ground.THIRD_PARTY: "[left out: about or from somebody else]",
    Shown.Ground.HARM: "[left out]",
}


@dataclass(frozen=True)
class GivenRow:
    """One row as it is given out."""

    kind: str
    said: tuple[tuple[str, str], ...]


def given_rows(rows: list[Row], kept: Mapping[str, Shown]) -> list[GivenRow]:
    """Every row; an item that was not decided never comes here (the action refuses before)."""
    return [GivenRow(row.kind, tuple((said.label, _given(said, kept)) for said in row.said)) for row in rows]


def _given(said: Told, kept: Mapping[str, Shown]) -> str:
    if not said.item:
        return said.text
    decision = kept[said.item]
    if decision.choice == Shown.Choice.ALL:
        return said.text
    if decision.choice == Shown.Choice.PART:
        return decision.words
    return LEFT_OUT.get(Shown.Ground(decision.ground), "[left out]")


def as_data(rows: list[GivenRow], reference: str) -> dict[str, Any]:
    """The same as JSON: kinds in their order, each row a list of label and text."""
    return {
        "request": reference,
        "rows": [{"kind": row.kind, "facts": [list(pair) for pair in row.said]} for row in rows],
    }


def grouped(rows: list[GivenRow]) -> Iterator[tuple[str, list[GivenRow]]]:
    """Rows under the name of their kind, in the order in which the kinds first come."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    for kind in kinds:
        yield kind, [row for row in rows if row.kind == kind]
