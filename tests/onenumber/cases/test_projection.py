"""The stored row of the board always says what the facts say, whatever is done and in whatever order."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from onenumber.audit.actions import Conflict
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases import actions
from onenumber.cases.models import Case, OpenCase
from onenumber.cases.queries import columns_of, facts_of
from tests.onenumber.cases.making import actors, begin_duty, make_case, make_person
from tests.onenumber.conftest import AT, County

STEPS = 30
REFUSED = (actions.ImpossibleFact, Conflict)


class Walk:
    """Random steps on three cases of two persons by two practitioners."""

    def __init__(self, county: County, seed: int) -> None:
        self.random, self.county, self.at = random.Random(seed), county, AT
        who = actors(county)
        self.by = who.importer
        one = make_person(county, by=who.hub)
        self.cases = [
            make_case(county, person=one),
            make_case(county, person=one, contact_type="S13_4"),
            make_case(county),
        ]
        self.people = [county.practitioners[key] for key in ("locality_amhp", "hub_amhp")]
        self.did: list[str] = []

    def when(self) -> datetime:
        """Some moment up to a day ago: facts are written up late and out of order."""
        return self.at - timedelta(minutes=self.random.randrange(1440))

    def step(self) -> None:
        self.at += timedelta(minutes=self.random.randrange(1, 90))
        case = self.random.choice(self.cases)
        names = [name for name in dir(self) if name.startswith("do_")]
        name = self.random.choice(names)
        act: Callable[[Case], object] = getattr(self, name)
        try:
            act(case)
            self.did.append(f"{name} {case.reference}")
        except REFUSED as refused:
            self.did.append(f"{name} {case.reference}: {refused}")

    def do_consider(self, case: Case) -> None:
        actions.consider(
            by=self.by,
            at=self.at,
            case=case,
            happened_at=self.when(),
            practitioner=self.people[0],
            reasons="Reasons.",
            answer=self.random.choice(["ASSESS", "NOT_ASSESS", "DEFER"]),
            priority=self.random.choice(["", "1", "3"]),
        )

    def do_take_up(self, case: Case) -> None:
        actions.take_up(
            by=self.by,
            at=self.at,
            case=case,
            practitioner=self.random.choice(self.people),
            additional=self.random.random() < 0.5,
        )

    def do_change_commitment(self, case: Case) -> None:
        held = facts_of(case).commitment
        if held:
            kind = self.random.choice(["active", "waiting", "additional"])
            actions.change_commitment(by=self.by, at=self.at, commitment=held, kind=kind)

    def do_give_up(self, case: Case) -> None:
        held = facts_of(case).commitment
        if held:
            actions.give_up(by=self.by, at=self.at, commitment=held, how="stood down")

    def do_legal_event(self, case: Case) -> None:
        kind = self.random.choice(
            ["s136_arrived", "s136b_extension", "holding_ended", "s5_2_report", "s2_admitted"]
        )
        actions.record_legal_event(
            by=self.by, at=self.at, case=case, kind=kind, happened_at=self.when(), hours=6
        )

    def do_open_wait(self, case: Case) -> None:
        actions.open_wait(
            by=self.by,
            at=self.at,
            case=case,
            stage="BED",
            reason="BED_NONE",
            agency="Bed team",
            chosen=False,
            happened_at=self.when(),
        )

    def do_close_wait(self, case: Case) -> None:
        for wait in facts_of(case).open_waits[:1]:
            actions.close_wait(by=self.by, at=self.at, wait=wait)

    def do_attempt(self, case: Case) -> None:
        result = self.random.choice(["", "DONE", "NO_ACCESS"])
        actions.record_attempt(by=self.by, at=self.at, case=case, happened_at=self.when(), result=result)

    def do_finish_attempt(self, case: Case) -> None:
        going = [facts_of(each).open_attempt for each in (case, *self.cases)]
        attempt = next((each for each in going if each is not None), None)
        if attempt:
            result = self.random.choice(["DONE", "NO_ACCESS"])
            actions.finish_attempt(by=self.by, at=self.at, attempt=attempt, result=result)

    def do_recommendation(self, case: Case) -> None:
        actions.record_recommendation(
            by=self.by, at=self.at, case=case, doctor_name="Dr Voss", examined_at=self.when()
        )

    def do_decide(self, case: Case) -> None:
        outcome = self.random.choice(["S2", "HTT", "INFORMAL", "NOT_PROGRESSED", "RECS_NO_BED"])
        moment = self.when()
        actions.decide(
            by=self.by,
            at=self.at,
            case=case,
            outcome=outcome,
            reasons="Reasons.",
            happened_at=moment,
            application_at=moment if outcome == "S2" else None,
            free_to_leave=outcome == "HTT",
        )

    def do_carrying_out(self, case: Case) -> None:
        step = self.random.choice(["arrived", "bed_requested", "bed_found", "admitted", "report_finished"])
        actions.record_carrying_out(by=self.by, at=self.at, case=case, step=step, happened_at=self.when())

    def do_change(self, case: Case) -> None:
        field, value = self.random.choice(
            [
                ("place", "Police station"),
                ("locality", str(self.county.other_locality.pk)),
                ("contact_type", "S136"),
            ]
        )
        actions.change_case(by=self.by, at=self.at, case=case, field=field, value=value)

    def do_correct(self, case: Case) -> None:
        facts = facts_of(case)
        choice: list[tuple[str, int, dict[str, object]]] = [
            *(("attempt", row.pk, {"result": "DONE"}) for row in facts.attempts),
            *(("decision", row.pk, {"outcome": "HTT"}) for row in facts.decisions),
            *(("triage", row.pk, {"priority": "2"}) for row in facts.triages),
            *(("legal-event", row.pk, {"happened_at": self.when()}) for row in facts.legal_events),
        ]
        if choice:
            what, number, changes = self.random.choice(choice)
            actions.correct_fact(
                by=self.by,
                at=self.at,
                case=case,
                what=what,
                fact_id=number,
                reason="Typed wrongly.",
                changes=changes,
                did_not_happen=self.random.random() < 0.3,
            )

    def do_person(self, case: Case) -> None:
        actions.correct_person_of_case(
            by=self.county.viewer("hub_amhp", self.at),
            at=self.at,
            case=case,
            field="name",
            value=self.random.choice(["Ann Cole", "Mina Patel"]),
            reason="Misheard.",
        )

    def do_reasons(self, case: Case) -> None:
        actions.send_written_reasons(by=self.by, at=self.at, case=case)

    def do_open_follow_up(self, case: Case) -> None:
        actions.open_follow_up(
            by=self.by,
            at=self.at,
            case=case,
            kind="call_back",
            what="Ring.",
            for_whom="His mother",
            owner=self.people[0],
            due_at=self.at,
        )

    def do_end_follow_up(self, case: Case) -> None:
        for row in facts_of(case).open_follow_ups:
            actions.end_follow_up(by=self.by, at=self.at, follow_up=row, how="done", came_of_it="Rung.")

    def do_close(self, case: Case) -> None:
        actions.close_case(by=self.by, at=self.at, case=case, end_waits=True, reasons_stay_owed=True)

    def do_reopen(self, case: Case) -> None:
        actions.reopen_case(by=self.by, at=self.at, case=case, reason="It goes on.")


def stored(case: Case) -> dict[str, object] | None:
    return OpenCase.objects.filter(pk=case.pk).values().first()


def assert_equal(case: Case, told: list[str]) -> None:
    """What is stored is what the facts say now, read afresh."""
    fresh = Case.objects.select_related("person", "contact", "locality").get(pk=case.pk)
    row, computed = stored(case), columns_of(facts_of(fresh), offered=False)
    if computed is None:
        assert row is None, told
        return
    assert row is not None, told
    assert {name: row[name] for name in computed} == computed, told


@pytest.mark.parametrize("seed", range(5))
def test_stored_equals_computed(county: County, seed: int) -> None:
    begin_duty(county, "hub_amhp")
    walk = Walk(county, seed)
    for _ in range(STEPS):
        walk.step()
        for case in walk.cases:
            assert_equal(case, walk.did)
    assert len([line for line in walk.did if ":" not in line]) > STEPS / 3


def test_rebuilding_gives_the_same_rows(county: County) -> None:
    begin_duty(county, "hub_amhp")
    walk = Walk(county, 99)
    for _ in range(STEPS):
        walk.step()
    closed = make_case(county)
    before = {row["case_id"]: row | {"changed_at": None} for row in OpenCase.objects.values()}
    OpenCase.objects.filter(pk=walk.cases[0].pk).delete()
    OpenCase.objects.filter(pk=closed.pk).update(standing="accepted", holder="Nobody")
    system = Viewer(
        user_id=0, name="One Number", grants=(GrantHeld("system", county.westmoor.pk),), at=walk.at
    )
    assert actions.rebuild_projection(by=system, at=walk.at) == len(before)
    assert {row["case_id"]: row | {"changed_at": None} for row in OpenCase.objects.values()} == before
