"""Texts out: handed to Notify, followed by receipt or by asking, tried again, given up and shown."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from onenumber.audit.models import Viewer
from onenumber.config.gateway import GatewayUnclear, text_gateway
from onenumber.messaging.actions import deliver_waiting, note_receipt, write_message
from onenumber.messaging.models import Delivery
from onenumber.messaging.queries import undelivered
from tests.onenumber.conftest import AT, County
from tests.onenumber.messaging.fake_notify import API_KEY, SECRET, SERVICE_ID, FakeNotify, Wrong
from tests.onenumber.messaging.wordings import said

SOON = timedelta(minutes=6)
ASK = "WM-26-1856: s136, an emergency department in North Moor. Can you come at 17:00? Answer YES or NO."


def write(county: County, *, number: str = "07700 900123", body: str = ASK) -> None:
    write_message(
        by=county.viewer("hub_amhp"), at=AT, service=county.westmoor, to_user_id=None, to_name="Ivo Lane",
        to_address="", to_telephone=number, channels=("text",), about="WM-26-1856", said=said(body),
    )  # fmt: skip


def shown(county: County, at: datetime = AT) -> list[str]:
    """The troubles on the board."""
    return [lost.trouble for lost in undelivered(county.viewer("hub_amhp", at), county.westmoor.pk)]


def test_a_text_goes_to_notify_and_its_receipt_says_delivered(county: County, notify: FakeNotify) -> None:
    write(county)
    assert deliver_waiting(at=AT) == 1
    [taken] = notify.taken
    assert (taken.kind, taken.to) == ("sms", "+447700900123")
    assert taken.words.startswith("Ivo Lane: WM-26-1856: s136, an emergency department in North Moor.")
    assert taken.words.endswith("Westmoor AMHP service, 01632 960001")
    delivery = Delivery.objects.get()
    assert (delivery.sent_at, delivery.delivered_at, str(delivery.handed_as)) == (AT, None, taken.reference)
    later = AT + timedelta(seconds=40)
    assert delivery.handed_as is not None
    assert note_receipt(at=later, reference=delivery.handed_as, status="delivered") is True
    delivery.refresh_from_db()
    assert (delivery.delivered_at, delivery.next_try_at, delivery.trouble) == (later, None, "")
    assert note_receipt(at=later + SOON, reference=delivery.handed_as, status="permanent-failure") is False
    assert deliver_waiting(at=AT + timedelta(days=2)) == 0 and len(notify.taken) == 1 and shown(county) == []


def test_a_number_that_does_not_exist_is_given_up_and_shown(county: County, notify: FakeNotify) -> None:
    write(county)
    deliver_waiting(at=AT)
    reference = Delivery.objects.get().handed_as
    assert reference is not None
    note_receipt(at=AT, reference=reference, status="permanent-failure")
    delivery = Delivery.objects.get()
    assert (delivery.given_up_at, delivery.next_try_at) == (AT, None)
    assert shown(county) == ["the number or address does not exist"]
    assert note_receipt(at=AT, reference=reference, status="temporary-failure") is False
    assert (
        note_receipt(at=AT, reference=reference, status="delivered") is True
    )  # late, and good news all the same
    assert shown(county) == []


@pytest.mark.parametrize("status", ["temporary-failure", "technical-failure"])
def test_what_may_pass_is_tried_again_then_given_up(county: County, notify: FakeNotify, status: str) -> None:
    write(county)
    at, references = AT, set()
    while Delivery.objects.filter(given_up_at__isnull=True).exists():
        assert deliver_waiting(at=at) == 1
        reference = Delivery.objects.get().handed_as
        assert reference is not None and reference not in references
        references.add(reference)
        assert note_receipt(at=at, reference=reference, status=status) is True
        assert len(shown(county, at)) == 1
        at += SOON
    assert (len(notify.taken), Delivery.objects.get().tries) == (5, 5)


def test_a_receipt_of_an_earlier_try_no_longer_counts(county: County, notify: FakeNotify) -> None:
    write(county)
    deliver_waiting(at=AT)
    first = Delivery.objects.get().handed_as
    assert first is not None
    note_receipt(at=AT, reference=first, status="technical-failure")
    deliver_waiting(at=AT + SOON)
    assert note_receipt(at=AT + SOON, reference=first, status="permanent-failure") is False
    assert Delivery.objects.get().given_up_at is None


def test_a_receipt_that_comes_before_our_own_note_is_kept(
    county: County, notify: FakeNotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onenumber.messaging.actions import deliver_waiting as function
    from onenumber.messaging.channels import CHANNELS

    send = CHANNELS["text"]

    def fast(delivery: Delivery) -> Any:
        handed = send(delivery)
        assert delivery.handed_as is not None
        note_receipt(at=AT, reference=delivery.handed_as, status="technical-failure")
        return handed

    monkeypatch.setitem(CHANNELS, "text", fast)
    write(county)
    function(at=AT)
    assert shown(county) == ["the gateway could not pass it on"]
    assert Delivery.objects.get().next_try_at == AT + timedelta(seconds=20)


def test_without_a_receipt_the_worker_asks_and_says_so_on_the_board(
    county: County, notify: FakeNotify
) -> None:
    write(county)
    deliver_waiting(at=AT)
    at = AT
    while at < AT + timedelta(minutes=30):
        at += timedelta(minutes=1)
        deliver_waiting(at=at)
    asked = [line for line in notify.asked if line.startswith("GET")]
    assert 4 <= len(asked) <= 12  # more seldom with time
    assert shown(county, at) == ["no receipt yet"] and len(notify.taken) == 1
    notify.taken[0].status = "delivered"
    deliver_waiting(at=at + timedelta(hours=1))
    assert Delivery.objects.get().delivered_at == at + timedelta(hours=1) and shown(county, at) == []


def test_three_days_without_a_word_are_enough(county: County, notify: FakeNotify) -> None:
    write(county)
    at = AT
    while at < AT + timedelta(days=4):
        deliver_waiting(at=at)
        at += timedelta(hours=2)
    assert Delivery.objects.get().trouble == "no receipt in three days" and len(notify.taken) == 1


@pytest.mark.parametrize(
    ("wrong", "trouble", "again"),
    [
        (Wrong(400, "ValidationError", "phone_number Not a UK mobile number"), "ValidationError", False),
        (Wrong(400, "BadRequestError", "Can't send to this recipient when …"), "BadRequestError", False),
        (Wrong(403, "AuthError", "Invalid token: API key not found"), "refuses our key", True),
        (Wrong(429, "RateLimitError", "Exceeded rate limit"), "more slowly", True),
        (Wrong(429, "TooManyRequestsError", "Exceeded send limits"), "day's limit", True),
        (Wrong(500, "Exception", "Internal server error"), "could not take it (500)", True),
        (Wrong(503, "<b>07700 900123</b>", "x"), "could not take it (503)", True),
    ],
)
def test_each_error_is_told_from_the_others(
    county: County, notify: FakeNotify, wrong: Wrong, trouble: str, again: bool
) -> None:
    notify.next_errors = [wrong]
    write(county)
    assert deliver_waiting(at=AT) == 0
    delivery = Delivery.objects.get()
    assert trouble in delivery.trouble and "07700" not in delivery.trouble
    assert (delivery.next_try_at is not None, delivery.given_up_at is None) == (again, again)
    assert deliver_waiting(at=AT + SOON) == int(again)


def test_a_gateway_that_is_away_does_not_hold_the_round_up(
    county: County, settings: Settings, tmp_path: Path
) -> None:
    with FakeNotify() as gone:
        settings.TEXT_GATEWAY = text_gateway(gone.environment(tmp_path))
    write(county)
    write(county)
    assert deliver_waiting(at=AT) == 0
    assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 1]
    assert shown(county) == ["GOV.UK Notify did not answer"]


def test_without_a_gateway_nothing_pretends_to_have_gone(county: County) -> None:
    write(county)
    assert deliver_waiting(at=AT + SOON) == 0
    assert shown(county) == ["no text gateway is set up"]


@pytest.mark.parametrize("number", ["", "01632 960001", "the ward"])
def test_no_text_goes_to_what_is_no_mobile_number(county: County, notify: FakeNotify, number: str) -> None:
    write(county, number=number)
    assert deliver_waiting(at=AT) == 0 and notify.asked == []
    assert shown(county) == ["no mobile number is known"]


def test_the_same_words_go_to_one_number_twenty_times_an_hour_at_most(
    county: County, notify: FakeNotify, viewer: Callable[..., Viewer]
) -> None:
    for _ in range(21):
        write(county)
    write(county, body="Other words")
    write(county, number="07700 900124")
    assert deliver_waiting(at=AT) == 22
    assert [each.status for each in notify.taken] == ["sending"] * 22
    assert shown(county) == ["the same words went to this number twenty times within the hour"]


def test_an_e_mail_goes_through_notify_when_its_template_is_set(
    county: County, notify: FakeNotify, settings: Settings, tmp_path: Path
) -> None:
    settings.TEXT_GATEWAY = text_gateway(notify.environment(tmp_path, email=True))
    write_message(
        by=county.viewer("hub_amhp"), at=AT, service=county.westmoor, to_user_id=None, to_name="Ivo Lane",
        to_address="ivo@doctors.example", about="WM-26-1856", said=said("Come?"), channels=("email",),
    )  # fmt: skip
    assert deliver_waiting(at=AT) == 1
    [taken] = notify.taken
    assert (taken.kind, taken.to) == ("email", "ivo@doctors.example")
    assert taken.words.startswith("You are asked: WM-26-1856\nCome?") and "ring 01632 960001" in taken.words
    assert Delivery.objects.get().delivered_at is None  # until the receipt


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ONENUMBER_NOTIFY_TEXT_TEMPLATE": ""}, "TEXT_TEMPLATE is not set"),
        ({"ONENUMBER_NOTIFY_TEXT_TEMPLATE": "the one"}, "must be the id of a template"),
        ({"ONENUMBER_NOTIFY_KEY_FILE": "/nowhere"}, "cannot be read"),
        ({"ONENUMBER_NOTIFY_ADDRESS": "http://notify.example"}, "must begin with https"),
    ],
)
def test_a_gateway_set_up_in_part_is_refused(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    with FakeNotify() as fake:
        sound = fake.environment(tmp_path)
    with pytest.raises(GatewayUnclear, match=says):
        text_gateway(sound | changes)
    (tmp_path / "notify_token").write_text("short")
    with pytest.raises(GatewayUnclear, match="20 letters or more"):
        text_gateway(sound)
    (tmp_path / "notify_key").write_text(SECRET)
    with pytest.raises(GatewayUnclear, match="must look like"):
        text_gateway(sound)


def test_the_key_is_read_as_notify_writes_it_and_is_not_shown(tmp_path: Path) -> None:
    with FakeNotify() as fake:
        way = text_gateway(fake.environment(tmp_path))
    assert way is not None and (way.service_id, way.secret) == (SERVICE_ID, SECRET)
    assert SECRET not in repr(way) and API_KEY.endswith(SECRET)
