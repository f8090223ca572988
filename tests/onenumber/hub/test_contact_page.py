"""The page of one contact: what it shows, what can be added, who it opens to."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onenumber.access.models import ReasonGiven
from onenumber.audit.models import Entry, Opening, Viewer
from onenumber.cases.models import Case
from onenumber.hub.forms.contact import FORMS
from onenumber.intake.actions import record_contact
from onenumber.intake.models import (
    Contact,
    ContactCorrection,
    ContactFacts,
    ContactStep,
    Countersign,
    PoliceLine,
)
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person, SamePerson
from tests.onenumber.conftest import AT, Clock, County
from tests.onenumber.doors import doors

ClientFor = Callable[[str], Client]
Viewers = Callable[..., Viewer]
NUMBER = "9994281429"


@pytest.fixture
def hub(client_for: ClientFor, clock: Clock) -> Client:
    return client_for("hub_amhp")


def made(county: County, by: Viewer, person: Person | None = None, **told: Any) -> Contact:
    facts = ContactFacts(
        **{
            "kind": "advice",
            "received_at": AT,
            "caller_name": "Ruth Penrose",
            "event": "nothing",
            "danger": "no",
            "words": "What is right here?",
            **told,
        }
    )
    return record_contact(by=by, at=AT, service=county.westmoor, facts=facts, person=person)


def someone(county: County, by: Viewer) -> Person:
    return record_person(
        by=by,
        at=AT,
        service=county.westmoor,
        council=county.council,
        name="Edwin Sallis",
        birth_date=date(1939, 8, 11),
        nhs_number=NUMBER,
    )


def add(client: Client, contact: Contact, what: str, **typed: str) -> Any:
    data = {"what": what, "key": str(uuid.uuid4()), **typed}
    return client.post(f"/contacts/{contact.reference}/add/", data)


def text(client: Client, contact: Contact) -> str:
    page = client.get(f"/contacts/{contact.reference}/")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.content.decode())


def test_everything_that_was_told_is_there(hub: Client, county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    contact = made(
        county,
        by,
        someone(county, by),
        kind="police",
        place="Bus shelter",
        source="POLICE_S136",
        place_kind="STREET",
        caller_role="Police constable",
        caller_number="01632 960 162",
        locality=county.locality,
    )
    page = text(hub, contact)
    for words in (
        "police considering s136",
        "Ruth Penrose",
        "Police constable",
        "01632 960 162",
        "Bus shelter",
        "North Moor",
        "999 428 1429",
        "11 Aug 1939 (age 87)",
        "Nothing has started",
        "police (s136)",
        "What is right here?",
        "advice to police who consider s136",
        "Recorded, still waiting",
    ):
        assert words in page, words
    assert Opening.objects.get(person_id=contact.person_id).how == "contact"


@pytest.mark.parametrize(
    ("what", "typed", "words"),
    [
        ("answered", {"detail": "GP first"}, "answered: GP first"),
        ("passed_on", {"detail": "children’s team"}, "children’s team"),
        ("withdrawn", {}, "Withdrawn"),
        ("voided", {"detail": "recorded twice"}, "Voided: recorded twice"),
    ],
)
def test_what_became_of_it(
    hub: Client, county: County, viewer: Viewers, what: str, typed: dict[str, str], words: str
) -> None:
    contact = made(county, viewer("hub_amhp"))
    answer = add(hub, contact, what, **typed)
    assert (answer.status_code, answer["Location"]) == (303, f"/contacts/{contact.reference}/")
    assert ContactStep.objects.get().kind == what
    assert words in text(hub, contact)


@pytest.mark.parametrize(
    ("what", "typed", "words"),
    [
        ("passed_on", {"detail": ""}, "Say to whom"),
        ("voided", {"detail": " "}, "Say why"),
        ("police", {}, "Write at least one"),
        ("correct", {"field": "source", "value": "X", "reason": "r"}, "Write one of"),
        ("correct", {"field": "service", "value": "2", "reason": "r"}, "Choose one of these"),
        ("correct", {"field": "words", "value": "x", "reason": ""}, "Say why"),
        ("correct_person", {"field": "nhs_number", "value": "123", "reason": "r"}, "10 digits"),
        ("correct_person", {"field": "birth_date", "value": "31 2 1990", "reason": "r"}, "no such day"),
        ("correct_person", {"field": "restricted", "value": "no", "reason": "r"}, "Choose"),
        ("referral", {"contact_type": "ADVICE"}, "Choose one of these"),
        ("same", {"person": "x"}, "Open the page again"),
        ("same", {"person": "999999"}, "no longer there"),
        ("answered", {"detail": "x" * 401}, "400 characters"),
        ("answered", {"detail": "a\x00"}, "cannot be kept"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(
    hub: Client, county: County, viewer: Viewers, what: str, typed: dict[str, str], words: str
) -> None:
    by = viewer("hub_amhp")
    contact = made(county, by, someone(county, by), kind="police")
    answer = add(hub, contact, what, **typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert (
        not ContactStep.objects.exists()
        and not ContactCorrection.objects.exists()
        and not PoliceLine.objects.exists()
    )


def test_the_police_line_fills_up(
    hub: Client, county: County, viewer: Viewers, client_for: ClientFor, clock: Clock
) -> None:
    contact = made(county, viewer("hub_amhp"), kind="police")
    assert "Add to the police line" in text(hub, contact)
    add(hub, contact, "police", record_check="known to the CMHT", advice_given="ring the crisis team")
    clock.forward(hours=24)
    hub = client_for("hub_amhp")
    add(hub, contact, "police", officer_did="went home with her sister", outcome_next_day="seen by the GP")
    page = text(hub, contact)
    for words in ("known to the CMHT", "ring the crisis team", "went home with her sister", "seen by the GP"):
        assert words in page
    assert add(hub, made(county, viewer("hub_amhp")), "police", advice_given="x").status_code == 422


def test_it_can_be_turned_into_a_referral_once(hub: Client, county: County, viewer: Viewers) -> None:
    contact = made(county, viewer("hub_amhp"))
    answer = add(hub, contact, "referral", contact_type="S13")
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.reference}/"
    assert f"/cases/{case.reference}/" in text(hub, contact)
    assert add(hub, contact, "referral", contact_type="S13").status_code == 409
    assert add(hub, contact, "voided", detail="x").status_code == 409
    assert Case.objects.count() == 1


def test_sent_twice_it_is_added_once(hub: Client, county: County, viewer: Viewers) -> None:
    contact = made(county, viewer("hub_amhp"))
    key = str(uuid.uuid4())
    for _ in range(2):
        assert add(hub, contact, "answered", detail="once", key=key).status_code == 303
    assert ContactStep.objects.count() == 1
    assert add(hub, contact, "answered", key="no key").status_code == 422


def test_corrections_show_first_and_keep_what_it_said(hub: Client, county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    contact = made(county, by, someone(county, by))
    add(hub, contact, "correct", field="caller_name", value="Ruth Penfold", reason="misheard")
    add(hub, contact, "correct_person", field="birth_date", value="12 8 1939", reason="from the papers")
    page = text(hub, contact)
    assert "Ruth Penfold" in page and "Corrects: Ruth Penrose" in page and "misheard" in page
    assert "12 Aug 1939 (age 87)" in page
    assert "Ruth" not in "".join(Entry.objects.values_list("fields", flat=True))


def test_the_open_question_is_answered_later(hub: Client, county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    known, contact = someone(county, by), made(county, by, someone(county, by))
    assert "Is this the same person?" in text(hub, contact)
    assert add(hub, contact, "same", person=str(known.pk)).status_code == 303
    assert SamePerson.objects.get().kept_id == known.pk
    assert "Is this the same person?" not in text(hub, contact)


def test_without_a_relationship_it_asks_for_a_reason(
    county: County, viewer: Viewers, client_for: ClientFor, clock: Clock
) -> None:
    county.westmoor.settings = {"record.reason_open_minutes": {"value": 60}}
    county.westmoor.save()
    by = viewer("hub_amhp")
    contact, lead = made(county, by, someone(county, by)), client_for("amhp_lead")
    page = text(lead, contact)
    assert "Why do you need to open this record?" in page and "Sallis" not in page and "Penrose" not in page
    assert not Opening.objects.exists()
    assert add(lead, contact, "answered").status_code == 404
    assert add(lead, contact, "reason", reason=" ").status_code == 422
    assert add(lead, contact, "reason", reason="asked by the ward").status_code == 303
    assert ReasonGiven.objects.get().reason == "asked by the ward"
    assert "Edwin Sallis" in text(lead, contact)
    clock.forward(minutes=61)
    assert "Sallis" not in text(client_for("amhp_lead"), contact)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("hub_amhp", 200),
        ("amhp_lead", 200),
        ("trainee", 200),
        ("edt_officer", 200),
        ("support", 404),
        ("manager", 404),
        ("auditor", 404),
        ("analyst", 404),
        ("system_admin", 404),
        ("locality_amhp", 404),
        ("foreign", 404),
        ("signed_out", 302),
    ],
)
def test_who_it_opens_to(
    county: County, viewer: Viewers, client_for: ClientFor, clock: Clock, role: str, status: int
) -> None:
    contact = made(county, viewer("hub_amhp"), words="CANARY")
    client = client_for(role)
    answer = client.get(f"/contacts/{contact.reference}/")
    assert answer.status_code == status
    assert (b"CANARY" in answer.content) == (status == 200)
    if status == 404:
        assert add(client, contact, "answered").status_code == 404
        assert not ContactStep.objects.exists()


def test_a_viewer_of_another_council_does_not_see_it(
    county: County, viewer: Viewers, client_for: ClientFor, clock: Clock
) -> None:
    contact = made(county, viewer("hub_amhp"), locality=county.locality)
    county.add_user(
        "narrow", name="N. Row", role="hub_amhp", service=county.westmoor, council=county.other_council
    )
    assert client_for("narrow").get(f"/contacts/{contact.reference}/").status_code == 404


def test_a_trainees_contact_is_countersigned(
    hub: Client, county: County, viewer: Viewers, client_for: ClientFor
) -> None:
    contact = made(county, viewer("trainee"))
    assert "Taken by a trainee" in text(hub, contact)
    assert add(client_for("trainee"), contact, "countersign").status_code == 404
    assert add(hub, contact, "countersign").status_code == 303
    assert Countersign.objects.get().by_name == "Dilys Probert"
    page = text(hub, contact)
    assert "Taken by a trainee" not in page and "countersigned" in page


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.one_of(st.sampled_from(sorted(FORMS)), st.text(max_size=8)),
    typed=st.dictionaries(
        st.sampled_from(
            [
                "detail",
                "record_check",
                "advice_given",
                "field",
                "value",
                "reason",
                "person",
                "contact_type",
                "key",
            ]
        ),
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(["\x00", "x" * 20_000, "words", "nhs_number", "1", "-1", "9" * 40, "S13"]),
        ),
    ),
)
def test_anything_can_be_sent(
    county: County, viewer: Viewers, client_for: ClientFor, clock: Clock, what: str, typed: dict[str, str]
) -> None:
    by = viewer("hub_amhp")
    contact = made(county, by, someone(county, by), kind="police")
    answer = add(client_for("hub_amhp"), contact, what, **typed)
    assert answer.status_code in {303, 409, 422, 404}


def test_reading_it_costs_the_same_with_one_entry_and_with_twenty(
    hub: Client, county: County, viewer: Viewers, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    contact = made(county, viewer("hub_amhp"), kind="police")
    for number in range(20):
        add(hub, contact, "police", advice_given=f"entry {number}")
        add(hub, contact, "correct", field="words", value=f"words {number}", reason="r")
    hub.get(f"/contacts/{contact.reference}/")
    with django_assert_max_num_queries(20 + doors(3)):
        assert "entry 19" in text(hub, contact) and "words 19" in text(hub, contact).replace(
            str(timedelta()), ""
        )
