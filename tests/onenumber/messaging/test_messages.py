"""Messages: on screen at once, by e-mail through the worker; what fails is tried again, given up, and shown."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import choose_reach, deliver_waiting, write_message
from onenumber.messaging.models import Delivery, ReachChoice, Topic
from onenumber.messaging.queries import on_screen, undelivered
from onenumber.messaging.queries.reach import reach_of
from onenumber.messaging.reactions import tell_of_undelivered
from tests.onenumber.conftest import AT, County
from tests.onenumber.messaging.fake_notify import FakeNotify
from tests.onenumber.messaging.wordings import said


def write(county: County, *, role: str = "hub_amhp", address: str = "omar@wm.example", **more: Any) -> None:
    write_message(
        by=county.viewer(role),
        at=AT,
        service=county.westmoor,
        to_user_id=county.users["locality_amhp"].pk,
        to_name="Omar Farouk",
        to_address=address,
        said=said(),
        about="WM-26-1856",
        **{"channels": ("screen", "email"), **more},
    )


def failing(problem: Exception) -> Callable[..., int]:
    def send(self: EmailMessage, fail_silently: bool = False) -> int:
        raise problem

    return send


def test_on_screen_at_once_and_by_email_through_the_worker(
    county: County, viewer: Callable[..., Viewer]
) -> None:
    write(county)
    [line] = on_screen(viewer("locality_amhp"))
    assert (line.about, line.subject) == ("WM-26-1856", "You are asked: WM-26-1856")
    assert (
        on_screen(viewer("hub_amhp")) == []
        and on_screen(viewer("locality_amhp", AT + timedelta(hours=13))) == []
    )
    assert deliver_waiting(at=AT) == 1
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["omar@wm.example"], "You are asked: WM-26-1856")
    assert deliver_waiting(at=AT) == 0 and len(mail.outbox) == 1
    assert undelivered(viewer("hub_amhp"), county.westmoor.pk) == []


def test_a_mail_server_that_is_away_is_tried_again_then_given_up(
    county: County, viewer: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(county, channels=("email",))
    monkeypatch.setattr(EmailMessage, "send", failing(SMTPServerDisconnected("gone")))
    at, tries = AT, 0
    while Delivery.objects.filter(given_up_at__isnull=True).exists():
        assert deliver_waiting(at=at) == 0
        tries += 1
        at += timedelta(minutes=6)
        assert tries < 20
    delivery = Delivery.objects.get()
    assert (delivery.tries, delivery.next_try_at, tries) == (5, None, 5)
    [shown] = undelivered(viewer("hub_amhp", at), county.westmoor.pk)
    assert (shown.to_name, shown.channel) == ("Omar Farouk", "email")
    assert "did not take it" in shown.trouble
    assert undelivered(viewer("foreign"), county.westmoor.pk) == []


def test_it_waits_before_it_tries_again(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    write(county, channels=("email",))
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", failing(ConnectionRefusedError()))
        deliver_waiting(at=AT)
    assert deliver_waiting(at=AT + timedelta(seconds=19)) == 0
    assert deliver_waiting(at=AT + timedelta(seconds=20)) == 1
    assert Delivery.objects.get().trouble == ""


def test_an_address_that_is_refused_is_given_up_at_once(
    county: County, viewer: Callable[..., Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(county, channels=("email",))
    write(county, channels=("email",), address="")
    refused = SMTPRecipientsRefused({"omar@wm.example": (550, b"no such user")})
    monkeypatch.setattr(EmailMessage, "send", failing(refused))
    deliver_waiting(at=AT)
    assert [shown.trouble for shown in undelivered(viewer("hub_amhp"), county.westmoor.pk)] == [
        "the mail server does not know this address", "no e-mail address is known",
    ]  # fmt: skip


def test_another_worker_got_it_first(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading what is due and claiming it, another worker claims it: it is sent once."""
    from onenumber.messaging.actions import deliver_waiting as module_function
    from onenumber.messaging.actions.deliver_waiting import _claim

    write(county, channels=("email",))
    delivery = Delivery.objects.get()
    assert _claim(delivery, AT) is True
    assert _claim(delivery, AT) is False
    assert module_function(at=AT) == 0 and mail.outbox == []
    assert module_function(at=AT + timedelta(minutes=1)) == 1


def test_only_from_inside_the_service(county: County) -> None:
    with pytest.raises(NotAllowed):
        write(county, role="foreign")
    assert not Delivery.objects.exists()


