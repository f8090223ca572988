"""Asking, answering and calling for back-up with anything typed at all: never an error of ours, never a case taken."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from onenumber.allocation.models import BackUp, Offer
from onenumber.cases.models import Case, Commitment
from tests.onenumber.cases.making import begin_duty
from tests.onenumber.cases.test_hostile_forms import HOSTILE, LONG, as_sent
from tests.onenumber.conftest import Clock, County, sign_in

FINE = (400, 404, 409, 413, 422)


@pytest.mark.parametrize("text", [*HOSTILE, LONG], ids=lambda text: repr(text[:12]))
def test_never_an_error_of_ours(
    people: County, case: Case, clock: Clock, offered: Callable[..., dict[str, Offer]], text: str
) -> None:
    begin_duty(people, "hub_amhp")
    offer = offered("joe")["joe"]
    hub, joe, typed = (
        sign_in(Client(), people.users["hub_amhp"]),
        sign_in(Client(), people.users["joe"]),
        as_sent(text),
    )
    back_up = BackUp.objects.create(
        service=people.westmoor, why="alone", happened_at=clock.at, recorded_at=clock.at, by_id=1, by_name="x"
    )
    for client, url, names in (
        (hub, f"/offers/new/{case.reference}/", ("ask", "how", "minutes", "line", "order")),
        (joe, f"/offers/{offer.pk}/", ("answer", "additional", "reason")),
        (joe, "/back-up/new/", ("why", "urgent", "reference", "words", "practitioner")),
        (hub, f"/back-up/{back_up.pk}/", ("practitioner",)),
    ):
        fields = dict.fromkeys(names, typed) | {"key": str(uuid4())}
        if "practitioner" in names and len(names) == 1:
            fields["what"] = "go"
        assert client.post(url, fields).status_code in FINE, url
        assert client.post(url, {"key": typed}).status_code in (*FINE, 200), url
    assert not Commitment.objects.exists()
    assert Offer.objects.get().answer == ""
    assert BackUp.objects.get().answered_at is None
    for url in (
        f"/offers/new/{case.reference}/",
        "/back-up/new/",
        f"/cases/{case.reference}/add/correction/",
    ):
        shown = hub.get(url, {"order": typed[:2000], "case": typed[:2000], "fact": typed[:2000]})
        assert shown.status_code == 200, url
