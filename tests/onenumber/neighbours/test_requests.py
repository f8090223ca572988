"""Requests between services: both sides say yes by a named person, and until then nothing moves.

Westmoor asks Eastmere, which is here too; and services elsewhere ask and are asked, their answers written down.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client

import onenumber
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import ImpossibleFact, record_legal_event, take_up
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of, soonest
from onenumber.messaging.models import Message
from onenumber.neighbours.actions import ask_neighbour, decide_request, take_on, write_down_asked
from onenumber.neighbours.models import NeighbourRequest, Other, RequestText
from onenumber.neighbours.queries import facts_from, request_for
from onenumber.neighbours.reactions import tell_leads_of_requests
from onenumber.organisations.queries import read_service_file
from onenumber.persons.models import Person
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County

SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
TEXT = RequestText(
    on_behalf_of="Westmoor County Council", why_theirs="She lives in Westmoor, on a ward of yours since Sunday.",
    asks="A consideration for section 3. The ward asks for it today.", answer_minutes=60,
)  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def county(county: County, clock: Clock) -> County:
    """Both services with their settings, and a lead in Eastmere."""
    for service in (county.westmoor, county.eastmere):
        service.settings = dict(read_service_file(SETTINGS.read_text()).settings)
        service.save()
    county.add_user("foreign_lead", name="Frances Holt", role="amhp_lead", service=county.eastmere)
    return county


@pytest.fixture
def case(county: County) -> Case:
    """Leah Marsh's, with section 2 running since Sunday."""
    made = make_case(county, place="Eastmere Infirmary, Teal Ward", place_kind="WARD")
    record_legal_event(
        by=county.viewer("hub_amhp"), at=AT, case=made, kind="s2_admitted", happened_at=AT - timedelta(days=2),
        told_by="Sister Moss",
    )  # fmt: skip
    return made


def ask(county: County, case: Case, to: Other | None = None, role: str = "hub_amhp") -> NeighbourRequest:
    other = to or Other(name=county.eastmere.name, service=county.eastmere)
    return ask_neighbour(by=county.viewer(role), at=AT, case=case, to=other, text=TEXT)


def decide(
    county: County,
    request: NeighbourRequest,
    side: str,
    decision: str,
    role: str,
    at: datetime = AT,
    **more: Any,
) -> None:
    who = county.viewer(role, at)
    decide_request(by=who, at=at, request=request, side=side, decision=decision, **more)


def agree(county: County, request: NeighbourRequest) -> None:
    decide(county, request, "asked", "accepted", "foreign")
    decide(county, request, "asking", "accepted", "hub_amhp")


def now(request: NeighbourRequest) -> str:
    return facts_from([NeighbourRequest.objects.get(pk=request.pk)])[0].standing.name


def board(client: Client) -> str:
    page = client.get("/board/").content.decode()
    return " ".join(page[page.index('id="now"') : page.index('id="open"')].split())