def test_what_is_given_up_reaches_the_lead_once_after_the_services_own_time(
    county: County, viewer: Callable[..., Viewer]
) -> None:
    write(county, channels=("email",), address="")
    write(county, channels=("email",), address="")  # the same reference and colleague: one message is enough
    lead = viewer("amhp_lead", AT + timedelta(minutes=11))
    assert tell_of_undelivered(at=lead.at) == 0  # nobody has set when
    county.westmoor.settings = {"message.escalation_minutes": {"value": 10}}
    county.westmoor.save()
    assert tell_of_undelivered(at=AT + timedelta(minutes=9)) == 0
    assert tell_of_undelivered(at=lead.at) == 1
    [line] = on_screen(lead)
    assert line.body == (
        "A message did not arrive about WM-26-1856. It stands under “Needs you now” on the board: ring instead."
    )
    assert tell_of_undelivered(at=AT + timedelta(minutes=12)) == 0 and on_screen(viewer("foreign")) == []
    Delivery.objects.filter(message__kind="not_delivered", channel="email").update(
        given_up_at=AT, next_try_at=None
    )
    assert tell_of_undelivered(at=AT + timedelta(hours=1)) == 0  # nobody is told that they could not be told


def test_each_chooses_where_each_kind_of_message_reaches_them(county: County, notify: FakeNotify) -> None:
    def ways(topic: Topic, at: datetime = AT) -> dict[str, str]:
        Delivery.objects.all().delete()
        write_message(
            by=county.viewer("hub_amhp"), at=at, service=county.westmoor, to_user_id=user.pk, to_name="Omar Farouk",
            to_address=user.email, to_telephone="07700 900200", about="WM-26-1856", said=said(topic=topic),
        )  # fmt: skip
        return {row.channel: row.trouble or row.address for row in Delivery.objects.all()}

    user = county.users["locality_amhp"]
    by_default = {"screen": "", "email": user.email, "text": "447700900200"}
    assert ways(Topic.ASKED) == by_default and ways(Topic.ANSWERS) == {"screen": "", "email": user.email}
    choose_reach(
        by=county.viewer("locality_amhp"), at=AT, channels={"asked": ["text"], "own_work": ["text"], "answers": []},
        mobile="447700900300", quiet_from=time(22), quiet_until=time(7),
    )  # fmt: skip
    assert ways(Topic.ASKED) == {"screen": "", "text": "447700900300"} and ways(Topic.ANSWERS) == {
        "screen": ""
    }
    assert ways(Topic.BACK_UP) == {
        "screen": "",
        "email": user.email,
        "text": "447700900300",
    }  # not chosen: as before
    late = AT.replace(hour=23)
    assert ways(Topic.ASKED, late) == {"screen": "", "text": "quiet hours until 07:00"}
    assert [row.next_try_at for row in Delivery.objects.filter(channel="text")] == [
        AT.replace(day=25, hour=7, minute=0)
    ]
    assert (
        undelivered(county.viewer("hub_amhp", late), county.westmoor.pk)[0].trouble
        == "quiet hours until 07:00"
    )
    assert ways(Topic.OWN_WORK, late) == {"screen": "", "text": "447700900300"}  # accepted: at any time
    for hour, quiet in ((21, False), (22, True), (0, True), (6, True), (7, False)):
        until = reach_of(user.pk).quiet_until_after(AT.replace(hour=hour, minute=0), Topic.ASKED)
        assert (until is not None) is quiet, hour


def test_without_a_gateway_e_mail_stands_in_for_a_text(county: County) -> None:
    by = county.viewer("locality_amhp")
    choose_reach(by=by, at=AT, channels={"asked": ["text"]}, mobile="447700900300")
    write_message(
        by=by, at=AT, service=county.westmoor, to_user_id=by.user_id, to_name="Omar Farouk",
        to_address="omar@wm.example", about="WM-26-1856", said=said(),
    )  # fmt: skip
    assert sorted(Delivery.objects.values_list("channel", flat=True)) == ["email", "screen"]


def ticks(page: bytes) -> int:
    return len(re.findall(rb'value="(?:email|text)" checked', page))


def test_the_page_shows_the_choice_in_force_and_keeps_another_one(
    client_for: Callable[[str], Client],
) -> None:
    client = client_for("locality_amhp")
    page = client.get("/messages/yours/")
    assert b"No text gateway is set up here" in page.content and ticks(page.content) == 8
    form = {
        "key": str(uuid4()),
        "asked": ["text"],
        "mobile": "07700 900300",
        "quiet_from": "2200",
        "quiet_until": "7:00",
    }
    wrong = {**form, "mobile": "01632 960001", "quiet_until": ""}
    refused = client.post("/messages/yours/", wrong)
    assert refused.status_code == 422 and b"Type a mobile number" in refused.content
    assert b'value="2200"' in refused.content and not ReachChoice.objects.exists()
    half = client.post("/messages/yours/", {**form, "quiet_until": ""})
    assert half.status_code == 422 and b"need both ends" in half.content
    assert client.post("/messages/yours/", form).headers["Location"] == "/messages/yours/"
    kept = ReachChoice.objects.get()
    assert (kept.channels["asked"], kept.mobile, kept.quiet_from) == (["text"], "447700900300", time(22))
    again = client.get("/messages/yours/")
    assert b'value="22:00"' in again.content and b'value="+447700900300"' in again.content
    assert ticks(again.content) == 1
