"""A page asks the database as often with twenty rows as with one, and not more often than it did when this was written.

Architecture, house tests: "query counts the same with 1 and 20 rows".
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import onenumber
from onenumber.allocation.actions import Asked, ask_back_up, record_ask, send_offers
from onenumber.cases.actions import (
    change_commitment,
    open_from_contact,
    open_wait,
    record_alert_of_case,
    record_note,
    record_relative_of_case,
    take_up,
)
from onenumber.cases.models import Case
from onenumber.fieldwork.actions import Told, take_entry
from onenumber.intake.actions import correct_contact, record_contact, record_police_entry
from onenumber.intake.models import Contact, ContactFacts
from onenumber.organisations.queries import read_service_file
from onenumber.persons.actions import record_person
from onenumber.rota.actions import record_duty
from onenumber.welfare.actions import call_not_safe
from tests.onenumber.conftest import AT, Clock, County
from tests.onenumber.doors import doors

MANY = 20
KEEPS_WHO_OPENED = {"case", "contact"}
# Queries of one request, sign-in and shell included; a page may ask less often, never more. The board: one for texts,
# two for those asked to come who have not answered, or not come, one for searches for a bed, one for requests between
# services. The case: one for what is arranged there, one for requests.
BASELINE = {
    "board": 25, "board, unchanged": 6, "case": 29, "history": 14, "contact": 8, "my day": 39,
}  # fmt: skip


@pytest.fixture
def ready(county: County, clock: Clock) -> County:
    """Westmoor with its settings, the hub and a locality AMHP on duty."""
    file = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
    county.westmoor.settings = dict(read_service_file(file.read_text()).settings)
    county.westmoor.save()
    for key, kind in (("hub_amhp", "hub"), ("locality_amhp", "locality")):
        record_duty(
            by=county.viewer("amhp_lead"), at=AT, service=county.westmoor, practitioner=county.practitioners[key],
            kind=kind, locality=county.locality, starts_at=AT - timedelta(hours=2), ends_at=AT + timedelta(hours=6),
        )  # fmt: skip
    return county


def facts(county: County, kind: str) -> ContactFacts:
    return ContactFacts(
        kind=kind, received_at=AT - timedelta(minutes=50), locality=county.locality, caller_name="Sister Moss",
        caller_role="Ward manager", place="Ward 3", place_kind="WARD", event="nothing", danger="no",
    )  # fmt: skip


def a_case(county: County, number: int) -> Case:
    hub = county.viewer("hub_amhp")
    name = f"Leah {ascii_lowercase[number].upper()}arsh"
    person = record_person(by=hub, at=AT, service=county.westmoor, council=county.council, name=name)
    return open_from_contact(
        by=hub, at=AT, service=county.westmoor, facts=facts(county, "referral"), person=person
    )


def offer(county: County, case: Case, key: str) -> None:
    send_offers(
        by=county.viewer("hub_amhp"), at=AT, case=case, practitioner_ids=[county.practitioners[key].pk],
        together=True, answer_minutes=20,
    )  # fmt: skip


def wait(county: County, case: Case) -> None:
    open_wait(
        by=county.viewer("hub_amhp"),
        at=AT,
        case=case,
        stage="BED",
        reason="BED_NONE",
        agency="Bed team",
        chosen=False,
    )


def add_to_board(county: County, number: int) -> None:
    """Everything the board has a row for."""
    offer(county, a_case(county, number), "locality_amhp")
    wait(county, a_case(county, number))
    kept_apart(county, a_case(county, number))
    hub = county.viewer("hub_amhp")
    bed = Asked(what="bed", whom="Trust bed team")
    record_ask(by=hub, at=AT - timedelta(hours=5), case=a_case(county, number), asked=bed, wait_begins=False)
    record_contact(by=hub, at=AT, service=county.westmoor, facts=facts(county, "advice"), person=None)
    ask_back_up(
        by=hub, at=AT, service=county.westmoor, why="alone", urgent=True, words="At the ward",
        practitioner=county.practitioners["locality_amhp"],
    )  # fmt: skip
    key = f"spare {number}"
    county.add_user(
        key, name=f"Spare {number}", role="locality_amhp", service=county.westmoor, hats=("amhp",)
    )
    record_duty(
        by=county.viewer("amhp_lead"), at=AT, service=county.westmoor, practitioner=county.practitioners[key],
        kind="spare", locality=None, starts_at=AT - timedelta(hours=1), ends_at=AT + timedelta(hours=3),
    )  # fmt: skip
    call_not_safe(by=county.viewer(key), at=AT, practitioner=county.practitioners[key])


def add_to_case(county: County, case: Case, number: int) -> None:
    """Everything the case page has a line for."""
    by = county.viewer("hub_amhp")
    record_note(by=by, at=AT, case=case, text=f"Note {number}")
    wait(county, case)
    record_alert_of_case(by=by, at=AT, case=case, text=f"Alert {number}")
    record_relative_of_case(by=by, at=AT, case=case, name=f"Relative {number}", relation="sister")
    key = f"asked {number}"
    county.add_user(
        key, name=f"Asked {number}", role="locality_amhp", service=county.westmoor, hats=("amhp",)
    )
    offer(county, case, key)
    kept_apart(county, case)


def kept_apart(county: County, case: Case) -> None:
    """A phone that says one hour what the record says for another."""
    who = county.practitioners["locality_amhp"]
    told = Told(kind="finished", reference=case.reference, happened_at=AT - timedelta(minutes=5))
    assert take_entry(by=county.viewer("locality_amhp"), at=AT, practitioner=who, told=told, key=uuid4())


def add_to_contact(county: County, contact: Contact, number: int) -> None:
    """Everything the contact page has a line for."""
    by = county.viewer("hub_amhp")
    record_police_entry(by=by, at=AT, contact=contact, advice_given=f"Advice {number}")
    correct_contact(by=by, at=AT, contact=contact, field="words", value=f"Said {number}", reason="Misheard")


def add_to_my_day(county: County, number: int) -> None:
    """A case held and waiting, and one offered."""
    held = take_up(
        by=county.viewer("locality_amhp"), at=AT, case=a_case(county, number),
        practitioner=county.practitioners["locality_amhp"],
    )  # fmt: skip
    change_commitment(by=county.viewer("locality_amhp"), at=AT, commitment=held, kind="waiting")
    kept_apart(county, held.case)
    offer(county, a_case(county, number), "locality_amhp")


def queries(client: Client, address: str, status: int = 200, **headers: str) -> int:
    """How often the database is asked by the second opening of a page (the first may write down that it was seen)."""
    client.get(address, headers=headers)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers=headers)
    assert answer.status_code == status
    return len(asked)


def compare(name: str, client: Client, address: str, add: Callable[[int], object], *, first: int = 1) -> None:
    """The same number with one row of each kind and with twenty, and not above the baseline."""
    for number in range(first):
        add(number)
    few = queries(client, address)
    for number in range(first, MANY):
        add(number)
    many = queries(client, address)
    assert few == many, f"{name}: {few} queries with {first}, {many} with {MANY}"
    allowed = BASELINE[name] + doors(3 if name in KEEPS_WHO_OPENED else 1)
    assert many <= allowed, f"{name}: {many} queries, {allowed} when this was written"


def test_the_board(ready: County, client_for: Callable[[str], Client]) -> None:
    client = client_for("hub_amhp")
    compare("board", client, "/board/", lambda number: add_to_board(ready, number))
    etag = client.get("/board/").headers["ETag"]
    unchanged = queries(client, "/board/", 304, **{"If-None-Match": etag})
    assert unchanged <= BASELINE["board, unchanged"] + doors()


def test_a_case(ready: County, client_for: Callable[[str], Client]) -> None:
    case = a_case(ready, 25)
    compare(
        "case",
        client_for("hub_amhp"),
        f"/cases/{case.reference}/",
        lambda number: add_to_case(ready, case, number),
    )


def test_the_past(ready: County, client_for: Callable[[str], Client]) -> None:
    compare("history", client_for("hub_amhp"), "/history/", lambda number: a_case(ready, number))


def test_a_contact(ready: County, client_for: Callable[[str], Client]) -> None:
    contact = record_contact(
        by=ready.viewer("hub_amhp"), at=AT, service=ready.westmoor, facts=facts(ready, "police"), person=None
    )
    compare(
        "contact", client_for("hub_amhp"), f"/contacts/{contact.reference}/",
        lambda number: add_to_contact(ready, contact, number),
    )  # fmt: skip


def test_my_day(ready: County, client_for: Callable[[str], Client]) -> None:
    client = client_for("locality_amhp")
    add_to_my_day(ready, 25)
    assert (
        queries(client, "/my-day/") <= BASELINE["my day"] + doors()
    )  # one case alone is read in fewer: its facts in one query
    compare("my day", client, "/my-day/", lambda number: add_to_my_day(ready, number))
