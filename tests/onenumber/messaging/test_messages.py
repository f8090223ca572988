"""Messages: on screen at once, by e-mail through the worker; what fails is tried again, given up, and shown."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import deliver_waiting, write_message
from onenumber.messaging.models import Delivery
from onenumber.messaging.queries import on_screen, undelivered
from tests.onenumber.conftest import AT, County
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
