"""Who may do what to a case, and what a record says of an act without an approval in force."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.actions import (
    HoldsAnother,
    change_commitment,
    close_case,
    consider,
    correct_fact,
    decide,
    give_up,
    record_note,
    take_up,
)
from onenumber.cases.models import Commitment, Decision, Note
from onenumber.cases.queries import AskReason, NotFound, case_for, facts_of, timeline
from onenumber.persons.models import WorkingRelationship
from tests.onenumber.cases.making import Actors, actors, begin_duty, make_case
from tests.onenumber.conftest import AT, County

NOBODY_WRITES = ("manager", "auditor", "analyst", "system_admin", "foreign")
LATER = AT + timedelta(hours=1)


@pytest.fixture
def who(county: County) -> Actors:
    return actors(county)


def test_who_records_and_who_arranges(county: County, viewer: Callable[..., Viewer]) -> None:
    case = make_case(county)
    for role in ("hub_amhp", "amhp_lead", "trainee", "support"):
        record_note(by=viewer(role), at=AT, case=case, text="x")
    for role in (*NOBODY_WRITES, "locality_amhp", "edt_officer"):
        with pytest.raises(NotAllowed):
            record_note(by=viewer(role), at=AT, case=case, text="x")
    for role in (*NOBODY_WRITES, "locality_amhp", "edt_officer", "trainee", "support"):
        with pytest.raises(NotAllowed):
            consider(by=viewer(role), at=AT, case=case, answer="ASSESS")
        with pytest.raises(NotAllowed):
            close_case(by=viewer(role), at=AT, case=case)
    assert Note.objects.count() == 4
    assert Entry.objects.filter(refused=True, verb="note.recorded").count() == len(NOBODY_WRITES) + 2
    begin_duty(county, "edt_officer")
    record_note(by=viewer("edt_officer"), at=AT, case=case, text="On duty now.")
    take_up(by=viewer("locality_amhp"), at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    record_note(by=viewer("locality_amhp"), at=AT, case=case, text="I hold it.")


def test_a_grant_for_one_council_reaches_no_other(county: County) -> None:
    county.add_user(
        "narrow", name="N. Arrow", role="hub_amhp", service=county.westmoor, council=county.council
    )
    narrow = county.viewer("narrow")
    record_note(by=narrow, at=AT, case=make_case(county), text="x")
    other = make_case(county, council="other_council")
    with pytest.raises(NotAllowed):
        record_note(by=narrow, at=AT, case=other, text="x")
    with pytest.raises(NotFound):
        case_for(narrow, other.reference)


def test_only_the_holder_decides(county: County, who: Actors, viewer: Callable[..., Viewer]) -> None:
    case = make_case(county)
    for role in ("hub_amhp", "amhp_lead", "locality_amhp", "trainee", *NOBODY_WRITES):
        with pytest.raises(NotAllowed):
            decide(by=viewer(role), at=AT, case=case, outcome="HTT", reasons="x")
    held = take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    with pytest.raises(NotAllowed):
        decide(by=who.hub, at=AT, case=case, outcome="HTT", reasons="x")
    decision = decide(by=who.amhp, at=AT, case=case, outcome="HTT", reasons="She agrees.")
    with pytest.raises(NotAllowed):
        correct_fact(
            by=who.hub,
            at=AT,
            case=case,
            what="decision",
            fact_id=decision.pk,
            reason="x",
            changes={"outcome": "S2"},
        )
    give_up(by=who.amhp, at=LATER, commitment=held, how="finished")
    decide(by=who.amhp, at=LATER, case=case, outcome="COMMUNITY", reasons="Written up after.")
    assert Decision.objects.count() == 2
    take_up(by=who.hub, at=LATER, case=case, practitioner=county.practitioners["hub_amhp"])
    with pytest.raises(NotAllowed):
        decide(by=who.amhp, at=LATER, case=case, outcome="HTT", reasons="No longer theirs.")


def test_the_hub_writes_a_decision_down_for_somebody_without_a_sign_in(county: County, who: Actors) -> None:
    practitioner, case = county.practitioners["locality_amhp"], make_case(county)
    practitioner.user = None
    practitioner.save()
    take_up(by=who.hub, at=AT, case=case, practitioner=practitioner)
    decision = decide(by=who.hub, at=AT, case=case, outcome="HTT", reasons="Told by telephone.")
    assert (decision.amhp_name, decision.by_name) == ("Omar Farouk", "Dilys Probert")


def test_without_an_approval_in_force_it_is_kept_and_says_so(county: County, who: Actors) -> None:
    practitioner, case = county.practitioners["locality_amhp"], make_case(county)
    practitioner.hats.update(ends_on=date(2026, 11, 23))
    take_up(by=who.amhp, at=AT, case=case, practitioner=practitioner)
    decision = decide(by=who.amhp, at=AT, case=case, outcome="S2", reasons="Reasons.")
    assert decision.approval_in_force is False
    triage = consider(
        by=who.hub,
        at=AT,
        case=case,
        answer="NOT_ASSESS",
        practitioner=practitioner,
        reasons="Reasons.",
        happened_at=AT,
    )
    assert triage.approval_in_force is False
    said = [line.text for line in timeline(facts_of(case))]
    assert sum("appears not to have been in force" in text for text in said) == 2
    yesterday = decide(
        by=who.amhp, at=AT, case=case, outcome="HTT", reasons="Earlier.", happened_at=AT - timedelta(days=1)
    )
    assert yesterday.approval_in_force is True


def test_nobody_takes_a_case_for_somebody_else(county: County, who: Actors) -> None:
    case = make_case(county)
    with pytest.raises(NotAllowed):
        take_up(by=who.hub, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    with pytest.raises(NotAllowed):
        take_up(by=county.viewer("foreign"), at=AT, case=case, practitioner=county.practitioners["foreign"])
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    with pytest.raises(Conflict, match=rf"Omar Farouk has {case.reference}, since 14:20"):
        take_up(by=who.hub, at=LATER, case=case, practitioner=county.practitioners["hub_amhp"])
    held = Commitment.objects.get()
    with pytest.raises(NotAllowed):
        change_commitment(by=who.hub, at=LATER, commitment=held, kind="waiting")


def test_waiting_frees_for_another_and_back_again_asks(county: County, who: Actors) -> None:
    amhp = county.practitioners["locality_amhp"]
    first, second = make_case(county), make_case(county)
    held = take_up(by=who.amhp, at=AT, case=first, practitioner=amhp)
    with pytest.raises(HoldsAnother):
        take_up(by=who.amhp, at=AT, case=second, practitioner=amhp)
    waiting = change_commitment(by=who.amhp, at=LATER, commitment=held, kind="waiting")
    assert take_up(by=who.amhp, at=LATER, case=second, practitioner=amhp).kind == "active"
    with pytest.raises(HoldsAnother) as asked:
        change_commitment(by=who.amhp, at=LATER, commitment=waiting, kind="active")
    assert asked.value.reference == second.reference
    facts = facts_of(first)
    assert (facts.held_since, facts.commitment.kind) == (AT, "waiting")  # type: ignore[union-attr]


def test_restricted_and_elsewhere(county: County, viewer: Callable[..., Viewer]) -> None:
    begin_duty(county, "hub_amhp")
    plain, restricted = make_case(county), make_case(county, restricted=True)
    assert case_for(viewer("hub_amhp"), plain.reference).pk == plain.pk
    with pytest.raises(AskReason) as asked:
        case_for(viewer("hub_amhp"), restricted.reference)
    assert asked.value.ask_at == f"/cases/{restricted.reference}/reason/"
    with pytest.raises(AskReason):
        case_for(viewer("amhp_lead"), plain.reference)
    for role in NOBODY_WRITES:
        with pytest.raises(NotFound):
            case_for(viewer(role), plain.reference)
    for reference in ("WM-26-1", "", "x" * 4000, "WM-26-1900\x00"):
        with pytest.raises(NotFound):
            case_for(viewer("hub_amhp"), reference)
    take_up(
        by=viewer("locality_amhp"), at=AT, case=restricted, practitioner=county.practitioners["locality_amhp"]
    )
    assert case_for(viewer("locality_amhp", LATER), restricted.reference).pk == restricted.pk
    assert WorkingRelationship.objects.filter(why="holds", user=county.users["locality_amhp"]).count() == 1
