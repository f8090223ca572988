"""Where a case stands is computed from facts, step by step, as the work goes."""

from datetime import timedelta

import pytest

from onenumber.audit.actions import Conflict
from onenumber.cases.actions import (
    ImpossibleFact,
    change_commitment,
    close_case,
    close_wait,
    consider,
    correct_fact,
    decide,
    finish_attempt,
    give_up,
    open_wait,
    record_attempt,
    record_carrying_out,
    record_recommendation,
    reopen_case,
    send_written_reasons,
    take_up,
    void_case,
)
from onenumber.cases.models import Case, OpenCase, WrittenReasons
from onenumber.cases.queries import facts_of, outcome_of, standing_of
from tests.onenumber.cases.making import Actors, actors, make_case
from tests.onenumber.conftest import AT, County

LATER = AT + timedelta(hours=6)


@pytest.fixture
def who(county: County) -> Actors:
    return actors(county)


def stands(case: Case) -> str:
    """The computed standing; the stored one must say the same."""
    computed = standing_of(facts_of(case)).value
    stored = OpenCase.objects.filter(pk=case.pk).values_list("standing", flat=True).first()
    assert stored == (None if computed == "closed" else computed)
    return computed


def test_a_detention_from_call_to_closing(county: County, who: Actors) -> None:
    case, at = make_case(county, contact_type="S136"), AT + timedelta(minutes=5)
    amhp = county.practitioners["locality_amhp"]
    assert stands(case) == "received"
    consider(by=who.hub, at=at, case=case, answer="ASSESS", priority="4")
    assert stands(case) == "considering"
    held = take_up(by=who.amhp, at=at, case=case, practitioner=amhp)
    assert stands(case) == "accepted"
    wait = open_wait(
        by=who.hub,
        at=at,
        case=case,
        stage="DOCTOR",
        reason="DOC_S12",
        agency="Section 12 doctors",
        chosen=False,
    )
    assert stands(case) == "arranging"
    attempt = record_attempt(by=who.amhp, at=LATER, case=case, happened_at=at + timedelta(hours=1))
    assert stands(case) == "assessing"
    finish_attempt(by=who.amhp, at=LATER, attempt=attempt, result="DONE", present="a nurse")
    record_recommendation(
        by=who.amhp, at=LATER, case=case, doctor_name="Dr Voss", examined_at=at + timedelta(hours=1)
    )
    decide(by=who.amhp, at=LATER, case=case, outcome="S2", reasons="Nothing less would keep her safe.")
    assert stands(case) == "decided"
    record_carrying_out(by=who.hub, at=LATER, case=case, step="bed_requested")
    assert stands(case) == "carrying_out"
    record_carrying_out(by=who.hub, at=LATER, case=case, step="admitted", place="Curlew Ward")
    assert stands(case) == "reporting"
    record_carrying_out(by=who.amhp, at=LATER, case=case, step="report_finished")
    assert stands(case) == "following_up"
    with pytest.raises(ImpossibleFact, match="A wait is still open"):
        close_case(by=who.amhp, at=LATER, case=case)
    close_wait(by=who.hub, at=LATER, wait=wait)
    close_case(by=who.amhp, at=LATER, case=case, amhp_minutes=300)
    assert stands(case) == "closed"
    held.refresh_from_db()
    assert held.ended_how == "finished"
    reopen_case(by=who.lead, at=LATER, case=case, reason="A second report is asked for.")
    assert stands(case) == "following_up"


def test_a_less_restrictive_outcome_needs_no_admission(county: County, who: Actors) -> None:
    case = make_case(county)
    held = take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    record_attempt(by=who.amhp, at=LATER, case=case, happened_at=AT, result="DONE", ended_at=LATER)
    decide(by=who.amhp, at=LATER, case=case, outcome="HTT", reasons="He agrees to see the team at home.")
    assert stands(case) == "decided"
    change_commitment(by=who.amhp, at=LATER, commitment=held, kind="waiting")
    assert stands(case) == "reporting"


