"""When the watchdog speaks: once for an incident, again after each interval, when it is over; with no database too."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import OperationalError
from pytest_django import Settings

from onenumber.messaging import commands
from onenumber.messaging.commands import Watchdog
from onenumber.messaging.watchdog.looking import web_answers
from onenumber.organisations.models import Service
from onenumber.records.models import WorkerBeat
from tests.isolation.world import _settings
from tests.onenumber.conftest import AT, County
from tests.onenumber.messaging.fake_notify import FakeNotify, Wrong

MINUTE = timedelta(minutes=1)


@pytest.fixture
def watched(
    county: County, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, bool]:
    """A service with its contacts, a web server and a database that can be switched off."""
    settings.DATA = tmp_path
    Service.objects.filter(pk=county.westmoor.pk).update(settings=_settings())
    state = {"web": True, "database": True}
    read = commands.read_database

    def maybe() -> object:
        if not state["database"]:
            raise OperationalError("gone")
        return read()

    monkeypatch.setattr(commands, "read_database", maybe)
    monkeypatch.setattr(commands, "web_answers", lambda address: state["web"])
    monkeypatch.setattr(
        "onenumber.messaging.watchdog.looking.connection.close", lambda: None
    )  # the test's own
    return state


def beat(at: datetime) -> None:
    WorkerBeat.objects.update_or_create(name="worker", defaults={"beat_at": at})


def dog(at: datetime = AT) -> Watchdog:
    return Watchdog(web="http://127.0.0.1:1/", at=at, after=None)


def texts(notify: FakeNotify) -> list[str]:
    return [taken.words for taken in notify.taken]


def test_a_dead_worker_is_told_once_then_at_each_interval_then_when_it_is_back(
    watched: dict[str, bool], notify: FakeNotify
) -> None:
    beat(AT)
    watching, at = dog(), AT
    for minute in range(80):
        at = AT + minute * MINUTE
        watching.look(at=at)
    assert texts(notify) == [
        "One Number, at 14:23: the worker is silent, so messages are not going out. "
        "Ring people instead of waiting for an answer.",
        "One Number, still at 14:53: the worker is silent, so messages are not going out. "
        "Ring people instead of waiting for an answer.",
        "One Number, still at 15:23: the worker is silent, so messages are not going out. "
        "Ring people instead of waiting for an answer.",
    ]
    assert {taken.to for taken in notify.taken} == {"+447700900900"}
    assert len(mail.outbox) == 3 and mail.outbox[0].to == ["duty@westmoor.example"]
    beat(at)
    watching.look(at=at + MINUTE)
    watching.look(at=at + 2 * MINUTE)
    assert texts(notify)[3:] == ["One Number: all is well again at 15:40."]


def test_a_restarted_watchdog_says_nothing_twice_and_gives_a_worker_time(
    watched: dict[str, bool], notify: FakeNotify
) -> None:
    beat(AT - timedelta(hours=9))  # the machine was off for the night
    first = dog()
    assert first.look(at=AT) == [] and first.look(at=AT + 2 * MINUTE) == []
    first.look(at=AT + 3 * MINUTE)
    assert len(notify.taken) == 1
    second = dog(AT + 4 * MINUTE)
    for minute in range(5, 12):
        second.look(at=AT + minute * MINUTE)
    assert len(notify.taken) == 1
    beat(AT + 12 * MINUTE)
    second.look(at=AT + 12 * MINUTE)
    assert "all is well again" in texts(notify)[-1] and len(notify.taken) == 2


def test_a_database_that_is_away_is_told_by_one_that_was_started_without_it(
    watched: dict[str, bool], notify: FakeNotify
) -> None:
    beat(AT)
    dog().look(at=AT)  # knows whom to tell from now on
    watched["database"] = False
    later = dog(AT + MINUTE)
    for minute in range(1, 6):
        later.look(at=AT + minute * MINUTE)
    assert texts(notify) == [
        "One Number, at 14:24: the database does not answer, so nobody can open or save a record. "
        "Go on with the paper pack."
    ]
    watched["database"] = True
    for minute in (6, 7):  # the worker has time to find the database again; until it has, all is not well
        later.look(at=AT + minute * MINUTE)
        assert len(notify.taken) == 1
    later.look(at=AT + 8 * MINUTE)
    assert "the worker is silent" in texts(notify)[-1]
    beat(AT + 9 * MINUTE)
    later.look(at=AT + 9 * MINUTE)
    assert "all is well again" in texts(notify)[-1] and len(notify.taken) == 3


def test_a_short_pause_is_nobodys_business(watched: dict[str, bool], notify: FakeNotify) -> None:
    beat(AT)
    watching = dog()
    watched["web"] = False
    watching.look(at=AT)
    watching.look(at=AT + 2 * MINUTE)
    watched["web"] = True
    beat(AT + 3 * MINUTE)
    watching.look(at=AT + 3 * MINUTE)
    assert notify.taken == [] and mail.outbox == []


def test_what_cannot_be_told_is_tried_again_until_somebody_took_it(
    watched: dict[str, bool], notify: FakeNotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching = dog()
    watched["web"] = False
    beat(AT + 9 * MINUTE)
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no mail"))
    )
    notify.next_errors = [Wrong(500, "Exception", "Internal server error")]
    for minute in (0, 3):
        lines = watching.look(at=AT + minute * MINUTE)
    assert any("did not go" in line for line in lines) and notify.taken == []
    watching.look(at=AT + 4 * MINUTE)
    assert len(notify.taken) == 1 and "the web server does not answer" in texts(notify)[0]
    watching.look(at=AT + 5 * MINUTE)
    assert len(notify.taken) == 1


def test_without_anybody_to_tell_it_says_so_where_it_runs(
    county: County, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    watching = dog()
    watching.known = watching.known.__class__()
    from onenumber.messaging.watchdog.telling import tell

    assert tell(watching.known, "x") == (
        False,
        ["nobody can be told: no text gateway and no e-mail address is set up"],
    )


def test_any_answer_of_the_web_server_is_an_answer(notify: FakeNotify) -> None:
    assert web_answers(notify.address + "/") is True  # 401
    assert web_answers("http://127.0.0.1:1/") is False
