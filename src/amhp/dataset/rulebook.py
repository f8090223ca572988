"""The rules X01 to X36 as rows of data, and the record of which function judges which.

A rule judges the return, never the form: an odd event must be recordable, and then shows here.
Source: AMDS v1 §4.3; each row carries its citation and how sure we are of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from amhp.dataset.codes import Code, code_list
from amhp.dataset.reading import data_rows
from amhp.dataset.regimes import regime_on
from amhp.dataset.rows import ReturnRow


class Severity(StrEnum):
    """How a broken rule counts: reject, warn, or a matter of quality."""

    REJECT = "E"
    WARN = "W"
    QUALITY = "Q"


@dataclass(frozen=True)
class Rule:
    """One part of a rule; most rules have one part, whose name is empty."""

    rule: str
    part: str
    severity: Severity
    fields: tuple[str, ...]
    citation: str
    verified: str
    sentence: str


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the row: whether the service is synthetic and the moment of judging.

    `ods_areas` gives the council area (ONS code) of hospitals by ODS code, where known.
    """

    synthetic: bool
    at: datetime
    ods_areas: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    regimes: tuple[Code, ...] = field(default_factory=lambda: code_list("CL-REG"))

    def regime(self, on: date | None) -> Code | None:
        """Return the law of a day, with its flags."""
        return None if on is None else regime_on(on, regimes=self.regimes)


@dataclass(frozen=True)
class Finding:
    """What a rule's function found: which part, and the codes or times that show it (never a local value)."""

    part: str = ""
    detail: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A rule broken by a row, in words for people."""

    record_id: str
    rule: str
    severity: Severity
    fields: tuple[str, ...]
    message: str


Judge = Callable[[ReturnRow, Context], Iterable[Finding]]
JUDGES: dict[str, Judge] = {}


def judges(rule: str) -> Callable[[Judge], Judge]:
    """Register the function that judges one rule."""

    def register(function: Judge) -> Judge:
        JUDGES[rule] = function
        return function

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Return every part of every rule, in order.

    >>> [rule.severity.value for rule in rules() if rule.rule == "X03"]
    ['E', 'W']
    """
    return tuple(
        Rule(
            rule=row["rule"],
            part=row["part"],
            severity=Severity(row["severity"]),
            fields=tuple(row["fields"].split()),
            citation=row["citation"],
            verified=row["verified"],
            sentence=row["sentence"],
        )
        for row in data_rows("rules.csv")
    )


@cache
def _rules_by_part() -> Mapping[tuple[str, str], Rule]:
    return {(rule.rule, rule.part): rule for rule in rules()}


def problem_of(record_id: str, rule: str, finding: Finding) -> Problem:
    """Put a finding into the words of its rule."""
    row = _rules_by_part()[(rule, finding.part)]
    message = f"{row.sentence} ({finding.detail})" if finding.detail else row.sentence
    return Problem(record_id, rule, row.severity, finding.fields or row.fields, message)
