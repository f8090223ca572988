"""The pages of asking: three actions to ask everybody, the doctor's own page, the ladder, the letter and the panel."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onenumber.allocation.actions import Asked, answer_ask, escalate, note_acquaintance, record_ask
from onenumber.allocation.models import Ask, Escalation
from onenumber.allocation.queries import asks_of, doctors_for, link_of
from onenumber.cases.actions import record_attempt, record_legal_event, record_recommendation
from onenumber.cases.models import Case, OpenCase
from onenumber.messaging.models import Delivery
from onenumber.workforce.actions import note_free_time
from onenumber.workforce.models import Practitioner
from tests.onenumber.allocation.arranging import HOURS, ask_all, make_doctor, make_held_case, with_settings
from tests.onenumber.cases.making import begin_duty
from tests.onenumber.conftest import AT, Clock, County

pytestmark = pytest.mark.django_db
KEY = "7e5d7a3e-39a0-4a85-8df6-5b8a1cf2a0d1"
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def arranging(county: County, clock: Clock) -> County:
    begin_duty(county, "hub_amhp")
    return with_settings(county)


@pytest.fixture
def doctors(arranging: County) -> list[Practitioner]:
    names = ("Dr Helena Voss", "Dr Rajan Bhatt", "Dr Kwame Osei")
    return [make_doctor(arranging, name, number=154 + place) for place, name in enumerate(names)]


@pytest.fixture
def case(arranging: County) -> Case:
    case = make_held_case(arranging, contact_type="S136")
    hub = arranging.viewer("hub_amhp")
    record_legal_event(by=hub, at=AT, case=case, kind="s136_arrived", happened_at=AT - timedelta(hours=20))
    return case


def text_of(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def test_asking_everybody_takes_three_actions(
    case: Case, doctors: list[Practitioner], client_for: Callable[[str], Client]
) -> None:
    hub, page = client_for("hub_amhp"), f"/cases/{case.reference}/doctors/"
    opened = hub.get(page)
    assert "Tick all 3" in text_of(opened) and b" checked" not in opened.content.split(b'name="wanted"')[0]
    ticked = hub.get(f"{page}?all=yes")
    sent = {
        name: value
        for name, value in re.findall(r'name="([a-z_]+)"[^>]* value="([^"]*)"', ticked.content.decode())
        if name != "ask" and "csrf" not in name
    }
    chosen = re.findall(r'name="ask" value="(\d+)" checked', ticked.content.decode())
    assert len(chosen) == 3
    answer = hub.post(page, sent | {"ask": chosen, "wanted": "2", "minutes": "20"})
    assert (answer.status_code, answer["Location"]) == (303, f"/cases/{case.reference}/")
    assert [ask.whom for ask in asks_of(case)] == [
        doctor.name for doctor in sorted(doctors, key=lambda d: d.name)
    ]


def test_who_can_be_asked_and_why_not(arranging: County, case: Case, doctors: list[Practitioner]) -> None:
    hub = arranging.viewer("hub_amhp")
    voss, bhatt, osei = doctors
    other = make_held_case(arranging)
    ask_all(arranging, other, [voss])
    answer_ask(
        by=hub, at=AT, ask=asks_of(other)[0], yes=True, how="phone", expected_from=AT + timedelta(hours=1)
    )
    for doctor, free in ((bhatt, False), (osei, True)):
        note_free_time(
            by=hub, at=AT, practitioner=doctor, free=free, starts_at=AT, ends_at=AT + timedelta(hours=3)
        )
    found = doctors_for(hub, case, locality="", **HOURS)
    why = {one.name: one.why_not or one.told for one in found}
    assert found[0].name == "Dr Kwame Osei" and why["Dr Kwame Osei"] == "free today 14:20 to 17:20"
    assert why["Dr Helena Voss"] == f"is on {other.reference}, 15:20 to today 17:20"
    assert why["Dr Rajan Bhatt"] == "told they cannot come until today 17:20"


def test_the_doctors_own_page_shows_the_ask_and_nobody(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    first, second, third = ask_all(arranging, case, doctors)
    phone = Client()
    shown = phone.get(link_of(first))
    assert shown.status_code == 200 and "no-store" in shown["Cache-Control"]
    text = text_of(shown)
    assert "S136 at an ED in North Moor" in text and case.reference in text and "Dr Helena Voss" in text
    for word in ("Leah", "Marsh", "Infirmary", "1991", "Bhatt", "Omar Farouk"):
        assert word not in text
    assert phone.head(link_of(first)).status_code == 200
    assert not asks_of(case)[0].answer  # opening it answers nothing
    for ask, minute in ((first, "1500"), (second, "1530")):
        said = {"key": KEY.replace("7e5d", minute), "answer": "yes", "expected_from_time": minute}
        assert Client().post(link_of(ask), said).status_code == 303
        assert "You said yes" in text_of(Client().get(link_of(ask)))
    late = Client().post(link_of(third), {"key": KEY, "answer": "yes", "expected_from_time": "1600"})
    assert late.status_code == 409 and "It is filled" in text_of(late)


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"answer": "yes", "expected_from_time": ""}, 422, "Type from when you can be there"),
        ({"answer": "perhaps", "expected_from_time": "1500"}, 422, "Choose Yes or No"),
        ({"answer": "yes", "expected_from_time": "2561"}, 422, "2561"),
        ({"answer": "no", "reason": "In clinic"}, 303, ""),
    ],
)
def test_what_a_doctor_types_is_kept(
    arranging: County, case: Case, doctors: list[Practitioner], said: dict[str, str], status: int, words: str
) -> None:
    [ask] = ask_all(arranging, case, doctors[:1])
    answer = Client().post(link_of(ask), {"key": KEY, **said})
    assert answer.status_code == status and words in text_of(answer) + answer.content.decode()


def test_a_link_ends_with_the_time_the_doctor_is_wanted(
    arranging: County, case: Case, doctors: list[Practitioner], clock: Clock
) -> None:
    [ask] = ask_all(arranging, case, doctors[:1])
    clock.at = HOURS["wanted_to"]
    answer = Client().get(link_of(ask))
    assert answer.status_code == 410 and "Ring the hub" in text_of(answer)
    assert Client().post(link_of(ask), {"key": KEY, "answer": "no"}).status_code == 410
    assert Client().get("/ask/1-2.nonsense/").status_code == 404


def test_the_panel_says_who_is_coming(
    arranging: County,
    case: Case,
    doctors: list[Practitioner],
    client_for: Callable[[str], Client],
    clock: Clock,
) -> None:
    hub = arranging.viewer("hub_amhp")
    page = client_for("hub_amhp")
    assert "Not asked yet" in text_of(page.get(f"/cases/{case.reference}/"))
    asks = ask_all(arranging, case, doctors)
    for ask in asks[:2]:
        answer_ask(by=hub, at=AT, ask=ask, yes=True, how="phone", expected_from=AT + timedelta(minutes=40))
        note_acquaintance(by=hub, at=AT, ask=ask, knew_person=False)
    record_ask(by=hub, at=AT, case=case, asked=Asked(what="police", whom="Westmoor Police"))
    bed = record_ask(by=hub, at=AT, case=case, asked=Asked(what="bed", whom="Trust bed team"))
    answer_ask(by=hub, at=AT, ask=bed, yes=False, how="phone")
    record_recommendation(
        by=hub, at=AT, case=case, doctor_name="Dr Rajan Bhatt", examined_at=AT - timedelta(minutes=4)
    )
    clock.forward(minutes=90)
    page = client_for("hub_amhp")
    text = text_of(page.get(f"/cases/{case.reference}/"))
    for words in (
        "Doctor 1 Dr Helena Voss", "Late 50 m", "Doctor 2 Dr Rajan Bhatt", "Examined 14:16", "None found",
        "Waiting on: doctor 1, bed, police", "It appears that neither doctor knew the person before",
    ):  # fmt: skip
        assert words in text, words
    printed = text_of(page.get(f"/cases/{case.reference}/print/"))
    assert "Doctor 2: Dr Rajan Bhatt" in printed


def test_the_board_shows_what_is_stuck(
    arranging: County,
    case: Case,
    doctors: list[Practitioner],
    client_for: Callable[[str], Client],
    clock: Clock,
) -> None:
    hub, board = arranging.viewer("hub_amhp"), client_for("hub_amhp")
    asks = ask_all(arranging, case, doctors)
    police = Asked(what="police", whom="Westmoor Police")
    record_ask(by=hub, at=AT, case=case, asked=police, answer_by=AT + timedelta(minutes=20))
    assert "doctors asked" not in text_of(board.get("/board/"))
    clock.forward(minutes=41)
    text = text_of(client_for("hub_amhp").get("/board/"))
    assert "No answer 41 m" in text and "3 doctors asked 14:20" in text
    assert "Westmoor Police asked 14:20 (police)" in text
    at = clock.at
    for ask in asks[:2]:
        answer_ask(by=hub, at=at, ask=ask, yes=False, how="phone")
    answer_ask(by=hub, at=at, ask=asks[2], yes=True, how="phone", expected_from=at)
    clock.forward(minutes=31)
    text = text_of(client_for("hub_amhp").get("/board/"))
    assert "No doctor 31 m" in text and "Late 31 m" in text and "Dr Kwame Osei was expected 15:01" in text


def test_many_who_were_not_reached_about_one_case_are_one_line(
    arranging: County,
    case: Case,
    doctors: list[Practitioner],
    client_for: Callable[[str], Client],
    clock: Clock,
) -> None:
    """When the gateway is down, 25 doctors must not push a lapsing authority off the screen."""
    ask_all(arranging, case, doctors[:2])
    Delivery.objects.update(trouble="the gateway did not answer", tries=3, given_up_at=AT)
    text = text_of(client_for("hub_amhp").get("/board/"))
    assert text.count("Not delivered") == 2 and "Dr Helena Voss: the e-mail message did not arrive." in text
    ask_all(arranging, case, doctors[2:])
    Delivery.objects.update(trouble="the gateway did not answer", tries=3, given_up_at=AT)
    text = text_of(client_for("hub_amhp").get("/board/"))
    assert text.count("Not delivered") == 1
    line = f" and 2 more: the message did not arrive. {case.reference} (the gateway did not answer)"
    assert line in text and "Ring instead" in text


def test_recommendations_that_lapse_are_on_the_board(arranging: County, case: Case, clock: Clock) -> None:
    """Two recommend and nobody has applied: the law's own limit is the case's clock."""
    hub = arranging.viewer("hub_amhp")
    record_legal_event(by=hub, at=AT, case=case, kind="holding_ended", happened_at=AT)
    record_attempt(by=hub, at=AT, case=case, happened_at=AT - timedelta(hours=1), result="DONE", ended_at=AT)
    for name in ("Dr A", "Dr B"):
        record_recommendation(
            by=hub, at=AT, case=case, doctor_name=name, examined_at=AT - timedelta(minutes=30)
        )
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.power, str(row.ends_on)) in {("s11(5)", "2026-12-07"), ("s6(1)(a)", "2026-12-07")}


def test_the_ladder_tells_who_is_due(
    arranging: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    hub, page = client_for("hub_amhp"), f"/cases/{case.reference}/beds/"
    asked = {"key": KEY, "whom_of_list": "Trust bed team", "happened_time": "1420", "wait_begins": "on"}
    kept = hub.post(f"/cases/{case.reference}/ask/bed/", asked)
    assert kept.status_code == 303
    clock.forward(minutes=61)
    hub = client_for("hub_amhp")
    text = text_of(hub.get(page))
    assert "Bed manager on call is to be told now." in text and "Agreed by A. Chief" in text
    assert "Section 136 ends" in text or "s136" in text
    board = text_of(hub.get("/board/"))
    assert "No bed 1 h 01 m" in board and "Bed manager on call is to be told, due 15:20" in board
    told = {
        "key": KEY.replace("7e5d", "0001"),
        "rung": "1",
        "happened_time": "n",
        "told": "M. Bell",
        "said": "Looking",
    }
    assert hub.post(page, told).status_code == 303
    assert Escalation.objects.get().told == "Bed manager on call, M. Bell"
    text = text_of(hub.get(page))
    assert "is to be told now" not in text and "told 15:21: Looking" in text
    assert "No bed" not in text_of(hub.get("/board/"))
    clock.forward(minutes=60)
    assert "Director on call is to be told, due 16:20" in text_of(client_for("hub_amhp").get("/board/"))
    assert "Director on call is to be told now." in text_of(client_for("hub_amhp").get(page))


def test_whoever_is_higher_was_told_already_and_nobody_below_them_is_due(
    arranging: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    by = arranging.viewer("hub_amhp", AT)
    record_ask(by=by, at=AT, case=case, asked=Asked(what="bed", whom="Trust bed team"), wait_begins=True)
    escalate(by=by, at=AT, case=case, what="bed", told="Director on call", rung=2)
    clock.forward(minutes=121)
    hub = client_for("hub_amhp")
    assert "is to be told" not in text_of(hub.get("/board/"))
    assert "is to be told" not in text_of(hub.get(f"/cases/{case.reference}/beds/"))


def test_a_bed_that_was_found_needs_nobody_told(
    arranging: County, case: Case, client_for: Callable[[str], Client], clock: Clock
) -> None:
    by = arranging.viewer("hub_amhp", AT)
    ask = record_ask(
        by=by, at=AT, case=case, asked=Asked(what="bed", whom="Trust bed team"), wait_begins=True
    )
    clock.forward(minutes=121)
    assert "Director on call is to be told" in text_of(client_for("hub_amhp").get("/board/"))
    answer_ask(by=arranging.viewer("hub_amhp"), at=clock.now(), ask=ask, yes=True, how="phone")
    assert "No bed" not in text_of(client_for("hub_amhp").get("/board/"))


def test_a_partners_no_leads_to_a_letter_that_names_nobody(
    arranging: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    hub, by = client_for("hub_amhp"), arranging.viewer("hub_amhp", LATER)
    ask = record_ask(
        by=by, at=AT, case=case, asked=Asked(what="police", whom="Westmoor Police"), wait_begins=True
    )
    letter = f"/asks/{ask.pk}/letter/"
    assert hub.get(letter).status_code == 404  # nothing was refused
    answer_ask(by=by, at=AT, ask=ask, yes=False, how="phone", reason="Leah Marsh is known to us")
    text = text_of(hub.get(letter))
    for words in (
        "Right Care, Right Person",
        case.reference,
        "Your answer at 14:20 was no.",
        "waited on you since",
    ):
        assert words in text, words
    for word in ("Leah", "Marsh", "Infirmary", "1991"):
        assert word not in text
    sent = hub.post(letter, {"key": KEY, "happened_time": "n", "told": "Duty inspector"})
    assert sent.status_code == 303
    assert Escalation.objects.filter(ask=ask, by_letter=True, told="Duty inspector").exists()


def test_a_step_that_does_not_follow_says_how_it_stands(
    arranging: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    hub, by = client_for("hub_amhp"), arranging.viewer("hub_amhp")
    ask = record_ask(by=by, at=AT, case=case, asked=Asked(what="police", whom="Westmoor Police"))
    assert hub.get(f"/asks/{ask.pk}/left/").status_code == 409
    assert hub.get(f"/asks/{ask.pk}/yes/").status_code == 200
    done = hub.post(f"/asks/{ask.pk}/yes/", {"key": KEY, "happened_time": "n", "expected_from_time": "1600"})
    assert done.status_code == 303
    assert Ask.objects.get(pk=ask.pk).expected_from == AT.replace(hour=16, minute=0)


def test_the_queries_of_the_pages_do_not_grow_with_the_asks(
    arranging: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    hub, counts = client_for("hub_amhp"), []
    pages = (
        f"/cases/{case.reference}/",
        f"/cases/{case.reference}/doctors/",
        f"/cases/{case.reference}/beds/",
    )
    for turn in range(2):
        doctors = [
            make_doctor(arranging, f"Dr {turn} {number}", number=500 + turn * 10 + number)
            for number in range(5)
        ]
        ask_all(arranging, case, doctors)
        record_ask(
            by=arranging.viewer("hub_amhp"), at=AT, case=case, asked=Asked(what="bed", whom=f"Bed {turn}")
        )
        count = []
        for page in pages:
            hub.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert hub.get(page).status_code == 200
            count.append(len(captured))
        counts.append(count)
    assert counts[0] == counts[1]
