"""The clocks of a case come from its facts; the timeline says what happened, late or corrected."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onenumber.cases.actions import (
    change_case,
    correct_fact,
    decide,
    record_attempt,
    record_carrying_out,
    record_legal_event,
    record_recommendation,
    take_up,
)
from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import clocks_of, facts_of, facts_of_many, soonest, timeline
from tests.onenumber.cases.making import Actors, actors, make_case
from tests.onenumber.conftest import AT, County

ARRIVED = datetime(2026, 11, 24, 13, 25, tzinfo=UTC)


@pytest.fixture
def who(county: County) -> Actors:
    return actors(county)


@pytest.fixture
def case(county: County, who: Actors) -> Case:
    made = make_case(county, contact_type="S136")
    record_legal_event(
        by=who.hub, at=AT, case=made, kind="s136_arrived", happened_at=ARRIVED, told_by="PC Hobbs"
    )
    return made


def test_the_board_shows_the_soonest_limit_until_a_fact_ends_it(
    county: County, who: Actors, case: Case
) -> None:
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.power, row.ends_at, row.ends_on) == ("s136", ARRIVED + timedelta(hours=24), None)
    record_legal_event(
        by=who.hub,
        at=AT,
        case=case,
        kind="s136b_extension",
        happened_at=AT,
        hours=6,
        reason="person's condition",
        authorised_by="examining doctor",
    )
    assert OpenCase.objects.get(pk=case.pk).ends_at == ARRIVED + timedelta(hours=30)
    next_day = AT + timedelta(days=3)
    found = clocks_of(facts_of(case), next_day)
    assert "appears to have ended" in " ".join(found[0].notes)
    assert OpenCase.objects.get(pk=case.pk).power == "s136"
    record_legal_event(by=who.hub, at=next_day, case=case, kind="holding_ended", happened_at=next_day)
    assert (
        soonest(facts_of(case)) is not None
    )  # its time went before the fact: it is still what nobody wrote up
    correct = facts_of(case).legal_events[-1]
    correct_fact(
        by=who.hub,
        at=next_day,
        case=case,
        what="legal-event",
        fact_id=correct.pk,
        reason="It was at three.",
        changes={"happened_at": AT + timedelta(hours=1)},
    )
    assert soonest(facts_of(case)) is None
    assert OpenCase.objects.get(pk=case.pk).power == ""


def test_examination_interview_and_admission_start_and_end_clocks(
    county: County, who: Actors, case: Case
) -> None:
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    record_attempt(by=who.amhp, at=AT, case=case, happened_at=AT, result="DONE")
    record_recommendation(by=who.amhp, at=AT, case=case, doctor_name="Dr Voss", examined_at=AT)
    rules = {clock.rule: clock for clock in clocks_of(facts_of(case), AT)}
    assert set(rules) == {"s136.expiry", "s6.convey", "s11_5.applicant_seen"}
    assert str(rules["s6.convey"].ends_on) == "2026-12-07"
    assert soonest(facts_of(case)).short == "s136"  # type: ignore[union-attr]
    later = AT + timedelta(hours=2)
    decide(by=who.amhp, at=later, case=case, outcome="S2", reasons="Reasons.", application_at=later)
    record_carrying_out(by=who.amhp, at=later, case=case, step="admitted", place="Curlew Ward")
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.power, str(row.ends_on)) == ("s2", "2026-12-21")


def test_a_decision_that_frees_ends_the_holding_power(county: County, who: Actors, case: Case) -> None:
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    decide(by=who.amhp, at=AT, case=case, outcome="HTT", reasons="Agreed.", free_to_leave=True)
    assert soonest(facts_of(case)) is None


def test_the_timeline_is_newest_first_and_says_when_it_was_written_up(
    county: County, who: Actors, case: Case
) -> None:
    written = AT + timedelta(minutes=40)
    early = record_attempt(
        by=who.hub,
        at=written,
        case=case,
        happened_at=AT + timedelta(minutes=10),
        result="NO_ACCESS",
        place="his flat",
    )
    soon = record_attempt(
        by=who.hub, at=written, case=case, happened_at=written - timedelta(minutes=10), result="DONE"
    )
    lines = timeline(facts_of(case))
    assert [line.happened_at for line in lines] == sorted((line.happened_at for line in lines), reverse=True)
    by_fact = {line.fact: line for line in lines}
    assert by_fact[f"attempt-{early.pk}"].written_up_at == written
    assert by_fact[f"attempt-{soon.pk}"].written_up_at is None
    correct_fact(
        by=who.hub,
        at=written,
        case=case,
        what="attempt",
        fact_id=early.pk,
        reason="Another address.",
        changes={"place": "his sister’s flat"},
    )
    lines = timeline(facts_of(case))
    old = next(line for line in lines if line.fact == f"attempt-{early.pk}")
    new = next(line for line in lines if "sister’s" in line.text)
    assert (
        old.corrected
        and "his flat" in old.text
        and old.note == "Corrected by Dilys Probert: Another address."
    )
    assert not new.corrected and new.note == "Corrected: Another address."
    assert not any(
        word in f"{line.strong}{line.text}".lower()
        for line in lines
        for word in ("lawful", "failed", "breach")
    )


def test_facts_of_many_asks_as_often_for_one_as_for_twenty(county: County, who: Actors, case: Case) -> None:
    change_case(by=who.hub, at=AT, case=case, field="locality", value=str(county.other_locality.pk))
    others = [make_case(county) for _ in range(20)]
    with CaptureQueriesContext(connection) as few:
        facts_of_many([case, others[0]])
    with CaptureQueriesContext(connection) as many:
        found = facts_of_many([case, *others])
    assert len(few) == len(many)
    assert found[0].locality == county.other_locality and found[1].locality == county.locality
    assert found[0] == facts_of(case)
