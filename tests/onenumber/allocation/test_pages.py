"""The pages of asking and answering, as browsers see them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from onenumber.allocation.actions import accept_offer
from onenumber.allocation.models import BackUp, Offer
from onenumber.cases.models import Case, Commitment
from onenumber.messaging.models import Message
from onenumber.rota.actions import record_duty
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County, sign_in

Offered = Callable[..., dict[str, Offer]]
ClientFor = Callable[[str], Client]


@pytest.fixture
def duties(people: County, clock: Clock) -> County:
    """Hub AMHP in the hub, Helen and Joe in their localities, Amara a spare; all until 17:00."""
    lead = people.viewer("amhp_lead")
    for key, kind in (("hub_amhp", "hub"), ("helen", "locality"), ("joe", "locality"), ("amara", "spare")):
        locality = {"helen": people.locality, "joe": people.other_locality}.get(key)
        record_duty(
            by=lead,
            at=AT,
            service=people.westmoor,
            practitioner=people.practitioners[key],
            kind=kind,
            locality=locality,
            starts_at=AT - timedelta(hours=5),
            ends_at=AT + timedelta(hours=3),
        )
    return people


def post(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, {"key": str(uuid4())} | typed)


def people_in(page: str, heading: str, until: str) -> list[str]:
    part = page[page.index(heading) : page.index(until, page.index(heading))]
    return re.findall(r'<label for="ask_\d+">(?:<b>)?([^<:]+)', part)


def test_who_could_go_and_who_not_and_why(duties: County, case: Case, client_for: ClientFor) -> None:
    page = client_for("hub_amhp").get(f"/offers/new/{case.reference}/").content.decode()
    assert people_in(page, "Who could go", "Not suggested")[:2] == ["Helen Doyle", "Amara Okafor"]
    assert "free and in the locality, then lightest day" in page
    assert "On duty in this locality" in page and "leaves no back-up in hand" in page
    assert "checked" not in page[page.index("Who could go") : page.index("Your offer")]
    assert people_in(page, "Not suggested", "</section>") == ["Helen Ashdown", "Omar Farouk", "Ruth Nkemelu"]
    assert "L.M." not in page and "Leah" not in page and "Marsh" not in page and "1991" not in page
    assert "LM, age 35" in page
    other = client_for("hub_amhp").get(f"/offers/new/{case.reference}/?order=name").content.decode()
    assert people_in(other, "Who could go", "Not suggested") == [
        "Amara Okafor",
        "Dilys Probert",
        "Helen Doyle",
        "Joe Tasker",
    ]


def test_not_suggested_says_why(duties: County, case: Case, offered: Offered, client_for: ClientFor) -> None:
    elsewhere, viewer = make_case(duties), duties.viewer("helen")
    helens = Offer.objects.create(
        case=elsewhere,
        practitioner=duties.practitioners["helen"],
        sending=uuid4(),
        turn_at=AT,
        answer_by=AT,
        happened_at=AT,
        recorded_at=AT,
        by_id=1,
        by_name="x",
    )
    page = client_for("hub_amhp").get(f"/offers/new/{case.reference}/").content.decode()
    assert f"has not answered {elsewhere.reference}" in page
    accept_offer(by=viewer, at=AT, offer=helens)
    offered("joe")
    page = client_for("hub_amhp").get(f"/offers/new/{case.reference}/").content.decode()
    assert f"is on {elsewhere.reference}, with no end time yet" in page
    assert "asked already, answer wanted by 14:30" in page
    duties.practitioners["amara"].hats.update(ends_on=AT.date() - timedelta(days=1))
    page = client_for("hub_amhp").get(f"/offers/new/{case.reference}/").content.decode()
    assert "approval as an AMHP appears not to be in force" in page


def test_sending_and_accepting(duties: County, case: Case, client_for: ClientFor) -> None:
    hub, joe = client_for("hub_amhp"), sign_in(Client(), duties.users["joe"])
    numbers = [duties.practitioners[key].pk for key in ("joe", "helen")]
    url = f"/offers/new/{case.reference}/"
    nobody = post(hub, url, how="together", minutes="10", line="Sister on her way")
    assert nobody.status_code == 422 and "Tick at least one person" in nobody.content.decode()
    assert "Sister on her way" in nobody.content.decode() and not Offer.objects.exists()
    wrong = post(hub, url, how="together", minutes="7", ask=numbers)
    assert wrong.status_code == 422 and f'value="{numbers[0]}" checked' in wrong.content.decode()
    sent = post(hub, url, how="together", minutes="10", ask=numbers, line="Sister on her way")
    assert (sent.status_code, sent["Location"]) == (303, "/board/")
    offer = Offer.objects.get(practitioner=duties.practitioners["joe"])
    page = joe.get(f"/offers/{offer.pk}/").content.decode()
    assert "Helen Doyle is asked too: first to accept has it." in page and "Sister on her way" in page
    assert (
        "Leah" not in page and "Marsh" not in page and "1991" not in page and "Westmoor Infirmary ED" in page
    )
    assert page.index(">Accept</button>") < page.index(">Decline</button>")
    assert page.count("nhsuk-button--big") == 2
    assert post(joe, f"/offers/{offer.pk}/").status_code == 422
    taken = post(joe, f"/offers/{offer.pk}/", answer="accept")
    assert (taken.status_code, taken["Location"]) == (303, "/my-day/")
    assert "You accepted" in joe.get(f"/offers/{offer.pk}/").content.decode()
    helens = Offer.objects.get(practitioner=duties.practitioners["helen"])
    helen = sign_in(Client(), duties.users["helen"])
    lost = post(helen, f"/offers/{helens.pk}/", answer="accept")
    assert (
        lost.status_code == 409 and f"Joe Tasker has {case.reference}, since 14:20" in lost.content.decode()
    )
    shown = helen.get(f"/offers/{helens.pk}/").content.decode()
    assert f"Joe Tasker has {case.reference}" in shown and ">Accept</button>" not in shown
    held = hub.get(url)
    assert held.status_code == 409 and "Joe Tasker has" in held.content.decode()


def joe_is_asked_to_take_another(duties: County) -> Offer:
    return Offer.objects.create(
        case=make_case(duties),
        practitioner=duties.practitioners["joe"],
        sending=uuid4(),
        turn_at=AT,
        answer_by=AT + timedelta(minutes=10),
        happened_at=AT,
        recorded_at=AT,
        by_id=1,
        by_name="x",
    )


def test_asked_twice_each_panel_has_a_name_of_its_own(duties: County, case: Case, offered: Offered) -> None:
    joe = sign_in(Client(), duties.users["joe"])
    offered("joe")
    assert ">You are asked</h2>" in joe.get("/my-day/").content.decode().replace("</svg> ", ">")
    joe_is_asked_to_take_another(duties)
    page = joe.get("/my-day/").content.decode()
    assert "You are asked: 1 of 2</h2>" in page and "You are asked: 2 of 2</h2>" in page


def test_take_this_as_well(duties: County, case: Case, offered: Offered) -> None:
    joe = sign_in(Client(), duties.users["joe"])
    first = offered("joe")["joe"]
    post(joe, f"/offers/{first.pk}/", answer="accept")
    second = joe_is_asked_to_take_another(duties)
    asked = post(joe, f"/offers/{second.pk}/", answer="accept")
    page = asked.content.decode()
    assert asked.status_code == 409 and f"You are on {case.reference}. Take this as well?" in page
    assert Commitment.objects.count() == 1
    key = re.search(r'name="key" value="([^"]+)"', page[page.index("as-well") :])
    assert key is not None and 'name="additional" value="yes"' in page
    yes = joe.post(f"/offers/{second.pk}/", {"key": key[1], "additional": "yes", "answer": "accept"})
    assert yes.status_code == 303
    assert sorted(Commitment.objects.values_list("kind", flat=True)) == ["active", "additional"]


def test_declining_needs_no_reason(duties: County, offered: Offered) -> None:
    offers, joe = offered("joe", "helen"), sign_in(Client(), duties.users["joe"])
    assert post(joe, f"/offers/{offers['joe'].pk}/", answer="decline").status_code == 303
    helen = sign_in(Client(), duties.users["helen"])
    post(helen, f"/offers/{offers['helen'].pk}/", answer="decline", reason="Leaving at three")
    assert list(Offer.objects.order_by("id").values_list("answer", "answer_reason")) == [
        ("declined", ""), ("declined", "Leaving at three"),
    ]  # fmt: skip
    assert post(joe, f"/offers/{offers['joe'].pk}/", answer="accept").status_code == 409


def test_who_opens_an_offer(duties: County, case: Case, offered: Offered, client_for: ClientFor) -> None:
    offer = offered("joe")["joe"]
    for role in ("hub_amhp", "amhp_lead", "manager", "analyst", "system_admin", "foreign", "support"):
        assert client_for(role).get(f"/offers/{offer.pk}/").status_code == 404, role
        assert post(client_for(role), f"/offers/{offer.pk}/", answer="accept").status_code == 404, role
    for role in ("locality_amhp", "manager", "foreign", "support", "trainee"):
        assert post(client_for(role), f"/offers/{offer.pk}/withdraw/").status_code == 404, role
    for role in ("manager", "foreign", "analyst", "system_admin"):
        assert client_for(role).get(f"/offers/new/{case.reference}/").status_code == 404, role
    assert Offer.objects.get().answer == ""
    assert post(client_for("hub_amhp"), f"/offers/{offer.pk}/withdraw/").status_code == 303
    assert Offer.objects.get().answer == "withdrawn"


def test_back_up_from_call_to_end(duties: County, clock: Clock) -> None:
    joe, amara = sign_in(Client(), duties.users["joe"]), sign_in(Client(), duties.users["amara"])
    assert post(joe, "/back-up/new/", why="", urgent="yes").status_code == 422
    sent = post(joe, "/back-up/new/", why="alone", urgent="yes", words="Second person for the visit")
    back_up = BackUp.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/back-up/{back_up.pk}/")
    assert back_up.practitioner == duties.practitioners["joe"]
    [message] = Message.objects.filter(kind="back_up")
    assert (message.to_name, message.body) == (
        "Amara Okafor", "Back-up asked for, now: alone. Answer on One Number, or ring the hub.",
    )  # fmt: skip
    page = amara.get(f"/back-up/{back_up.pk}/").content.decode()
    assert "Joe Tasker: alone" in page and "I am going" in page
    clock.forward(minutes=2)
    spare = duties.practitioners["amara"].pk
    assert post(amara, f"/back-up/{back_up.pk}/", what="go", practitioner=spare).status_code == 303
    late = post(
        sign_in(Client(), duties.users["helen"]),
        f"/back-up/{back_up.pk}/",
        what="go",
        practitioner=duties.practitioners["helen"].pk,
    )
    assert late.status_code == 409 and "Amara Okafor is going, since 14:22" in late.content.decode()
    assert post(joe, f"/back-up/{back_up.pk}/", what="done", done="").status_code == 422
    assert (
        post(joe, f"/back-up/{back_up.pk}/", what="done", done="Amara came; visited together.").status_code
        == 303
    )
    back_up.refresh_from_db()
    assert (back_up.answered_by_id, back_up.done) == (spare, "Amara came; visited together.")
    assert back_up.ended_at is not None


def test_back_up_is_not_for_everybody(duties: County, client_for: ClientFor) -> None:
    for role in ("manager", "auditor", "analyst", "system_admin", "support"):
        assert client_for(role).get("/back-up/new/").status_code == 404, role
    post(client_for("hub_amhp"), "/back-up/new/", why="gap", urgent="no")
    number = BackUp.objects.get().pk
    assert client_for("foreign").get(f"/back-up/{number}/").status_code == 404
    assert client_for("manager").get(f"/back-up/{number}/").status_code == 404
    assert post(client_for("foreign"), f"/back-up/{number}/", what="done", done="x").status_code == 404
