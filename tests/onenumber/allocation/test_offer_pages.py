"""The offer page, the page of the one asked, and back-up, as a browser sees them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from onenumber.allocation.models import BackUp, Offer
from onenumber.cases.models import Case, Commitment
from onenumber.rota.actions import record_duty
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County, sign_in


def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def browser(people: County, clock: Clock) -> Callable[[str], Client]:
    """Everybody is on duty: the hub, and each AMHP in a locality."""
    for who, kind in (("hub_amhp", "hub"), ("joe", "locality"), ("helen", "locality")):
        record_duty(
            by=people.viewer("amhp_lead"), at=AT, service=people.westmoor, practitioner=people.practitioners[who],
            kind=kind, locality=people.locality if kind == "locality" else None,
            starts_at=AT - timedelta(hours=5), ends_at=AT + timedelta(hours=3),
        )  # fmt: skip
    return lambda who: sign_in(Client(), people.users[who])


def ask(client: Client, case: Case, *practitioners: int, **more: str):
    answers = {
        "ask": list(practitioners),
        "how": "together",
        "minutes": "10",
        "line": "",
        "key": key(),
        **more,
    }
    return client.post(f"/offers/new/{case.reference}/", answers)


def test_the_page_shows_who_could_go_and_prints_its_order(browser, case: Case) -> None:
    page = browser("hub_amhp").get(f"/offers/new/{case.reference}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Who could go" in text and "free and in the locality, then lightest day" in text
    assert "You choose who to ask. They choose whether to accept." in text
    assert " checked" not in text.split('name="how"')[0]  # nobody is ticked by the page


def test_nobody_ticked_is_told_and_keeps_the_line(browser, case: Case) -> None:
    page = ask(browser("hub_amhp"), case, line="Her sister is there.")
    assert page.status_code == 422
    assert "Tick who to ask" in page.content.decode()
    assert "Her sister is there." in page.content.decode()
    assert not Offer.objects.exists()


def test_offered_accepted_and_the_slower_one_is_told_who(browser, people: County, case: Case) -> None:
    joe, helen = people.practitioners["joe"], people.practitioners["helen"]
    assert ask(browser("hub_amhp"), case, joe.pk, helen.pk).status_code == 303
    offers = {offer.practitioner_id: offer.pk for offer in Offer.objects.all()}
    page = browser("joe").get(f"/offers/{offers[joe.pk]}/").content.decode()
    assert "Accept" in page and "Decline" in page and "Helen Doyle" in page
    assert (
        browser("joe").post(f"/offers/{offers[joe.pk]}/", {"answer": "accept", "key": key()}).status_code
        == 303
    )
    assert Commitment.objects.get(case=case).practitioner == joe
    late = browser("helen").post(f"/offers/{offers[helen.pk]}/", {"answer": "accept", "key": key()})
    assert late.status_code == 409
    assert "Joe Tasker" in late.content.decode()


def test_a_form_sent_twice_is_answered_once(browser, people: County, case: Case) -> None:
    same = key()
    first = ask(browser("hub_amhp"), case, people.practitioners["joe"].pk, key=same)
    second = ask(browser("hub_amhp"), case, people.practitioners["joe"].pk, key=same)
    assert (first.status_code, second.status_code) == (303, 303)
    assert Offer.objects.count() == 1


def test_taking_a_second_case_needs_their_own_yes(browser, people: County, case: Case) -> None:
    joe = people.practitioners["joe"]
    other = make_case(people)
    for each in (case, other):
        ask(browser("hub_amhp"), each, joe.pk)
    first, second = Offer.objects.order_by("id")
    browser("joe").post(f"/offers/{first.pk}/", {"answer": "accept", "key": key()})
    asked = browser("joe").post(f"/offers/{second.pk}/", {"answer": "accept", "key": key()})
    assert asked.status_code == 409
    assert f"You are on {case.reference}. Take this as well?" in asked.content.decode()
    assert Commitment.objects.count() == 1
    yes = browser("joe").post(f"/offers/{second.pk}/", {"answer": "accept", "additional": "on", "key": key()})
    assert yes.status_code == 303
    assert Commitment.objects.get(case=other).kind == "additional"


def test_declining_needs_no_reason_and_a_colleague_cannot_answer(browser, people: County, case: Case) -> None:
    ask(browser("hub_amhp"), case, people.practitioners["joe"].pk)
    number = Offer.objects.get().pk
    assert browser("helen").get(f"/offers/{number}/").status_code == 404
    assert browser("helen").post(f"/offers/{number}/", {"answer": "decline", "key": key()}).status_code == 404
    assert browser("joe").post(f"/offers/{number}/", {"answer": "decline", "key": key()}).status_code == 303
    assert Offer.objects.get().answer == "declined"


def test_an_offer_can_be_taken_back(browser, people: County, case: Case) -> None:
    ask(browser("hub_amhp"), case, people.practitioners["joe"].pk)
    number = Offer.objects.get().pk
    assert browser("hub_amhp").post(f"/offers/{number}/withdraw/", {"key": key()}).status_code == 303
    assert Offer.objects.get().answer == "withdrawn"


def test_back_up_is_asked_answered_and_ended(browser, people: County) -> None:
    asked = browser("joe").post("/back-up/new/", {"why": "alone", "words": "", "key": key()})
    assert asked.status_code == 303
    row = BackUp.objects.get()
    address = f"/back-up/{row.pk}/"
    goes = browser("helen").post(address, {"practitioner": people.practitioners["helen"].pk, "key": key()})
    assert goes.status_code == 303
    nothing = browser("joe").post(address, {"do": "end", "done": "", "key": key()})
    assert nothing.status_code == 422
    assert (
        browser("joe").post(address, {"do": "end", "done": "Stayed with me.", "key": key()}).status_code
        == 303
    )
    row.refresh_from_db()
    assert (row.answered_by, row.done, row.ended_at) == (people.practitioners["helen"], "Stayed with me.", AT)
