"""Each form records one thing, keeps what was typed when it cannot, and shows nothing about the person."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from onenumber.access.middleware import viewer
from onenumber.cases.actions import record_attempt, take_up
from onenumber.cases.forms import FORMS
from onenumber.cases.models import Attempt, Case, Decision, LegalEvent, Note, Recommendation, Triage, Wait
from onenumber.cases.queries import facts_of
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.conftest import AT, Clock, County

ClientFor = Callable[[str], Client]


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """Held by the locality AMHP, the hub AMHP on duty."""
    begin_duty(county, "hub_amhp")
    made = make_case(county, contact_type="S136")
    take_up(by=actors(county).amhp, at=AT, case=made, practitioner=county.practitioners["locality_amhp"])
    return made


def address(case: Case, what: str) -> str:
    return f"/cases/{case.reference}/add/{what}/"


def send(client: Client, case: Case, what: str, **typed: object) -> HttpResponse:
    """Type into a form and send it; the moment is today 14:10 unless given."""
    fields = {"key": str(uuid4()), "happened_day": "today", "happened_time": "1410"} | typed
    return client.post(address(case, what), fields)


RIGHT: list[tuple[str, str, dict[str, object]]] = [
    ("hub_amhp", "note", {"text": "Rung back."}),
    ("hub_amhp", "triage", {"answer": "ASSESS", "priority": "4", "reasons": "Held under s136."}),
    ("hub_amhp", "legal-event", {"kind": "s136_arrived", "told_by": "PC Hobbs"}),
    (
        "hub_amhp",
        "wait",
        {"reason": "DOC_S12", "stage": "DOCTOR", "agency": "Section 12 doctors", "chosen": "forced"},
    ),
    ("locality_amhp", "attempt", {"result": "NO_ACCESS", "place": "Westmoor Infirmary ED"}),
    (
        "locality_amhp",
        "recommendation",
        {"doctor_name": "Dr Voss", "recommends": "yes", "examined_time": "1400"},
    ),
    ("locality_amhp", "relative", {"result": "INFORMED", "name": "Pat Marsh", "relation": "mother"}),
    ("locality_amhp", "decision", {"outcome": "HTT", "reasons": "She agrees.", "held": "ended"}),
    ("hub_amhp", "carrying-out", {"step": "bed_requested", "bed": "LOCAL"}),
    ("hub_amhp", "change", {"field": "place", "place": "Police station"}),
    ("hub_amhp", "alert", {"text": "Two to visit."}),
    ("hub_amhp", "person", {"field": "name", "value": "Lea Marsh", "reason": "Spelt so on the card."}),
    ("hub_amhp", "stand-down", {"how": "stood down", "happened_time": "n"}),
    ("locality_amhp", "close", {"kind": "closed", "amhp_minutes": "90"}),
    ("hub_amhp", "close", {"kind": "closed", "holder_finished": "on"}),
    ("hub_amhp", "written-reasons", {"owed_to": "Pat Marsh"}),
]


def test_a_form_sent_again_while_the_first_is_being_kept_is_answered_as_the_first(
    case: Case, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = client_for("hub_amhp")
    send(hub, case, "wait", reason="DOC_S12", stage="DOCTOR", agency="Section 12 doctors", chosen="forced")
    ends: dict[str, object] = {"wait": Wait.objects.get().pk, "how": "ended", "key": str(uuid4())}
    first = send(hub, case, "wait-end", **ends)
    kept, asked = viewer.already_answered, []

    def not_yet(*key: object, **of: object) -> object:
        asked.append(key)
        return None if len(asked) == 1 else kept(*key, **of)  # kept just after it was first looked for

    monkeypatch.setattr(viewer, "already_answered", not_yet)
    again = send(hub, case, "wait-end", **ends)
    assert (again.status_code, again["Location"]) == (first.status_code, first["Location"]) == (
        303, f"/cases/{case.reference}/",
    )  # fmt: skip
    other = send(hub, case, "wait-end", **ends | {"key": str(uuid4())})
    assert other.status_code == 422  # somebody else's form is still told that there is no such wait


@pytest.mark.parametrize(
    ("role", "what", "typed"), RIGHT, ids=[f"{what} by {role}" for role, what, _ in RIGHT]
)
def test_records_and_goes_back_to_the_case(
    case: Case, client_for: ClientFor, role: str, what: str, typed: dict[str, object]
) -> None:
    client = client_for(role)
    shown = client.get(address(case, what))
    assert shown.status_code == 200
    if what != "relative":
        assert "Marsh" not in shown.content.decode().replace("Pat Marsh", "")
    answer = send(client, case, what, **typed)
    assert (answer.status_code, answer["Location"]) == (303, f"/cases/{case.reference}/")  # type: ignore[attr-defined]


def test_every_form_opens(case: Case, client_for: ClientFor) -> None:
    client = client_for("locality_amhp")
    assert {what: client.get(address(case, what)).status_code for what in FORMS} == dict.fromkeys(FORMS, 200)
    assert client.get(address(case, "nonsense")).status_code == 404


def test_what_was_typed_is_what_is_kept(county: County, case: Case, client_for: ClientFor) -> None:
    hub, amhp = client_for("hub_amhp"), client_for("locality_amhp")
    send(
        hub,
        case,
        "legal-event",
        kind="s136_arrived",
        told_by="PC Hobbs",
        happened_day="23/11",
        happened_time="3:32pm",
    )
    event = LegalEvent.objects.get()
    assert event.happened_at.isoformat() == "2026-11-23T15:32:00+00:00"
    send(
        hub,
        case,
        "wait",
        reason="BED_NONE",
        stage="BED",
        agency="Trust bed team",
        chosen="chosen",
        happened_time="-10",
    )
    wait = Wait.objects.get()
    assert (wait.happened_at.isoformat(), wait.chosen, wait.agency) == (
        "2026-11-24T14:10:00+00:00", True, "Trust bed team",
    )  # fmt: skip
    send(hub, case, "wait-end", wait=wait.pk, how="escalated", escalated_to="Director on call")
    send(hub, case, "wait-end", wait=wait.pk, how="ended", harm="NONE", happened_time="n")
    wait.refresh_from_db()
    assert (wait.escalated_to, wait.harm, wait.ended_at) == ("Director on call", "NONE", AT)
    send(amhp, case, "attempt", result="", happened_time="1400")
    attempt = Attempt.objects.get()
    send(
        amhp,
        case,
        "attempt-end",
        attempt=attempt.pk,
        result="DONE",
        present="A nurse",
        interpreter_used="yes",
    )
    attempt.refresh_from_db()
    assert (attempt.result, attempt.present, attempt.interpreter_used) == ("DONE", "A nurse", True)
    send(
        amhp, case, "decision", outcome="NOT_PROGRESSED", reasons="He left with his sister.", alternative_used="CMHT",
        declined_despite_two="on", alternatives="Home treatment: offered, accepted.", happened_time="14:15",
    )  # fmt: skip
    decision = Decision.objects.get()
    assert (decision.outcome, decision.amhp_name, decision.alternative_used, decision.declined_despite_two) == (
        "NOT_PROGRESSED", "Omar Farouk", "CMHT", True,
    )  # fmt: skip
    assert decision.approval_in_force is True


def test_errors_stand_beside_the_field_and_nothing_is_lost(case: Case, client_for: ClientFor) -> None:
    client = client_for("hub_amhp")
    answer = send(
        client, case, "wait", reason="BED_NONE", stage="BED", agency="", chosen="forced", note="Asked at noon"
    )
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422 and not Wait.objects.exists()  # type: ignore[attr-defined]
    assert 'id="id_agency-error"' in page and "Write who is waited on" in page and "Asked at noon" in page
    answer = send(client, case, "note", text="Later today.", happened_time="2350")
    assert answer.status_code == 422 and "This time has not come yet" in answer.content.decode()  # type: ignore[attr-defined]
    answer = send(client, case, "triage", answer="NOT_ASSESS", practitioner="", reasons="No grounds.")
    assert answer.status_code == 422 and 'id="id_practitioner-error"' in answer.content.decode()  # type: ignore[attr-defined]
    assert not Note.objects.exists() and not Triage.objects.exists()


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("29/3/2026", "0130", "clocks went forward"),
        ("25/10/2026", "0130", "BST or GMT"),
        ("31/2/2026", "0900", "no such day"),
        ("1/1/9999", "0900", ""),
        ("today", "half nine", "Type the time"),
        ("x" * 500, "0900", ""),
        ("today", "", "Type the time"),
    ],
)
def test_times_that_cannot_be(case: Case, client_for: ClientFor, day: str, time: str, words: str) -> None:
    answer = send(
        client_for("hub_amhp"), case, "note", text="Kept words.", happened_day=day, happened_time=time
    )
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422 and words in page and "Kept words." in page  # type: ignore[attr-defined]
    assert not Note.objects.exists()


def test_the_hour_that_comes_twice_is_asked_about(case: Case, client_for: ClientFor) -> None:
    client = client_for("hub_amhp")
    typed = {"text": "Night call.", "happened_day": "25/10/2026", "happened_time": "0130"}
    assert 'name="happened_fold"' in send(client, case, "note", **typed).content.decode()  # type: ignore[attr-defined]
    assert 'name="happened_fold"' not in client.get(address(case, "note")).content.decode()
    send(client, case, "note", happened_fold="BST", **typed)
    assert Note.objects.get().happened_at.isoformat() == "2026-10-25T00:30:00+00:00"


def test_a_form_sent_twice_is_answered_once(case: Case, client_for: ClientFor) -> None:
    client, key = client_for("hub_amhp"), str(uuid4())
    answers = [send(client, case, "note", text="Once.", key=key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]  # type: ignore[attr-defined]
    assert Note.objects.count() == 1
    assert send(client, case, "note", text="No key.", key="").status_code == 400  # type: ignore[attr-defined]


def test_a_correction_is_added_and_the_first_stays(county: County, case: Case, client_for: ClientFor) -> None:
    attempt = record_attempt(by=actors(county).amhp, at=AT, case=case, result="NO_ACCESS", place="Her flat")
    client = client_for("hub_amhp")
    assert "Her flat" in client.get(address(case, "correction")).content.decode()
    shown = client.get(f"{address(case, 'correction')}?fact=attempt-{attempt.pk}").content.decode()
    assert 'value="Her flat"' in shown
    fact = {
        "fact": f"attempt-{attempt.pk}",
        "place": "His flat",
        "result": "NO_ACCESS",
        "happened_time": "1420",
    }
    assert send(client, case, "correction", reason="", **fact).status_code == 422  # type: ignore[attr-defined]
    assert send(client, case, "correction", reason="Wrong flat.", **fact).status_code == 303  # type: ignore[attr-defined]
    later = Attempt.objects.get(corrects=attempt)
    assert (later.place, later.correction_reason, later.struck_out) == ("His flat", "Wrong flat.", False)
    assert [row.pk for row in facts_of(case).attempts] == [later.pk]
    struck = {
        "fact": f"attempt-{later.pk}",
        "did_not_happen": "on",
        "reason": "Another case.",
        "happened_time": "1420",
    }
    assert send(client, case, "correction", **struck).status_code == 303  # type: ignore[attr-defined]
    assert facts_of(case).attempts == ()
    assert Attempt.objects.count() == 3


def test_who_decides(county: County, case: Case, client_for: ClientFor) -> None:
    answer = client_for("hub_amhp").get(address(case, "decision"))
    assert answer.status_code == 409
    assert "Omar Farouk decides" in answer.content.decode()
    assert send(client_for("hub_amhp"), case, "decision", outcome="S2", reasons="x").status_code == 409  # type: ignore[attr-defined]
    assert not Decision.objects.exists()
    page = client_for("locality_amhp").get(address(case, "decision")).content.decode()
    labels = [
        page.index(f"{label}<")
        for label in ("admitted under section 2", "home treatment", "informal admission")
    ]
    assert labels == sorted(labels)


def test_given_a_reason_one_is_back_on_the_page_that_asked(
    county: County, case: Case, client_for: ClientFor
) -> None:
    county.westmoor.settings = {"record.reason_open_minutes": {"value": 60}}
    county.westmoor.save()
    lead = client_for("amhp_lead")
    asks = lead.get(address(case, "note"))["Location"]
    given = lead.post(asks, {"key": str(uuid4()), "reason": "The ward rang about them just now"})
    assert (given.status_code, given["Location"]) == (303, address(case, "note")), (
        "back to the page that asked"
    )
    assert lead.get(asks)["Location"] == address(case, "note"), "open already"
    for elsewhere in (
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/a%00",
        "/b%0d%0aX: y",
        "/" * 300,
    ):
        leads = lead.get(f"/cases/{case.reference}/reason/?next={elsewhere}")["Location"]
        assert leads == f"/cases/{case.reference}/", elsewhere


def test_who_gets_no_form(county: County, case: Case, client_for: ClientFor) -> None:
    for role in ("manager", "auditor", "analyst", "system_admin", "foreign"):
        assert client_for(role).get(address(case, "note")).status_code == 404, role
        assert send(client_for(role), case, "note", text="x").status_code == 404, role  # type: ignore[attr-defined]
    answer = client_for("amhp_lead").get(address(case, "note"))
    asks = f"/cases/{case.reference}/reason/?next=%2Fcases%2F{case.reference}%2Fadd%2Fnote%2F"
    assert (answer.status_code, answer["Location"]) == (302, asks)
    assert client_for("signed_out").get(address(case, "note")).status_code == 302
    assert not Note.objects.exists()
    begin_duty(county, "support")
    assert client_for("support").get(address(case, "note")).status_code == 200
    assert client_for("support").get(address(case, "close")).status_code == 404
    assert Recommendation.objects.count() == 0
