"""What Notify posts back: receipts and replies, with its token; kept once, announced, placed by somebody."""

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.messaging.actions import deliver_waiting, place_text, write_message
from onenumber.messaging.events import TextReceived
from onenumber.messaging.models import Delivery, InboundText
from onenumber.messaging.queries import comparable_number, unplaced_texts
from onenumber.records import worker
from onenumber.records.models import Outgoing
from tests.onenumber.conftest import AT, Clock, County
from tests.onenumber.messaging.fake_notify import TOKEN, FakeNotify, reply
from tests.onenumber.messaging.wordings import said

RECEIPTS, TEXTS = "/callbacks/notify/receipts/", "/callbacks/notify/texts/"


def post(path: str, body: Any, *, token: str | None = TOKEN) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    said = body if isinstance(body, (str, bytes)) else json.dumps(body)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.post(path, said, content_type="application/json", headers=headers)


def text_to(county: County, number: str, *, by: str = "hub_amhp") -> None:
    service = county.eastmere if by == "foreign" else county.westmoor
    write_message(
        by=county.viewer(by), at=AT, service=service, to_user_id=None, to_name="Ivo Lane", to_address="",
        to_telephone=number, about="WM-26-1856", said=said(), channels=("text",),
    )  # fmt: skip


def test_a_receipt_of_a_text_we_sent_is_noted(county: County, notify: FakeNotify, clock: Clock) -> None:
    text_to(county, "07700 900123")
    deliver_waiting(at=AT)
    answer = post(RECEIPTS, notify.receipt(notify.taken[0], "delivered"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert Delivery.objects.get().delivered_at == AT
    for reference in (None, str(uuid.uuid4()), "STRING"):  # not ours: taken, and nothing done
        body = notify.receipt(notify.taken[0], "permanent-failure") | {"reference": reference}
        assert post(RECEIPTS, body).status_code == 204
    assert Delivery.objects.get().given_up_at is None


@pytest.mark.parametrize("path", [RECEIPTS, TEXTS])
@pytest.mark.parametrize("token", [None, "", "another-token-of-this-test", TOKEN + "x"])
def test_without_the_token_nothing_is_taken(
    county: County, notify: FakeNotify, path: str, token: str | None
) -> None:
    answer = post(path, reply("447700900123", "YES"), token=token)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert not InboundText.objects.exists()


def test_where_no_token_is_set_up_nobody_has_it(county: County) -> None:
    for token in (None, "", "None"):
        assert post(TEXTS, reply("447700900123", "YES"), token=token).status_code == 401


def test_a_text_is_kept_announced_and_shown_until_it_is_placed(
    county: County, notify: FakeNotify, clock: Clock, viewer: Callable[..., Viewer]
) -> None:
    text_to(county, "07700 900123")
    assert post(TEXTS, reply("447700900123", "Yes, 5pm")).status_code == 204
    kept = InboundText.objects.get()
    assert (kept.number, kept.text, kept.service, kept.by_name) == (
        "447700900123", "Yes, 5pm", county.westmoor, "GOV.UK Notify",
    )  # fmt: skip
    assert (kept.happened_at, kept.recorded_at) == (
        AT,
        AT,
    )  # Notify's clock is half a minute ahead: not the future
    heard: list[TextReceived] = []

    def hear(event: TextReceived, *, at: datetime) -> None:
        heard.append(event)

    worker.run_once(at=AT, work=worker.Work({TextReceived: (hear,)}))
    assert heard == [TextReceived(kept.pk, "447700900123", "Yes, 5pm", AT, county.westmoor.pk)]
    assert unplaced_texts(viewer("hub_amhp"), county.westmoor.pk) == []  # a reaction may still place it
    soon = AT + timedelta(seconds=20)
    [line] = unplaced_texts(viewer("hub_amhp", soon), county.westmoor.pk)
    assert (line.number_of_row, line.number, line.text) == (kept.pk, "447700900123", "Yes, 5pm")
    assert unplaced_texts(viewer("foreign", soon), county.westmoor.pk) == []
    with pytest.raises(NotAllowed):
        place_text(by=viewer("analyst"), at=soon, text=kept, placed_as="nothing")
    with pytest.raises(NotAllowed):
        place_text(by=viewer("foreign"), at=soon, text=kept, placed_as="nothing")
    place_text(by=viewer("hub_amhp"), at=soon, text=kept, placed_as="said yes", about="WM-26-1856")
    assert unplaced_texts(viewer("hub_amhp", soon), county.westmoor.pk) == []
    with pytest.raises(Conflict, match="Dilys Probert"):
        place_text(by=viewer("edt_officer"), at=soon, text=kept, placed_as="said no")
    entry = Entry.objects.get(verb="text.received")
    assert "5pm" not in json.dumps([entry.subject, entry.fields]) and "7700" not in entry.subject


def test_the_database_keeps_what_came_in(county: County, notify: FakeNotify) -> None:
    post(TEXTS, reply("447700900123", "YES"))
    for change in ({"text": "NO"}, {"number": "447700900999"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            InboundText.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        InboundText.objects.all().delete()


def test_a_text_posted_twice_is_kept_once(county: County, notify: FakeNotify) -> None:
    said = reply("447700900123", "YES")
    assert [post(TEXTS, said).status_code for _ in range(3)] == [204, 204, 204]
    assert InboundText.objects.count() == 1 and Outgoing.objects.filter(name="TextReceived").count() == 1


def test_an_answer_goes_to_the_service_that_asked_and_a_strangers_to_the_first(
    county: County, notify: FakeNotify
) -> None:
    text_to(county, "+44 7700 900123", by="foreign")
    post(TEXTS, reply("447700900123", "YES"))
    post(TEXTS, reply("447700900777", "Who is this?"))
    post(TEXTS, reply("Vodafone", "Your bill"))
    assert [(text.service.prefix, text.number) for text in InboundText.objects.order_by("id")] == [
        ("EM", "447700900123"), ("WM", "447700900777"), ("WM", "Vodafone"),
    ]  # fmt: skip


def test_words_no_database_would_keep_are_kept_readable(county: County, notify: FakeNotify) -> None:
    assert post(TEXTS, reply("447700900123", "ja\x00 \ud800 😀" + "x" * 5000)).status_code == 204
    assert InboundText.objects.get().text.startswith("ja� ? 😀xxx")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400), ("{", 400), (b"\xff\xfe", 400), ("[" * 60_000, 400), ("null", 422), ("[]", 422), ('"x"', 422),
        ({}, 422), ("1" * 70_000, 413),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [RECEIPTS, TEXTS])
def test_a_body_that_cannot_be_used_is_refused(
    county: County, notify: FakeNotify, path: str, body: Any, status: int
) -> None:
    assert post(path, body).status_code == status


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None}, {"id": "x"}, {"id": 5}, {"source_number": ""}, {"source_number": "4" * 41}, {"source_number": []},
        {"message": None}, {"message": {"a": 1}}, {"date_received": "yesterday"}, {"date_received": "2026-02-30T10:00"},
        {"date_received": "0001-01-01T00:00:00+14:00"}, {"destination_number": None},
    ],
)  # fmt: skip
def test_each_field_of_a_text_is_checked(county: County, notify: FakeNotify, changes: dict[str, Any]) -> None:
    answer = post(TEXTS, {**reply("447700900123", "YES"), **changes})
    assert answer.status_code == 422 and next(iter(changes)) in answer.json()["error"]
    assert not InboundText.objects.exists()


def test_anything_at_all_is_answered(county: County, notify: FakeNotify) -> None:
    some = st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=30),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )
    names = ("id", "source_number", "destination_number", "message", "date_received", "reference", "status")
    bodies = some | st.fixed_dictionaries({}, optional=dict.fromkeys(names, some))
    suppressed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

    @with_settings(
        max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=suppressed
    )
    @given(st.sampled_from([RECEIPTS, TEXTS]), bodies)
    def ask(path: str, body: Any) -> None:
        assert post(path, json.dumps(body)).status_code in {204, 400, 413, 422}

    ask()


def test_numbers_are_compared_however_they_are_written() -> None:
    same = (
        "07700 900123",
        "+44 7700 900123",
        "0044 7700 900123",
        "+44 (0)7700 900123",
        "447700900123",
        "07700-900-123",
    )
    assert {comparable_number(each) for each in same} == {"447700900123"}
    assert comparable_number("Vodafone") == ""