def post(client: Client, address: str, **said: str) -> HttpResponse:
    return client.post(address, {"key": str(uuid4()), **said})


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_both_sides_say_yes_on_screen_and_the_other_opens_its_own_case(
    county: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    ours, theirs = client_for("hub_amhp"), client_for("foreign")
    request = ask(county, case)
    page = f"/requests/{request.pk}/"
    assert "Say yes or no" in board(theirs) and "Westmoor AMHP service asks." in board(theirs)
    assert "Eastmere AMHP service" not in board(ours)  # its hour has not gone by
    assert "The case is with Westmoor AMHP service." in read(theirs, page)
    clock.forward(minutes=5)
    assert post(theirs, page, what="asked", decision="accepted", words="Today by 17:00").status_code == 303
    assert "Frank Eastley of Eastmere AMHP service says yes" in board(ours)
    assert "Nothing moves until both sides have said yes." in read(ours, page)
    assert Message.objects.get(kind="request_answer").to_name == "Dilys Probert"
    clock.forward(minutes=5)
    assert post(ours, page, what="asking", decision="accepted").status_code == 303
    assert "Eastmere AMHP service considers it on behalf of Westmoor County Council" in read(ours, page)
    assert case.reference not in board(ours) and "Open its case" in board(theirs)
    opened = post(theirs, page, what="take")
    assert opened.status_code == 303
    their_page = read(theirs, str(opened.headers["Location"]))
    assert "Leah Marsh" in their_page and "On behalf of Westmoor County Council." in their_page
    made = Case.objects.get(service=county.eastmere)
    assert (made.person.birth_date, made.contact_type) == (case.person.birth_date, case.contact_type)
    told = {(event.kind, event.happened_at, event.told_by) for event in facts_of(made).legal_events}
    assert told == {("s2_admitted", AT - timedelta(days=2), f"Sister Moss, through {case.reference}")}
    one, other = soonest(facts_of(made)), soonest(facts_of(case))
    assert one is not None and other is not None and one.ends_at == other.ends_at
    assert made.reference in read(ours, page) and "Open its case" not in board(theirs)
    taken = county.viewer("foreign", clock.at)
    take_up(by=taken, at=clock.at, case=made, practitioner=county.practitioners["foreign"])
    assert "Frank Eastley holds it." in read(ours, page)
    assert "acting on behalf of Westmoor County Council" in read(theirs, f"/cases/{made.reference}/")


def test_the_other_side_reads_nothing_of_who_it_is_before_it_has_its_own_case(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    request = ask(county, case)
    agree(county, request)
    theirs = client_for("foreign")
    for address in (f"/requests/{request.pk}/", "/requests/", "/board/"):
        page = read(theirs, address)
        assert "Leah" not in page and "Marsh" not in page and "1991" not in page, address
        assert "Teal" not in page, address
    assert "s2 on a ward" in read(theirs, f"/requests/{request.pk}/")
    assert theirs.get(f"/cases/{case.reference}/").status_code == 404
    take_on(by=county.viewer("foreign"), at=AT, request=request)
    assert theirs.get(f"/cases/{case.reference}/").status_code == 404


@pytest.mark.parametrize(
    "asks", ["Leah is on Teal Ward", "MARSH, section 3", "aged 35", "NHS 999 000 1018", "lives in WM7 4QT"]
)
def test_words_that_say_who_it_is_are_sent_back(county: County, case: Case, asks: str) -> None:
    text = RequestText(**(vars(TEXT) | {"asks": asks}))
    other = Other(name="Netherdale AMHP service")
    with pytest.raises(ImpossibleFact, match="Leave out who the person is") as refused:
        ask_neighbour(by=county.viewer("hub_amhp"), at=AT, case=case, to=other, text=text)
    assert refused.value.field == "asks" and not NeighbourRequest.objects.exists()


def test_a_restricted_record_stays_where_it_is(county: County, case: Case) -> None:
    Person.objects.filter(pk=case.person_id).update(restricted=True)
    request = ask(county, case, role="amhp_lead")
    agree(county, request)
    opened = take_on(by=county.viewer("foreign"), at=AT, request=request)
    assert (opened.person.name, opened.person.birth_date, opened.person.nhs_number) == ("", None, "")
    assert facts_of(opened).legal_events


def test_declined_the_case_stays_until_its_own_side_says_what_next(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    request = ask(county, case)
    decide(county, request, "asked", "declined", "foreign", words="Nobody free before tomorrow")
    ours = client_for("hub_amhp")
    assert "says no. The case is here" in board(ours)
    page = f"/requests/{request.pk}/"
    assert (
        post(ours, page, what="asking", decision="accepted").status_code == 422
    )  # there is no yes to accept
    assert post(ours, page, what="asking", decision="kept").status_code == 303
    assert now(request) == "KEPT" and case.reference not in board(ours)
    assert "The case stays with Westmoor AMHP service." in read(ours, page)
    assert "Nobody free before tomorrow" in read(ours, page)
    assert post(ours, page, what="asking", decision="withdrawn").status_code == 409


def test_nobody_decides_for_the_other_side_nor_twice(county: County, case: Case) -> None:
    request = ask(county, case)
    for side, decision, role in (
        ("asked", "accepted", "hub_amhp"), ("asking", "withdrawn", "foreign"), ("asked", "accepted", "manager"),
        ("asking", "withdrawn", "trainee"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            decide(county, request, side, decision, role)
    with pytest.raises(Conflict, match="no answer yet"):
        decide(county, request, "asking", "accepted", "hub_amhp")
    with pytest.raises(Conflict, match="Both sides have to say yes first"):
        take_on(by=county.viewer("foreign"), at=AT, request=request)
    decide(county, request, "asked", "accepted", "foreign")
    with pytest.raises(Conflict, match="Frank Eastley says yes already"):
        decide(county, request, "asked", "declined", "foreign")
    decide(county, request, "asking", "accepted", "hub_amhp")
    take_on(by=county.viewer("foreign"), at=AT, request=request)
    with pytest.raises(Conflict, match="This request is over"):
        take_on(by=county.viewer("foreign"), at=AT, request=request)


def test_one_case_is_agreed_with_one_service_at_a_time(county: County, case: Case) -> None:
    first, second = ask(county, case), ask(county, case, Other(name="Netherdale AMHP service"))
    agree(county, first)
    decide(county, second, "asked", "accepted", "hub_amhp", person="J. Sedgewick")
    with pytest.raises(Conflict, match="Eastmere AMHP service considers this case already"):
        decide(county, second, "asking", "accepted", "hub_amhp")
    decide(county, second, "asking", "withdrawn", "hub_amhp")
    assert (now(first), now(second)) == ("AGREED", "WITHDRAWN")


def test_what_a_service_elsewhere_says_is_written_down_with_who_said_it_and_when(
    county: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    request = ask(county, case, Other(name="Netherdale AMHP service", telephone="01632 960 311"))
    ours, page = client_for("hub_amhp"), f"/requests/{request.pk}/"
    clock.forward(minutes=61)
    assert "Netherdale AMHP service asked. Answer wanted by 15:20." in board(ours)
    said = {"what": "asked", "decision": "accepted", "happened_day": "today", "happened_time": "15:10"}
    assert post(ours, page, **said).status_code == 422  # by whom?
    assert post(ours, page, **said, person="J. Sedgewick").status_code == 303
    [answer] = request.answers.all()
    assert (answer.person, answer.by_name) == ("J. Sedgewick", "Dilys Probert")
    assert f"{answer.happened_at:%H:%M} {answer.recorded_at:%H:%M}" == "15:10 15:21"
    assert "J. Sedgewick, Netherdale AMHP service," in read(ours, page)
    assert "Written down by Dilys Probert" in read(ours, page)
    assert post(ours, page, what="asking", decision="accepted").status_code == 303
    assert now(request) == "AGREED" and "Netherdale" not in board(ours)
    post(ours, f"/cases/{case.reference}/reason/", reason="On the line")
    assert "On behalf of Westmoor County Council." in read(ours, f"/cases/{case.reference}/")


def test_a_service_elsewhere_asks_us_and_its_case_here_says_on_behalf_of_whom(
    county: County, client_for: Callable[[str], Client], clock: Clock
) -> None:
    ours, case = client_for("hub_amhp"), make_case(county)
    said = {
        "name": "Netherdale AMHP service", "person": "J. Sedgewick", "telephone": "", "case": "WM-26-77777",
        "on_behalf_of": "Netherdale Council", "why_theirs": "Lives there", "asks": "Consider for section 3",
        "agreement": "", "minutes": "60", "happened_day": "today", "happened_time": "14:10",
    }  # fmt: skip
    refused = post(ours, "/requests/asked/", **said)
    assert refused.status_code == 422 and "No such case is open to you" in refused.content.decode()
    page = str(post(ours, "/requests/asked/", **(said | {"case": ""})).headers["Location"])
    request = NeighbourRequest.objects.get()
    assert "Netherdale AMHP service asks. Answer wanted by 15:10" in board(ours)
    assert post(ours, page, what="asked", decision="accepted").status_code == 303
    assert "has not said its last word" in board(ours)
    theirs = {
        "decision": "accepted",
        "person": "J. Sedgewick",
        "happened_day": "today",
        "happened_time": "1415",
    }
    assert post(ours, page, what="asking", **theirs).status_code == 303
    assert "No case here yet" in board(ours)
    take_up(by=county.viewer("amhp_lead"), at=AT, case=case, practitioner=county.practitioners["amhp_lead"])
    post(ours, f"/cases/{case.reference}/reason/", reason="On the line")
    assert post(ours, page, what="take", case="").status_code == 422
    assert post(ours, page, what="take", case="EM-26-1").status_code == 422
    assert post(ours, page, what="take", case=case.reference.lower()).status_code == 303
    assert now(request) == "TAKEN"
    shown = read(ours, f"/cases/{case.reference}/")
    assert "acting on behalf of Netherdale Council" in shown and "says yes" in shown
    assert "On behalf of Netherdale Council" in read(ours, f"/cases/{case.reference}/print/").replace(
        "on b", "On b"
    )


def test_leads_of_both_are_told_once_when_nobody_answers_and_once_more_of_the_next_turn(
    county: County, case: Case
) -> None:
    request = ask(county, case)
    wanted = AT + timedelta(minutes=60)

    def told(at: datetime) -> list[str]:
        tell_leads_of_requests(at=at)
        return sorted(Message.objects.filter(kind="request_waiting").values_list("to_name", flat=True))

    assert told(wanted + timedelta(minutes=29)) == []
    once = ["Frances Holt", "Helen Ashdown"]
    assert told(wanted + timedelta(minutes=30)) == once
    assert told(wanted + timedelta(minutes=90)) == once
    decide(county, request, "asked", "accepted", "foreign", at=wanted + timedelta(minutes=91))
    assert told(wanted + timedelta(minutes=120)) == once
    assert told(wanted + timedelta(minutes=121)) == sorted(once * 2)
    assert all("Leah" not in body for body in Message.objects.values_list("body", flat=True))


def test_the_database_keeps_what_was_said(county: County, case: Case) -> None:
    request = ask(county, case)
    agree(county, request)
    take_on(by=county.viewer("foreign"), at=AT, request=request)
    for rows, change in (
        (NeighbourRequest.objects.filter(pk=request.pk), {"asks": "Something else"}),
        (NeighbourRequest.objects.filter(pk=request.pk), {"taken_case": case}),
        (request.answers.all(), {"decision": "declined"}),
        (request.answers.all(), {"person": "Somebody else"}),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_a_hub_of_one_council_sees_what_is_asked_about_that_councils_cases(
    county: County, case: Case
) -> None:
    request, other = ask(county, case), make_case(county, council="other_council")
    hidden = ask(county, other)
    narrow = county.add_user(
        "narrow",
        name="Nora Narrow",
        role="hub_amhp",
        service=county.westmoor,
        council=county.council,
        hats=("amhp",),
    )
    assert narrow.name == "Nora Narrow"
    assert request_for(county.viewer("narrow"), request.pk) is not None
    assert request_for(county.viewer("narrow"), hidden.pk) is None
    with pytest.raises(NotAllowed):
        decide(county, hidden, "asking", "withdrawn", "narrow")
    with pytest.raises(NotAllowed):
        write_down_asked(
            by=county.viewer("foreign"),
            at=AT,
            service=county.westmoor,
            who=Other(name="X", person="Y"),
            text=TEXT,
        )
