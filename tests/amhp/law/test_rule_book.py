"""The rows of the law: whole, checked, picked by date; and no number of the law outside them."""

import ast
from datetime import date
from pathlib import Path

import pytest

from amhp.law import (
    FAMILIES,
    RULES,
    BadInput,
    EventKind,
    RuleBook,
    RuleBookError,
    evaluate,
    read_rows,
    rule_book,
)

ROW = """
[[rule]]
id = "s136.expiry"
title = "A title"
jurisdiction = "{place}"
effective_from = {begins}
{ends}
citation = "{citation}"
verified = "statute"
note = "A note"
ruleset = "{ruleset}"
[rule.parameters]
hours = {hours}
"""


def row(
    *,
    hours: object,
    begins: str,
    ends: str = "",
    place: str = "England",
    ruleset: str = "in force",
    citation: str = "x",
) -> str:
    end = f"effective_to = {ends}" if ends else ""
    return ROW.format(place=place, begins=begins, ends=end, citation=citation, ruleset=ruleset, hours=hours)


def test_every_rule_has_rows_and_every_row_a_rule() -> None:
    assert {each.id for each in rule_book()} == set(RULES)


def test_every_clock_ends_with_known_kinds_of_event() -> None:
    known = {kind.value for kind in EventKind}
    with_clock = [each for each in rule_book() if each.clock]
    assert len(with_clock) == 10
    for each in with_clock:
        assert each.clock is not None
        assert set(each.clock.ended_by) <= known
        assert each.clock.notes


def test_a_change_of_the_act_is_a_new_row_picked_by_the_relevant_date() -> None:
    text = (
        row(hours=72, begins="1983-09-30", ends="2017-12-10", place="England and Wales", citation="old")
        + row(hours=24, begins="2017-12-11", place="England and Wales", citation="new")
        + row(hours=12, begins="2020-01-01", place="Wales", citation="Welsh")
        + row(
            hours=6, begins="2017-12-11", place="England and Wales", ruleset="prospective", citation="to come"
        )
    )
    book = RuleBook(read_rows(text, source="changed.toml"))

    def expires(start: str, **more: str) -> tuple[object, object]:
        inputs = {"start_event": "arrived_at_place_of_safety", "start": start, **more}
        answer = evaluate("s136.expiry", inputs, book=book)
        return answer["expires_at"], answer["citation"]

    assert expires("2017-12-10T23:59:00+00:00") == ("2017-12-13T23:59:00+00:00", "old")
    assert expires("2017-12-11T00:00:00+00:00") == ("2017-12-12T00:00:00+00:00", "new")
    # Half past midnight on 11 June in London is still 10 June in UTC: the date is London's.
    assert expires("2026-11-24T14:05:00+00:00", jurisdiction="Wales") == (
        "2026-11-25T02:05:00+00:00",
        "Welsh",
    )
    assert expires("2026-11-24T14:05:00+00:00", jurisdiction="England")[1] == "new"
    assert expires("2026-11-24T14:05:00+00:00", ruleset="prospective")[1] == "to come"
    assert expires("2026-11-24T14:05:00+00:00", ruleset="unheard of")[1] == "new"
    with pytest.raises(BadInput, match="No row"):
        expires("1983-09-29T12:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule]", "mended.toml: "),
        ("[[rule]]\nid = 's1'", "mended.toml, s1: missing citation"),
        (row(hours='"24"', begins="2017-12-11"), "must be a number"),
        (row(hours=0, begins="2017-12-11"), "above 0"),
        (row(hours=-24, begins="2017-12-11"), "above 0"),
        (row(hours="nan", begins="2017-12-11"), "above 0"),
        (row(hours=24, begins="'2017'"), "must be a date"),
        (row(hours=24, begins="2017-12-11T00:00:00"), "must be a date"),
        (row(hours=24, begins="2017-12-11", ends="2017-12-10"), "before effective_from"),
        (row(hours=24, begins="2017-12-11", place="Scotland"), "Scotland"),
        (row(hours=24, begins="2017-12-11", citation=" "), "citation must be text"),
        (row(hours=24, begins="2017-12-11").replace("s136.expiry", "S 136"), "must look like"),
        (row(hours=24, begins="2017-12-11").replace("note =", "nota ="), "missing note"),
        (row(hours=24, begins="2017-12-11") + "[rule.clock]\nname = 'x'", "clock needs exactly"),
        (row(hours=24, begins="2017-12-11") + "[rule.lists]\nplaces = []", "list of texts"),
        (row(hours=24, begins="2017-12-11") + "[rule.lists]\nplaces = [1]", "list of texts"),
        (row(hours=24, begins="2017-12-11").replace('"statute"', '"hearsay"'), "hearsay"),
    ],
)
def test_a_mistyped_row_is_refused_with_its_name(text: str, says: str) -> None:
    with pytest.raises(RuleBookError) as refused:
        read_rows(text, source="mended.toml")
    assert says in str(refused.value)


def test_two_rows_may_not_hold_on_one_day() -> None:
    text = row(hours=72, begins="1983-09-30") + row(hours=24, begins="2017-12-11")
    with pytest.raises(RuleBookError, match=r"two rows hold on 2017-12-11"):
        RuleBook(read_rows(text, source="twice.toml"))
    later = row(hours=72, begins="1983-09-30", ends="2017-12-10") + row(hours=24, begins="2017-12-11")
    assert len(list(RuleBook(read_rows(later, source="once.toml")))) == 2


def test_a_rule_whose_number_is_missing_says_so() -> None:
    text = row(hours=24, begins="2017-12-11").replace("hours", "minutes")
    inputs = {
        "start_event": "arrived_at_place_of_safety",
        "start": "2026-11-24T14:05:00Z",
        "jurisdiction": "England",
    }
    with pytest.raises(RuleBookError, match="parameter 'hours' is missing"):
        evaluate("s136.expiry", inputs, book=RuleBook(read_rows(text, source="bare.toml")))


def test_days_are_whole() -> None:
    found = rule_book().row("s2.duration", on=date(2026, 1, 1))
    assert found.whole("days") == 28
    with pytest.raises(RuleBookError, match="whole number"):
        read_rows(row(hours=1.5, begins="2017-12-11"), source="x")[0].whole("hours")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_no_number_of_the_law_is_written_in_a_rule(family: object) -> None:
    tree = ast.parse(Path(str(family.__file__)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    numbers = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }
    assert numbers <= {0, 1}
