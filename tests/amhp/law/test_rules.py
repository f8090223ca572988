"""The rules where the worked cases are silent, and what each refuses."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amhp.law import RULES, BadInput, evaluate

ARRIVED = {"start_event": "arrived_at_place_of_safety"}
START = "2026-11-24T14:05:00+00:00"
EXTENSION = {
    "start": START,
    "authorised_at": "2026-11-25T12:00:00+00:00",
    "hours": 12,
    "reason": "person too intoxicated",
}
RECALL = "2026-11-23T16:40:00+00:00"


@pytest.mark.parametrize(
    ("rule", "inputs", "expected"),
    [
        (
            "s136.expiry",
            {
                "first_place_of_safety": "emergency department",
                "arrived_first": START,
                "transferred_to": "health-based place of safety",
                "arrived_second": "2026-11-24T20:00:00+00:00",
            },
            {"expires_at": "2026-11-25T14:05:00+00:00", "restarted": False},
        ),
        (
            "s136.expiry",
            ARRIVED | {"start": "2026-11-24T20:00:00+00:00", "arrived_first": START},
            {"expires_at": "2026-11-25T14:05:00+00:00"},
        ),
        (
            "s136.expiry",
            {"start_event": "kept_at_place_of_safety", "start": START},
            {"expires_at": "2026-11-25T14:05:00+00:00"},
        ),
        (
            "s136.expiry",
            ARRIVED | {"start": "2026-10-24T14:05:00+01:00"},
            {"expires_at": "2026-10-25T13:05:00+00:00"},
        ),
        (
            "s135_1.expiry",
            {
                "mode": "kept_at_premises",
                "constable_first_entered": "2026-12-03T10:20:00+00:00",
                "assessment_started": "2026-12-03T11:30:00+00:00",
            },
            {"expires_at": "2026-12-04T10:20:00+00:00"},
        ),
        ("s136B.extension", EXTENSION, {"lawful": True, "expires_at": "2026-11-26T02:05:00+00:00"}),
        (
            "s136B.extension",
            EXTENSION | {"hours": 13},
            {"lawful": False, "expires_at": "2026-11-25T14:05:00+00:00"},
        ),
        ("s136B.extension", EXTENSION | {"authorised_at": "2026-11-25T14:05:00+00:00"}, {"lawful": False}),
        ("s136B.extension", EXTENSION | {"authorised_at": "2026-11-25T14:04:59+00:00"}, {"lawful": True}),
        ("s136B.extension", EXTENSION | {"authorised_at": "2026-11-25T15:00:00+00:00"}, {"lawful": False}),
        ("s136B.extension", EXTENSION | {"authorised_by": "AMHP"}, {"lawful": False}),
        ("s136B.extension", EXTENSION | {"reason": "no AMHP available"}, {"lawful": False}),
        (
            "s136B.extension",
            EXTENSION
            | {"place": "police station", "assessment_at_station": True, "superintendent_approved": True},
            {"lawful": True},
        ),
        (
            "s136B.extension",
            EXTENSION | {"place": "police station", "superintendent_approved": False},
            {"lawful": False},
        ),
        (
            "s136B.extension",
            EXTENSION
            | {"place": "police station", "assessment_at_station": False, "superintendent_approved": False},
            {"lawful": True},
        ),
        (
            "s136B.extension",
            EXTENSION | {"place": "hospital", "superintendent_approved": False},
            {"lawful": True},
        ),
        (
            "s5_4.expiry",
            {"recorded_at": "2026-12-04T02:10:00+00:00"},
            {"expires_at": "2026-12-04T08:10:00+00:00"},
        ),
        (
            "s5_4.expiry",
            {"recorded_at": "2026-12-04T02:10:00+00:00", "doctor_arrived_at": "2026-12-04T09:00:00+00:00"},
            {"expires_at": "2026-12-04T08:10:00+00:00"},
        ),
        (
            "s17F.recall_72h",
            {
                "detention_in_hospital_began_at": RECALL,
                "awol_from": "2026-11-26T09:00:00+00:00",
                "returned_at": "2026-11-28T10:00:00+00:00",
            },
            {"expires_at": "2026-12-01T10:00:00+00:00"},
        ),
        (
            "s17F.recall_72h",
            {
                "detention_in_hospital_began_at": RECALL,
                "awol_from": "2026-11-24T09:00:00+00:00",
                "returned_at": "2026-11-25T10:00:00+00:00",
            },
            {"expires_at": "2026-11-26T16:40:00+00:00"},
        ),
        (
            "s17F.recall_72h",
            {
                "detention_in_hospital_began_at": RECALL,
                "awol_from": "2026-11-26T17:00:00+00:00",
                "returned_at": "2026-11-26T18:00:00+00:00",
            },
            {"expires_at": "2026-11-26T16:40:00+00:00"},
        ),
        (
            "s2.duration",
            {
                "already_inpatient": True,
                "admitted_at": "2026-11-20T10:00:00+00:00",
                "application_signed_at": "2026-11-30T10:00:00+00:00",
                "application_received_by_managers_at": "2026-12-01T23:50:00+00:00",
            },
            {"last_day": "2026-12-28", "ceases_at": "2026-12-29T00:00:00+00:00"},
        ),
        ("s2.duration", {"admitted_at": "2026-06-30T23:30:00+00:00"}, {"last_day": "2026-07-28"}),
        (
            "s4.convey",
            {"examined_at": "2026-11-27T01:00:00+00:00", "application_made_at": "2026-11-27T02:00:00+00:00"},
            {"admit_before": "2026-11-28T01:00:00+00:00"},
        ),
        (
            "s4.convey",
            {"examined_at": "2026-11-27T03:00:00+00:00", "application_made_at": "2026-11-27T02:00:00+00:00"},
            {"admit_before": "2026-11-28T02:00:00+00:00"},
        ),
        (
            "s6.convey",
            {
                "examined_on": ["2026-12-04", "2026-12-01"],
                "application_signed_on": "2026-12-10",
                "admitted_on": "2026-12-17",
            },
            {"last_day_to_admit": "2026-12-17", "lawful": True},
        ),
        (
            "s6.convey",
            {"examined_on": ["2026-12-04"], "section": 2, "admitted_on": "2026-12-18"},
            {"lawful": False},
        ),
        ("s6.convey", {"examined_on": ["2026-12-04"], "admitted_on": "2026-12-03"}, {"lawful": False}),
        (
            "s11_5.applicant_seen",
            {"personally_seen_on": "2026-11-30", "application_date": "2026-12-14"},
            {"lawful": False},
        ),
        (
            "s11_5.applicant_seen",
            {"personally_seen_on": "2026-12-14", "application_date": "2026-12-14"},
            {"lawful": True},
        ),
        (
            "s11_5.applicant_seen",
            {"personally_seen_on": "2026-12-15", "application_date": "2026-12-14"},
            {"lawful": False},
        ),
        (
            "input.validate",
            {"local_wall_time": "2027-03-28T01:30:00", "zone": "Europe/London"},
            {"valid": False},
        ),
        (
            "input.validate",
            {"local_wall_time": "2027-03-28T02:00:00", "zone": "Europe/London"},
            {"valid": True},
        ),
        (
            "input.validate",
            {"local_wall_time": "2027-10-31T02:00:00", "zone": "Europe/London"},
            {"valid": True},
        ),
        (
            "s136.consult",
            {"practicable": False, "consulted": None, "reason_recorded": True},
            {"compliant": True},
        ),
        (
            "s136.consult",
            {"practicable": False, "consulted": None, "reason_recorded": False},
            {"compliant": False},
        ),
        (
            "s136.consult",
            {"practicable": True, "consulted": "registered nurse, liaison"},
            {"compliant": True},
        ),
        ("s136.location", {"place": "shared hallway of a block of flats"}, {"power_available": True}),
        ("s136.location", {"place": "Patient’s own flat"}, {"power_available": False}),
        (
            "s13_4.request",
            {"requested_by": "nearest relative", "outcome": "no application"},
            {"written_reasons_to_nearest_relative": True},
        ),
        (
            "s13_4.request",
            {"requested_by": "nearest relative", "outcome": "application made"},
            {"written_reasons_to_nearest_relative": False},
        ),
    ],
)
def test_answers(rule: str, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = evaluate(rule, inputs)
    assert {name: answer.get(name, "not answered") for name in expected} == expected
    # A note may stand in the inputs and changes nothing.
    assert evaluate(rule, inputs | {"note": {"any": ["thing"]}}) == answer


@pytest.mark.parametrize(
    ("rule", "inputs", "says"),
    [
        ("s99.unknown", {}, "no rule of this name"),
        ("s136.expiry", {}, "start_event"),
        ("s136.expiry", {"start": START}, "start_event"),
        ("s136.expiry", ARRIVED, "start: this is needed"),
        ("s136.expiry", ARRIVED | {"start": None}, "start: this is needed"),
        ("s136.expiry", ARRIVED | {"start": "2026-11-24T14:05:00"}, "with its offset"),
        ("s136.expiry", ARRIVED | {"start": datetime(2026, 11, 24)}, "no offset"),
        ("s136.expiry", ARRIVED | {"start": "24/11/2026 14:05"}, "with its offset"),
        ("s136.expiry", ARRIVED | {"start": "2026-02-30T14:05:00+00:00"}, "start"),
        ("s136.expiry", ARRIVED | {"start": "9999-12-31T23:59:59+00:00"}, "1900 to 2199"),
        ("s136.expiry", ARRIVED | {"start": "1999-12-31T23:59:59+00:00"}, "No row of s136.expiry"),
        ("s136.expiry", ARRIVED | {"start": 5}, "with its offset"),
        ("s136.expiry", ARRIVED | {"start": START, "start_evnt": "x"}, "no such input"),
        ("s136.expiry", ARRIVED | {"start": START, "detained_in_street_at": "noon"}, "detained_in_street_at"),
        (
            "s136.expiry",
            ARRIVED | {"start": START, "arrived_second": "2026-11-24T10:00:00Z"},
            "before the first",
        ),
        ("s136.expiry", {"start_event": "seen in the street", "start": START}, "start_event"),
        ("s136B.extension", EXTENSION | {"hours": True}, "number"),
        ("s136B.extension", EXTENSION | {"hours": float("nan")}, "finite"),
        ("s136B.extension", EXTENSION | {"hours": 0}, "above 0"),
        ("s136B.extension", EXTENSION | {"authorised_at": "2026-11-24T10:00:00+00:00"}, "before the start"),
        ("s136B.extension", EXTENSION | {"reason": None}, "reason"),
        ("s136B.extension", EXTENSION | {"reason": "other"}, "one of"),
        ("s136B.extension", EXTENSION | {"place": "police station"}, "superintendent_approved"),
        ("s135_1.expiry", {"mode": "carried", "constable_first_entered": START}, "mode"),
        (
            "s135_1.expiry",
            {"mode": "removed", "constable_first_entered": START},
            "arrived_at_place_of_safety",
        ),
        ("s5_2.expiry", {"s5_4_recorded_at": START}, "report_furnished_at"),
        (
            "s5_2.expiry",
            {"s5_4_recorded_at": START, "report_furnished_at": "2026-11-24T14:00:00Z"},
            "after the report",
        ),
        (
            "s5_4.expiry",
            {"recorded_at": START, "doctor_arrived_at": "2026-11-24T14:00:00Z"},
            "before the record",
        ),
        ("s17F.recall_72h", {"detention_in_hospital_began_at": RECALL, "awol_from": START}, "returned_at"),
        (
            "s17F.recall_72h",
            {"detention_in_hospital_began_at": RECALL, "awol_from": START, "returned_at": RECALL},
            "order",
        ),
        (
            "s2.duration",
            {"already_inpatient": True, "admitted_at": START},
            "application_received_by_managers_at",
        ),
        ("s2.duration", {"admitted_at": "2199-12-20T10:00:00Z"}, "too far ahead"),
        ("s4.duration", {"admitted_at": "2199-12-31T10:00:00Z"}, "too far ahead"),
        ("s4.convey", {}, "examined_at"),
        ("s6.convey", {"examined_on": []}, "list of dates"),
        ("s6.convey", {"examined_on": "2026-12-01"}, "list of dates"),
        ("s6.convey", {"examined_on": ["2026-12-01", 3]}, "give a date"),
        ("s6.convey", {"examined_on": ["2026-12-01"], "section": 4}, "s4.convey"),
        ("s6.convey", {"examined_on": ["2026-12-01"], "section": 10**400}, "too far"),
        ("s11_5.applicant_seen", {"personally_seen_on": "2026-12-01"}, "application_date"),
        (
            "s11_5.applicant_seen",
            {"personally_seen_on": START, "application_date": "2026-12-14"},
            "give a date",
        ),
        ("input.validate", {"local_wall_time": START, "zone": "Europe/London"}, "without an offset"),
        (
            "input.validate",
            {"local_wall_time": "2027-03-28T01:30:00", "zone": "Europe/Paris"},
            "Europe/London",
        ),
        ("s136.consult", {"consulted": None}, "practicable"),
        ("s136.consult", {"practicable": True}, "consulted"),
        ("s136.consult", {"practicable": "yes", "consulted": None}, "true or false"),
        ("s136.consult", {"practicable": True, "consulted": "a friend"}, "name the role"),
        ("s136.location", {"place": "somewhere"}, "one of"),
        ("s136.location", {"place": "x" * 1_000_000}, "at most"),
        ("s13_4.request", {"requested_by": "nearest relative", "outcome": "pending"}, "outcome"),
        ("s13_4.request", {"requested_by": 7, "outcome": "no application"}, "requested_by"),
    ],
)
def test_refusals(rule: str, inputs: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=r"\w") as refused:
        evaluate(rule, inputs)
    assert says in str(refused.value)


@given(st.datetimes(min_value=datetime(2018, 1, 1), max_value=datetime(2150, 1, 1)))
def test_powers_in_hours_end_exactly_their_hours_later_in_utc(naive: datetime) -> None:
    start = naive.replace(tzinfo=UTC)
    for rule, inputs, hours in [
        ("s136.expiry", ARRIVED | {"start": start}, 24),
        ("s135_1.expiry", {"mode": "removed", "arrived_at_place_of_safety": start}, 24),
        ("s5_2.expiry", {"report_furnished_at": start}, 72),
        ("s5_4.expiry", {"recorded_at": start}, 6),
        ("s4.duration", {"admitted_at": start}, 72),
        ("s17F.recall_72h", {"detention_in_hospital_began_at": start}, 72),
    ]:
        ends_at = datetime.fromisoformat(str(evaluate(rule, inputs)["expires_at"]))
        assert (ends_at - start).total_seconds() == hours * 3600


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 1, 1)), st.integers(-3, 40))
def test_seen_and_conveyed_in_fourteen_days_that_include_both_ends(day: date, gap: int) -> None:
    later = day + timedelta(days=gap)
    seen = evaluate("s11_5.applicant_seen", {"personally_seen_on": day, "application_date": later})
    assert seen["lawful"] == (0 <= gap <= 13)
    admitted = evaluate("s6.convey", {"examined_on": [day, day - timedelta(days=2)], "admitted_on": later})
    assert admitted["lawful"] == (0 <= gap <= 13)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.just(START)
    | st.just("2026-12-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from(sorted(RULES)), st.data())
def test_any_inputs_give_an_answer_in_json_or_plain_words(rule: str, data: st.DataObject) -> None:
    names = sorted(RULES[rule].reads)
    inputs = data.draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=5), JUNK, max_size=6))
    try:
        answer = evaluate(rule, inputs)
    except BadInput as refused:
        assert str(refused)
    else:
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        assert answer["citation"]
