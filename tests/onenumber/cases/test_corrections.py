"""A wait is corrected by a row that points at it, a closure keeps its minutes right, an alert ends with a reason."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from onenumber.audit.actions import Conflict
from onenumber.cases.actions import (
    ImpossibleFact,
    close_case,
    close_wait,
    correct_fact,
    open_wait,
    record_alert_of_case,
    record_recommendation,
)
from onenumber.cases.models import Case, OpenCase, Recommendation, Wait
from onenumber.cases.queries import clocks_of, facts_of, timeline
from onenumber.persons.models import StaffSafetyAlert
from onenumber.persons.queries import about
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.conftest import AT, Clock, County

ClientFor = Callable[[str], Client]
EARLIER = AT - timedelta(hours=2)


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """Held by nobody, the hub AMHP on duty."""
    begin_duty(county, "hub_amhp")
    return make_case(county, at=EARLIER)


def send(client: Client, case: Case, what: str, *, query: str = "", **typed: object) -> object:
    return client.post(f"/cases/{case.reference}/add/{what}/{query}", {"key": str(uuid4())} | typed)


def waiting(county: County, case: Case) -> Wait:
    return open_wait(
        by=actors(county).hub, at=AT, case=case, stage="DOCTOR", reason="DOC_S12", agency="Section 12 doctors",
        chosen=False, happened_at=AT - timedelta(minutes=50),
    )  # fmt: skip


def test_a_wait_is_corrected_on_its_page_and_both_stay(
    county: County, case: Case, client_for: ClientFor
) -> None:
    wait = waiting(county, case)
    client, asked = client_for("hub_amhp"), f"?fact=wait-{wait.pk}"
    page = client.get(f"/cases/{case.reference}/add/correction/{asked}").content.decode()
    assert 'value="Section 12 doctors"' in page and '<option value="no" selected>Forced' in page
    typed = {
        "fact": f"wait-{wait.pk}", "happened_day": "today", "happened_time": "1400", "reason": "The trust was asked",
        "its_reason": "BED_NONE", "stage": "BED", "agency": "Bed team", "chosen": "yes",
    }  # fmt: skip
    answer = send(client, case, "correction", **typed)
    assert answer.status_code == 303, answer.content.decode()  # type: ignore[attr-defined]
    facts = facts_of(case)
    [holds] = facts.open_waits
    assert (holds.corrects_id, holds.stage, holds.reason, holds.agency, holds.chosen) == (
        wait.pk, "BED", "BED_NONE", "Bed team", True,
    )  # fmt: skip
    assert holds.correction_reason == "The trust was asked"
    assert [row.pk for row in facts.superseded] == [wait.pk]
    assert OpenCase.objects.get(pk=case.pk).waiting_on == "Bed team"
    notes = {line.note for line in timeline(facts) if line.strong == "Waiting."}
    assert "Corrected: The trust was asked" in notes and any(
        note.startswith("Corrected by ") for note in notes
    )


def test_a_wait_that_was_corrected_can_no_longer_be_ended_or_corrected(county: County, case: Case) -> None:
    acting, wait = actors(county), waiting(county, case)
    more = {"by": acting.hub, "at": AT, "case": case, "what": "wait", "fact_id": wait.pk}
    correct_fact(**more, reason="Another agency", changes={"agency": "Bed team"})
    with pytest.raises(Conflict):
        close_wait(by=acting.hub, at=AT, wait=wait)
    with pytest.raises(Conflict), transaction.atomic():
        correct_fact(**more, reason="Again", changes={"agency": "Ward"})
    [holds] = facts_of(case).open_waits
    close_wait(by=acting.hub, at=AT, wait=holds)
    assert facts_of(case).open_waits == ()
    with pytest.raises(DatabaseError), transaction.atomic():
        Wait.objects.filter(pk=holds.pk).update(agency="Nobody")
    with pytest.raises(DatabaseError), transaction.atomic():
        Wait.objects.filter(pk=holds.pk).update(corrects=None)


def test_a_wait_cannot_end_before_it_began_nor_run_on_in_a_closed_case(county: County, case: Case) -> None:
    acting, wait = actors(county), waiting(county, case)
    more = {"by": acting.hub, "at": AT, "case": case, "what": "wait", "reason": "Wrong time"}
    with pytest.raises(ImpossibleFact):
        correct_fact(**more, fact_id=wait.pk, changes={"ended_at": EARLIER})
    close_case(by=acting.hub, at=AT, case=case, end_waits=True)
    with pytest.raises(ImpossibleFact):
        correct_fact(**more, fact_id=wait.pk, changes={"ended_at": None})
    correct_fact(**more, fact_id=wait.pk, changes={"ended_at": AT - timedelta(minutes=5)})
    [holds] = facts_of(case).waits
    assert holds.ended_at == AT - timedelta(minutes=5)


def test_the_minutes_of_a_closed_case_are_corrected_and_striking_it_out_is_opening_it_again(
    county: County, case: Case, client_for: ClientFor
) -> None:
    close_case(by=actors(county).hub, at=AT, case=case, amhp_minutes=9)
    closure = facts_of(case).closure
    assert closure is not None
    when = {"happened_day": "24/11/2026", "happened_time": "14:20", "fact": f"close-{closure.pk}"}
    struck = send(client_for("hub_amhp"), case, "correction", **when, did_not_happen="on", reason="No")
    assert struck.status_code == 422 and "open it again" in struck.content.decode()  # type: ignore[attr-defined]
    kept = send(
        client_for("hub_amhp"), case, "correction", **when, amhp_minutes="90", reason="A digit was lost"
    )
    assert kept.status_code == 303  # type: ignore[attr-defined]
    corrected = facts_of(case).closure
    assert corrected is not None and (corrected.amhp_minutes, corrected.corrects_id) == (90, closure.pk)


def test_what_a_doctor_knew_can_be_corrected(county: County, case: Case, client_for: ClientFor) -> None:
    seen = record_recommendation(
        by=actors(county).hub, at=AT, case=case, doctor_name="Dr Voss", recommends=True, section_12=True
    )
    answer = send(
        client_for("hub_amhp"), case, "correction", fact=f"recommendation-{seen.pk}", doctor_name="Dr Voss",
        section_12="yes", knew_person="no", happened_day="24/11/2026", happened_time="14:20", reason="Asked again",
    )  # fmt: skip
    assert answer.status_code == 303  # type: ignore[attr-defined]
    assert Recommendation.objects.get(corrects=seen).knew_person is False


def test_an_alert_is_ended_with_a_reason_and_stays_in_the_history(
    county: County, case: Case, client_for: ClientFor
) -> None:
    hub = actors(county).hub
    record_alert_of_case(by=hub, at=AT, case=case, text="Dog loose in the yard")
    other = make_case(county)
    record_alert_of_case(by=hub, at=AT, case=other, text="Somebody else’s")
    client = client_for("hub_amhp")
    nothing = send(client, case, "alert-end", alert=str(StaffSafetyAlert.objects.get(person=other.person).pk))
    assert nothing.status_code == 422 and StaffSafetyAlert.objects.filter(ended_at=None).count() == 2  # type: ignore[attr-defined]
    [alert] = about(case.person).alerts
    assert send(client, case, "alert-end", alert=str(alert.pk)).status_code == 422  # type: ignore[attr-defined]
    done = send(client, case, "alert-end", alert=str(alert.pk), reason="The dog has gone")
    assert done.status_code == 303  # type: ignore[attr-defined]
    ended = StaffSafetyAlert.objects.get(pk=alert.pk)
    assert (ended.ended_reason, ended.ended_by_id, ended.text) == (
        "The dog has gone", county.users["hub_amhp"].pk, "Dog loose in the yard",
    )  # fmt: skip
    assert list(about(case.person).alerts) == []
    gone = send(client, case, "alert-end", alert=str(alert.pk), reason="Again")
    assert gone.status_code == 422 and "There is no alert to end" in gone.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "moves"),
    [
        ({"authorised_by": "doctor responsible for the examination"}, True),
        ({"authorised_by": "AMHP"}, False),
        ({"superintendent_approved": "yes"}, True),
        ({"superintendent_approved": "no"}, False),
        ({"ground": "no AMHP available"}, False),
    ],
)
def test_an_extension_says_who_authorised_it_on_what_ground_and_who_approved(
    case: Case, client_for: ClientFor, said: dict[str, str], moves: bool
) -> None:
    client = client_for("hub_amhp")
    moment = {"happened_day": "today", "happened_time": "1300"}
    assert send(client, case, "legal-event", kind="s136_arrived", **moment).status_code == 303  # type: ignore[attr-defined]
    extension = {
        "kind": "s136b_extension", "hours": "6", "told_by": "Dr Voss", "ground": "person too intoxicated", **moment,
    }  # fmt: skip
    without = send(client, case, "legal-event", **(extension | {"hours": ""}))
    assert without.status_code == 422  # type: ignore[attr-defined]
    assert (
        send(client, case, "legal-event", **(extension | {"happened_time": "1405"} | said)).status_code == 303
    )  # type: ignore[attr-defined]
    [clock] = [clock for clock in clocks_of(facts_of(case), AT) if clock.rule == "s136.expiry"]
    assert clock.ends_at == AT.replace(hour=13, minute=0) + timedelta(hours=30 if moves else 24)