def test_not_assessing_needs_a_named_amhp_and_reasons(county: County, who: Actors) -> None:
    case, amhp = make_case(county), county.practitioners["hub_amhp"]
    with pytest.raises(ImpossibleFact, match="Name the AMHP"):
        consider(by=who.hub, at=AT, case=case, answer="NOT_ASSESS", reasons="No grounds.")
    with pytest.raises(ImpossibleFact, match="Write why"):
        consider(by=who.hub, at=AT, case=case, answer="NOT_ASSESS", practitioner=amhp)
    consider(
        by=who.hub,
        at=AT,
        case=case,
        answer="NOT_ASSESS",
        practitioner=amhp,
        reasons="He agrees to home treatment.",
        not_assessed_reason="ALTERNATIVES_AGREED",
        alternative_used="HTT",
    )
    assert stands(case) == "did_not_progress"
    outcome = outcome_of(facts_of(case))
    assert outcome is not None and outcome.code == "NOT_PROGRESSED"
    assert not WrittenReasons.objects.exists()


def test_a_nearest_relatives_request_owes_reasons_until_they_are_sent(county: County, who: Actors) -> None:
    case, amhp = make_case(county, contact_type="S13_4"), county.practitioners["hub_amhp"]
    consider(
        by=who.hub, at=AT, case=case, answer="NOT_ASSESS", practitioner=amhp, reasons="Seen by his GP today."
    )
    assert stands(case) == "following_up"
    owed = facts_of(case).reasons_owed
    assert owed is not None and owed.owed_to == "PC Hobbs"
    with pytest.raises(ImpossibleFact, match="Written reasons are still owed"):
        close_case(by=who.hub, at=LATER, case=case)
    send_written_reasons(by=who.hub, at=LATER, case=case)
    assert stands(case) == "did_not_progress"
    with pytest.raises(Conflict, match="sent already"):
        send_written_reasons(by=who.hub, at=LATER, case=case)
    close_case(by=who.hub, at=LATER, case=case)
    assert stands(case) == "closed"


def test_an_application_owes_no_reasons(county: County, who: Actors) -> None:
    case = make_case(county, contact_type="S13_4")
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    first = decide(by=who.amhp, at=AT, case=case, outcome="HTT", reasons="Agreed.")
    assert facts_of(case).reasons_owed is not None
    correct_fact(
        by=who.amhp,
        at=LATER,
        case=case,
        what="decision",
        fact_id=first.pk,
        reason="Wrong outcome chosen.",
        changes={"outcome": "S2"},
    )
    assert facts_of(case).reasons_owed is None
    assert outcome_of(facts_of(case)).code == "S2"  # type: ignore[union-attr]


def test_handed_back_it_is_considered_again(county: County, who: Actors) -> None:
    case = make_case(county)
    consider(by=who.hub, at=AT, case=case, answer="ASSESS")
    held = take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    give_up(by=who.amhp, at=LATER, commitment=held, how="stood down")
    assert stands(case) == "considering"


def test_voided_with_a_reason(county: County, who: Actors) -> None:
    case = make_case(county)
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    record_attempt(by=who.amhp, at=AT, case=case)
    with pytest.raises(ImpossibleFact, match="Write why"):
        void_case(by=who.hub, at=LATER, case=case, reason=" ")
    void_case(by=who.hub, at=LATER, case=case, reason="Opened twice.")
    assert stands(case) == "closed"
    closure = facts_of(case).closure
    assert closure is not None and closure.kind == "voided"


def test_an_attempt_without_access_goes_back_to_arranging(county: County, who: Actors) -> None:
    case = make_case(county)
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    attempt = record_attempt(by=who.amhp, at=AT, case=case)
    assert stands(case) == "assessing"
    with pytest.raises(ImpossibleFact, match="It began"):
        finish_attempt(
            by=who.amhp, at=LATER, attempt=attempt, result="NO_ACCESS", ended_at=AT - timedelta(minutes=1)
        )
    finish_attempt(by=who.amhp, at=LATER, attempt=attempt, result="NO_ACCESS")
    assert stands(case) == "arranging"
    with pytest.raises(Conflict, match="recorded already"):
        finish_attempt(by=who.amhp, at=LATER, attempt=attempt, result="DONE")
