"""The rows of the law: each limit with its numbers, its dates, its citation and how far it was checked.

Rules are data so that a change of the Act is a new row and not an `if`. The row is picked by the legally
relevant date (arrival, admission, application), never by today; `rule_book.py` reads and picks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

IN_FORCE = "in force"
BOTH = "England and Wales"


class RuleBookError(ValueError):
    """A row of the law is mistyped, missing or contradicts another."""


class Verified(StrEnum):
    """How far a row was checked, and against what."""

    STATUTE = "statute"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Jurisdiction(StrEnum):
    """Where a row is the law."""

    BOTH = BOTH
    ENGLAND = "England"
    WALES = "Wales"


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How a limit appears as a clock: its name, which answer ends it, what extends it.

    `ended_by` names the kinds of event that end it before its time, such as another power taking over.
    """

    name: str
    short: str
    ends_with: str
    is_authority: bool
    ended_by: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of law as it stood between two dates (both included; no end means still so)."""

    id: str
    title: str
    jurisdiction: Jurisdiction
    effective_from: date
    effective_to: date | None
    citation: str
    verified: Verified
    note: str
    ruleset: str = IN_FORCE
    parameters: Mapping[str, int | float | bool] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: ClockWords | None = None

    def covers(self, day: date) -> bool:
        """Whether the row was the law on this day.

        >>> from amhp.law.rule_book import rule_book
        >>> rule_book().row("s2.duration", on=date(2026, 11, 24)).covers(date(1980, 1, 1))
        False
        """
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def number(self, name: str) -> int | float:
        """A number of the law.

        >>> from amhp.law.rule_book import rule_book
        >>> rule_book().row("s2.duration", on=date(2026, 11, 24)).number("days")
        28
        """
        if name not in self.parameters:
            raise RuleBookError(f"{self.id}: parameter '{name}' is missing from its row.")
        return self.parameters[name]

    def whole(self, name: str) -> int:
        """A whole number of the law: days and months have no fractions.

        >>> from amhp.law.rule_book import rule_book
        >>> rule_book().row("s6.convey", on=date(2026, 11, 24)).whole("days")
        14
        """
        number = self.number(name)
        if isinstance(number, float):
            raise RuleBookError(f"{self.id}: parameter '{name}' must be a whole number.")
        return number

    def listed(self, name: str, text: str) -> bool:
        """Whether a list of the row has this text; capitals and curly apostrophes make no difference.

        >>> from amhp.law.rule_book import rule_book
        >>> row = rule_book().row("s136.location", on=date(2026, 11, 24))
        >>> row.listed("not_available", "Patient’s own flat")
        True
        """
        if name not in self.lists:
            raise RuleBookError(f"{self.id}: list '{name}' is missing from its row.")
        return plain(text) in {plain(entry) for entry in self.lists[name]}

    def cite(self, point: str | None = None) -> str:
        """The citation of one point of the rule, or of the rule.

        >>> from amhp.law.rule_book import rule_book
        >>> rule_book().row("s136.expiry", on=date(2026, 11, 24)).cite("kept_at_place_of_safety")
        'MHA 1983 s136(2A)(a)(ii)'
        """
        return self.citations.get(point, self.citation) if point else self.citation


def plain(text: str) -> str:
    """Text for comparing: lower case, straight apostrophes, single spaces.

    >>> plain("Patient’s  own Flat")
    "patient's own flat"
    """
    return " ".join(text.replace("\u2019", "'").lower().split())
