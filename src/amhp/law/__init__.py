"""The law of the work: the sections' limits as dated rows, small rules that interpret them, and clocks.

Nouns: row (one rule as it stood between two dates), rule (a function that reads a row), conclusion, start
event, clock. It stands on `calendar` and knows nothing of cases or screens. The engine says what appears to
end and when; it advises nobody to detain or not to.
"""

from amhp.law import consideration, conveyance, detention, holding_powers, local_time
from amhp.law.clocks import Clock, Standing, clocks_from
from amhp.law.events import CALL_KINDS, EventKind, StartEvent, started_by
from amhp.law.inputs import BadInput
from amhp.law.registry import RULES, Conclusion, conclude, evaluate
from amhp.law.rows import Row, RuleBookError, Verified
from amhp.law.rule_book import RuleBook, read_rows, rule_book

FAMILIES = (holding_powers, detention, conveyance, consideration, local_time)

__all__ = [
    "CALL_KINDS",
    "FAMILIES",
    "RULES",
    "BadInput",
    "Clock",
    "Conclusion",
    "EventKind",
    "Row",
    "RuleBook",
    "RuleBookError",
    "Standing",
    "StartEvent",
    "Verified",
    "clocks_from",
    "conclude",
    "evaluate",
    "read_rows",
    "rule_book",
    "started_by",
]
