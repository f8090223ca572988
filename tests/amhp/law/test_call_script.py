"""Every clock and every law answer of the fifty scripted calls, from the words said to the time left."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from amhp.calendar import NonExistentHour, RepeatedHour, civil, say_left
from amhp.law import EventKind, StartEvent, clocks_from, evaluate, started_by

SCRIPT = json.loads((Path(__file__).parents[2] / "data" / "call_script.json").read_text(encoding="utf-8"))
CALLS = {call["id"]: call for call in SCRIPT["contacts"]}
KIND = {kind.label: kind for kind in EventKind}
WITH_CLOCK = [call for call in CALLS.values() if call["shows"]["clock"]]


def said(call: dict[str, Any]) -> dict[str, str]:
    return {each["field"]: each["value"] for each in call["says"]}


def event_of(call: dict[str, Any]) -> StartEvent:
    words = said(call)
    answered: date = datetime.fromisoformat(call["answered_at"]).date()
    day = answered - timedelta(days={"Today": 0, "Yesterday": 1}[words["event_day"]])
    fold = "BST" if words.get("event_offset") == "Before (BST)" else None
    moment = civil(day, time.fromisoformat(words["event_time"]), fold=fold)
    return StartEvent(KIND[words["event"]], moment, told_by=words["event_says"])


@pytest.mark.parametrize("call", WITH_CLOCK, ids=[call["id"] for call in WITH_CLOCK])
def test_the_clock_of_a_call(call: dict[str, Any]) -> None:
    shows, event = call["shows"]["clock"], event_of(call)
    at = datetime.fromisoformat(call["answered_at"])
    assert started_by(event) == {"rule": shows["rule"], "inputs": shows["inputs"]}
    assert evaluate(shows["rule"], shows["inputs"])["expires_at"] == shows["expires_at"]
    [clock] = clocks_from([event], at=at)
    assert clock.starts_at == datetime.fromisoformat(shows["starts_at"])
    assert clock.ends_at == datetime.fromisoformat(shows["expires_at"])
    assert say_left(clock.left(at=at)) == shows["left_when_answered"]
    assert clock.citation == shows["law"]
    assert said(call)["event_says"] in clock.start_said
    assert clock.is_authority


def test_the_script_has_the_clocks_this_file_thinks_it_has() -> None:
    assert len(WITH_CLOCK) == 20
    assert {call["shows"]["clock"]["rule"] for call in WITH_CLOCK} == {
        *("s136.expiry", "s5_2.expiry", "s5_4.expiry", "s17F.recall_72h", "s135_1.expiry")
    }


def test_joined_with_the_nurse_s_record_the_hours_count_from_it() -> None:
    nurse, doctor = event_of(CALLS["S06"]), event_of(CALLS["S07"])
    joined = CALLS["S07"]["shows"]["clock"]["when_joined"]
    at = datetime.fromisoformat(CALLS["S07"]["answered_at"])
    assert started_by(doctor, earlier=[nurse]) == {"rule": "s5_2.expiry", "inputs": joined["inputs"]}
    clocks = {clock.rule: clock for clock in clocks_from([doctor, nurse], at=at)}
    assert clocks["s5_2.expiry"].ends_at == datetime.fromisoformat(joined["expires_at"])
    assert clocks["s5_2.expiry"].starts_at == datetime.fromisoformat(joined["starts_at"])
    assert joined["law"].startswith(clocks["s5_2.expiry"].citation)
    assert clocks["s5_2.expiry"].start_said == (
        "72 hours from the nurse’s record, 02:10 today, told by Nurse Colm Brady."
    )
    assert clocks["s5_4.expiry"].ended_at == doctor.happened_at


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_other_law_of_a_call(call: dict[str, Any]) -> None:
    for rule in call["shows"]["law"]:
        answer = evaluate(rule["rule"], rule["inputs"])
        assert {name: answer.get(name) for name in rule["result"]} == rule["result"]
    assert bool(call["shows"]["clock"]) == (said(call).get("event") in KIND)


def test_the_hour_that_was_skipped_is_refused_and_the_hour_that_came_twice_asked_about() -> None:
    refused = next(each for each in CALLS["S48"]["says"] if "must_refuse" in each)
    with pytest.raises(NonExistentHour) as skipped:
        civil(date(2027, 3, 28), time.fromisoformat(refused["value"]))
    assert skipped.value.code == refused["must_refuse"]
    asked = next(each for each in CALLS["S03"]["says"] if "must_ask" in each)
    with pytest.raises(RepeatedHour) as twice:
        civil(date(2026, 10, 25), time.fromisoformat(said(CALLS["S03"])["event_time"]))
    assert twice.value.code == asked["must_ask"]
