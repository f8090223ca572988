"""Judges rows of the return by the rules X01 to X36. Their order changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from amhp.dataset import rules_answers, rules_detention, rules_order, rules_person, rules_triage, rules_waits
from amhp.dataset.known_times import KnownTime, known_time
from amhp.dataset.rows import ReturnRow
from amhp.dataset.rulebook import JUDGES, Context, Finding, Problem, problem_of

RULE_MODULES = (rules_answers, rules_detention, rules_order, rules_person, rules_triage, rules_waits)
_DUPLICATE_WITHIN = timedelta(hours=24)


def judge(row: ReturnRow, *, context: Context) -> list[Problem]:
    """Return what one row breaks, in the order of the rules; X28 needs the other rows (see `judge_all`).

    >>> from datetime import UTC, datetime
    >>> row = ReturnRow({"record_id": "WM-26-1", "warrant": "135_2", "amhp_capacity_source": "NEIGHBOUR"})
    >>> context = Context(synthetic=True, at=datetime(2026, 11, 22, tzinfo=UTC))
    >>> [problem.rule for problem in judge(row, context=context)]
    ['X29']
    """
    problems = {
        problem_of(row.record_id, rule, finding)
        for rule, look in JUDGES.items()
        for finding in look(row, context)
    }
    return sorted(problems, key=_order)


def judge_all(rows: Iterable[ReturnRow], *, context: Context) -> list[Problem]:
    """Return what all rows break, in the order of the rows, with the rule that compares rows (X28)."""
    return [problem for problems in judge_each(rows, context=context) for problem in problems]


def judge_each(rows: Iterable[ReturnRow], *, context: Context) -> list[list[Problem]]:
    """Return what each row breaks among all of them: one list for each row, in the order of the rows."""
    kept = list(rows)
    duplicates: dict[int, list[Problem]] = defaultdict(list)
    for place, finding in _duplicates(kept):
        duplicates[place].append(problem_of(kept[place].record_id, "X28", finding))
    return [
        sorted({*judge(row, context=context), *duplicates[place]}, key=_order)
        for place, row in enumerate(kept)
    ]


def _order(problem: Problem) -> tuple[str, str, tuple[str, ...]]:
    return (problem.rule, problem.message, problem.fields)


def _duplicates(rows: list[ReturnRow]) -> Iterator[tuple[int, Finding]]:
    """Find open s13 requests about one person received within 24 hours; the later one carries the finding."""
    by_person: dict[str, list[tuple[KnownTime, str, int]]] = defaultdict(list)
    for place, row in enumerate(rows):
        person, received = row.text("person_key"), known_time(row, "received_at")
        if person and received and row.text("contact_type") == "S13" and not row.has("closed_at"):
            by_person[person].append((received, row.record_id, place))
    for requests in by_person.values():
        requests.sort(key=lambda request: (request[0].at, request[1]))
        for index, (received, _, place) in enumerate(requests):
            for earlier, earlier_id, _ in reversed(requests[:index]):
                if received.at - earlier.at > _DUPLICATE_WITHIN:
                    break
                exact = not (received.day_only or earlier.day_only)
                same = exact and not earlier.is_before(received)
                yield place, Finding("same_minute" if same else "near", detail=earlier_id)
