"""Each part of each rule X01 to X36 has a row that breaks it and a near neighbour that does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amhp.dataset import ChildRow, Context, ReturnRow, Table, code_list, fields, judge, judge_all, rules
from amhp.dataset.columns import FieldType
from amhp.dataset.judging import RULE_MODULES
from amhp.dataset.rulebook import JUDGES, regime_on
from tests.amhp.dataset.example_rows import RECEIVED, SYNTHETIC, hours, row, wait
from tests.amhp.dataset.rule_cases import CASES, COMMENCED, Case


def broken_parts(judged: ReturnRow, context: Context) -> set[tuple[str, str]]:
    """Which parts of which rules a row breaks, found again from the printed sentence."""
    return {
        (rule.rule, rule.part)
        for problem in judge(judged, context=context)
        for rule in rules()
        if problem.rule == rule.rule and problem.message.startswith(rule.sentence)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.part}")
def test_a_rule_tells_the_row_that_breaks_it_from_its_neighbour(case: Case) -> None:
    assert (case.rule, case.part) in broken_parts(case.breaks, case.context)
    assert (case.rule, case.part) not in broken_parts(case.keeps, case.context)


def test_the_complete_row_breaks_no_rule() -> None:
    assert judge(row(), context=SYNTHETIC) == []


def test_every_part_of_every_rule_has_a_case() -> None:
    cases = {(case.rule, case.part) for case in CASES} | {("X28", "near"), ("X28", "same_minute")}
    assert cases == {(rule.rule, rule.part) for rule in rules()}
    assert [f"X{number:02}" for number in range(1, 37)] == list(dict.fromkeys(rule.rule for rule in rules()))


def test_every_rule_but_the_comparing_one_has_one_function() -> None:
    assert set(JUDGES) | {"X28"} == {rule.rule for rule in rules()}
    assert {function.__module__ for function in JUDGES.values()} == {m.__name__ for m in RULE_MODULES}


def test_a_problem_carries_the_severity_of_its_part() -> None:
    late = judge(row(admitted_at=hours(24 * 14)), context=SYNTHETIC)
    assert ("X03", "W") in {(problem.rule, problem.severity.value) for problem in late}
    early = judge(row(admitted_at=hours(7.5)), context=SYNTHETIC)
    assert ("X03", "E") in {(problem.rule, problem.severity.value) for problem in early}


def test_rules_speak_of_fields_that_exist() -> None:
    known = {field.name for field in fields(Table.RECORD)}
    known |= {f"{table}.{field.name}" for table in Table for field in fields(table)}
    assert {name for rule in rules() for name in rule.fields} <= known


def test_a_rule_before_its_law_is_in_force_is_silent() -> None:
    judged = row(outcome="S3", ld_autism="AUTISM")
    assert ("X24", "") not in broken_parts(judged, SYNTHETIC)
    assert regime_on(date(2026, 11, 10), regimes=COMMENCED.regimes).code == "MHA1983_MHA2025_S3"


NOT_FOUND = {
    **dict.fromkeys(("assessment_started_at", "assessment_ended_at", "section_applied", "application_at")),
    **dict.fromkeys(("nr_contact", "nr_informed_at", "conveyance", "report_completed_at", "attempts")),
    **dict.fromkeys(("bed", "bed_ods", "bed_requested_at", "bed_found_at", "admitted_at")),
}


@pytest.mark.parametrize(
    ("judged", "unanswered"),
    [
        (row(outcome="PERSON_ABSENT", **NOT_FOUND), {"attempts"}),
        (
            row(outcome="PERSON_ABSENT", **{**NOT_FOUND, "assessment_started_at": hours(5)}),
            {"attempts", "assessment_ended_at", "report_completed_at"},
        ),
        (row(outcome="HTT", **{**NOT_FOUND, "attempts": 1, "nr_contact": "INFORMED"}), {
            "assessment_started_at", "assessment_ended_at", "report_completed_at",
        }),
        (row(nr_informed_at=None), {"nr_informed_at"}),
        (row(nr_informed_at=None, nr_contact="NOT_PRACTICABLE"), set()),
        (row(status_at_referral="05"), {"statutory_deadline_at"}),
        (row(language=None, interpreter_needed=None), {"language", "interpreter_needed"}),
        (row(language=None, contact_type="ADVICE"), set()),
        (row(imd_decile=None), {"imd_decile"}),
        (row(imd_decile=None, lsoa=None), set()),
        (row(priority=None, age_years=None), {"priority", "age_years"}),
        (row(priority=None, age_years=None, contact_type="ADVICE"), set()),
        (row(alternatives_tried=None), {"alternatives_tried"}),
        (row(language="und", referrer_ods="X99999", alternatives_tried="NONE", accommodation="UNKNOWN"), set()),
        (row(conveyance=None, place_at_referral="WARD"), set()),
        (row(referrer_ods=None, source_amhp="FAMILY"), set()),
        (row(referrer_ods=None), {"referrer_ods"}),
    ],
)  # fmt: skip
def test_closed_work_is_asked_what_applies_and_no_more(judged: ReturnRow, unanswered: set[str]) -> None:
    found = {
        name
        for problem in judge(judged, context=SYNTHETIC)
        if problem.rule == "X33" and "no answer" in problem.message
        for name in problem.fields
    }
    assert found == unanswered


@pytest.mark.parametrize(
    ("judged", "rule", "detail"),
    [
        (row(doctors_total=1, doctors_s12=None), "X05", "(1 in all, not recorded approved under s12)"),
        (row(outcome="S3"), "X04", "(outcome S3, section 02)"),
        (row(section_applied=None), "X04", "(outcome S2, section not recorded)"),
        (row(triage_decision="DEFER"), "X07", "(outcome S2, decision DEFER)"),
        (row(triage_decision=None), "X07", "(outcome S2, decision not recorded)"),
        (row(outcome="CTO_AGREED"), "X25", "(legal status 01)"),
        (row(outcome="CTO_AGREED", status_at_referral=None), "X25", "(legal status not recorded)"),
        (row(outcome=None), "X17", "(outcome not recorded)"),
        (row(outcome="HTT"), "X17", "(outcome HTT)"),
        (row(delays=(wait(ended_at=None),)), "X18", "(BED, BED_NONE)"),
        (row(delays=(wait(ended_at=None, stage=None, reason=None),)), "X18", "(no stage, no reason)"),
        (row(triaged_at=hours(-1)), "X01", "(triaged_at is before received_at)"),
    ],
)
def test_a_message_ends_with_what_shows_it(judged: ReturnRow, rule: str, detail: str) -> None:
    assert detail in {
        "(" + problem.message.rpartition("(")[2]
        for problem in judge(judged, context=SYNTHETIC)
        if problem.rule == rule
    }


def opened(record_id: str, received: datetime, **changed) -> ReturnRow:
    return row(record_id=record_id, received_at=received, closed_at=None, **changed)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (opened("B", hours(24)), [("B", "W")]),
        (opened("B", hours(24) + timedelta(minutes=1)), []),
        (opened("B", RECEIVED + timedelta(seconds=20)), [("B", "E")]),
        (opened("B", RECEIVED, received_at_quality="unknown"), [("B", "W")]),
        (opened("B", hours(1), person_key="another"), []),
        (opened("B", hours(1), contact_type="ADVICE"), []),
        (row(record_id="B", received_at=hours(1)), []),
    ],
)
def test_two_open_requests_about_one_person_are_compared(second: ReturnRow, expected) -> None:
    for rows in ([opened("A", RECEIVED), second], [second, opened("A", RECEIVED)]):
        found = [
            (problem.record_id, problem.severity.value)
            for problem in judge_all(rows, context=SYNTHETIC)
            if problem.rule == "X28"
        ]
        assert found == expected


def test_the_order_of_rows_and_children_changes_nothing() -> None:
    rng = Random(7)
    waits = (wait(ended_at=hours(9.5)), wait(stage="ADMIT", ended_at=None), wait(reason="LAZINESS"))
    rows = [opened(f"R{number}", hours(number), delays=waits) for number in range(6)]
    expected = set(judge_all(rows, context=SYNTHETIC))
    for _ in range(5):
        shuffled = [
            replace(each, delays=tuple(rng.sample(each.delays, 3)), doctors=each.doctors[::-1])
            for each in rows
        ]
        rng.shuffle(shuffled)
        assert set(judge_all(shuffled, context=SYNTHETIC)) == expected
    assert len(expected) > 20


def test_a_blank_row_never_crashes_and_says_little() -> None:
    assert judge(ReturnRow({}), context=SYNTHETIC) == []
    closed = ReturnRow({"closed_at": RECEIVED})
    assert [problem.rule for problem in judge(closed, context=SYNTHETIC)] == ["X33"]


def test_any_single_field_alone_never_crashes() -> None:
    values = {FieldType.INTEGER: 10**9, FieldType.DATE: date(1900, 1, 1), FieldType.YES_NO: "maybe"}
    values[FieldType.MOMENT] = datetime(2200, 12, 31, 23, 59, tzinfo=UTC)
    for field in fields(Table.RECORD):
        for base in ({}, {"closed_at": RECEIVED, "received_at": RECEIVED, "outcome": "S3"}):
            judged = ReturnRow({**base, field.name: values.get(field.type, "x")})
            assert isinstance(judge(judged, context=SYNTHETIC), list)


MOMENTS = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
NUMBERS = st.none() | st.integers(-3, 5000)


def values_of(table: Table) -> st.SearchStrategy[dict]:
    """Any values the fields of a table can hold, codes mostly from their list."""
    choices = {}
    for field in fields(table):
        if field.code_list:
            choices[field.name] = st.none() | st.sampled_from(
                [code.code for code in code_list(field.code_list)]
            )
        elif field.type is FieldType.MOMENT:
            choices[field.name] = MOMENTS
        elif field.type is FieldType.INTEGER:
            choices[field.name] = NUMBERS
        elif field.type is FieldType.DATE:
            choices[field.name] = st.none() | st.dates(date(1900, 1, 1), date(2026, 12, 31))
        else:
            choices[field.name] = st.none() | st.text(max_size=5)
    return st.fixed_dictionaries({}, optional=choices)


ROWS = st.builds(
    lambda values, delays, doctors, attempts: ReturnRow(
        values,
        tuple(ChildRow(Table.DELAY, each) for each in delays),
        tuple(ChildRow(Table.DOCTOR, each) for each in doctors),
        tuple(ChildRow(Table.ASSESSMENT_ATTEMPT, each) for each in attempts),
    ),
    values_of(Table.RECORD),
    st.lists(values_of(Table.DELAY), max_size=3),
    st.lists(values_of(Table.DOCTOR), max_size=3),
    st.lists(values_of(Table.ASSESSMENT_ATTEMPT), max_size=2),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ROWS, st.booleans())
def test_no_row_crashes_and_the_order_of_its_children_changes_nothing(
    judged: ReturnRow, synthetic: bool
) -> None:
    context = Context(synthetic=synthetic, at=SYNTHETIC.at)
    found = judge(judged, context=context)
    turned = replace(
        judged, delays=judged.delays[::-1], doctors=judged.doctors[::-1], attempts=judged.attempts[::-1]
    )
    assert judge(turned, context=context) == found
    assert found == sorted(found, key=lambda problem: (problem.rule, problem.message, problem.fields))
    assert len(set(found)) == len(found)
