"""The rules by name: each is a small function that interprets the numbers of its row.

`evaluate` speaks the JSON interface (text in, text out), `conclude` the same with Python's moments and dates,
for the clocks. The engine says when authority appears to end or a requirement appears not met; people decide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from amhp.calendar import MomentOutOfRange, day_in_london, in_london
from amhp.law.inputs import BadInput, Inputs
from amhp.law.rows import BOTH, IN_FORCE, Row
from amhp.law.rule_book import RuleBook, rule_book

Answer = datetime | date | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule answers: its row, the machine-readable answers, the point cited, and why in words."""

    row: Row
    answers: Mapping[str, Answer]
    because: str = ""
    point: str | None = None

    @property
    def citation(self) -> str:
        """The section the answer rests on.

        >>> conclude("s5_2.expiry", {"report_furnished_at": "2026-12-04T17:20:00+00:00"}).citation
        'MHA 1983 s5(2)'
        """
        return self.row.cite(self.point)


@dataclass(frozen=True, slots=True)
class Law:
    """The rule book as one rule sees it: its own rows, for the country and ruleset that were asked about."""

    rule_id: str
    book: RuleBook
    jurisdiction: str = BOTH
    ruleset: str = IN_FORCE

    def row(self, *, on: date | datetime | None, rule_id: str | None = None) -> Row:
        """The row in force on the legally relevant day, of this rule or of another it depends on.

        Without a day (the rule is about no date) the row that has no end.

        >>> Law(rule_id="s2.duration", book=rule_book()).row(on=date(2026, 12, 1)).whole("days")
        28
        """
        day = day_in_london(on) if isinstance(on, datetime) else on
        return self.book.row(
            rule_id or self.rule_id, on=day, jurisdiction=self.jurisdiction, ruleset=self.ruleset
        )


RuleFunction = Callable[[Inputs, Law], Conclusion]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's function and the inputs it reads."""

    function: RuleFunction
    reads: Mapping[str, str]


RULES: dict[str, Rule] = {}


def rule(rule_id: str, *, reads: str) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function under a rule's name; `reads` lists its inputs as name:kind, separated by spaces.

    >>> "s136.expiry" in RULES
    True
    """

    def enter(function: RuleFunction) -> RuleFunction:
        if rule_id in RULES:
            raise ValueError(f"{rule_id} is entered twice.")
        RULES[rule_id] = Rule(function=function, reads=dict(each.split(":") for each in reads.split()))
        return function

    return enter


def conclude(rule_id: str, inputs: Mapping[str, object], *, book: RuleBook | None = None) -> Conclusion:
    """The conclusion of a rule, with moments in UTC. Raises `BadInput`.

    >>> conclude("s6.convey", {"examined_on": ["2026-12-01", "2026-12-04"]}).answers["last_day_to_admit"]
    datetime.date(2026, 12, 17)
    """
    found = RULES.get(rule_id)
    if found is None:
        raise BadInput(f"There is no rule of this name. The rules are {', '.join(sorted(RULES))}.")
    given = Inputs(inputs, reads=found.reads)
    law = Law(
        rule_id=rule_id,
        book=book or rule_book(),
        jurisdiction=given.text_if_given("jurisdiction") or BOTH,
        ruleset=given.text_if_given("ruleset") or IN_FORCE,
    )
    try:
        return found.function(given, law)
    except (MomentOutOfRange, OverflowError):
        raise BadInput("The dates lie too far ahead or back to count with. Check the years.") from None


def evaluate(
    rule_id: str, inputs: Mapping[str, object], *, book: RuleBook | None = None
) -> dict[str, str | int | float | bool | None]:
    """The answers of a rule as JSON holds them, moments in Europe/London, with citation and reasoning.

    Raises `BadInput` for an unknown rule and a missing or malformed input.

    >>> answer = evaluate("s2.duration", {"admitted_at": "2027-03-10T09:00:00+00:00"})
    >>> answer["last_day"], answer["ceases_at"], answer["citation"]
    ('2027-04-06', '2027-04-07T00:00:00+01:00', 'MHA 1983 s2(4)')
    """
    conclusion = conclude(rule_id, inputs, book=book)
    try:
        said = {name: _said(answer) for name, answer in conclusion.answers.items()}
    except (MomentOutOfRange, OverflowError):
        raise BadInput("The dates lie too far ahead to count with. Check the years.") from None
    if conclusion.because:
        said["because"] = conclusion.because
    said["citation"] = conclusion.citation
    said["verified"] = conclusion.row.verified.value
    said["row_from"] = conclusion.row.effective_from.isoformat()
    return said


def _said(answer: Answer) -> str | int | float | bool | None:
    if isinstance(answer, datetime):
        return in_london(answer).isoformat()
    return answer.isoformat() if isinstance(answer, date) else answer
