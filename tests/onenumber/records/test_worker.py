"""The outbox: every stored event reaches its reactions at least once; one that fails blocks nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from onenumber.records.models import Outgoing, WorkerBeat
from onenumber.records.worker import Work, _claim, run_once
from tests.onenumber.conftest import AT


@dataclass(frozen=True)
class Rang:
    """An event of these tests."""

    line: int
    at: datetime


@dataclass(frozen=True)
class Hung:
    """Another one."""

    line: int


def store(name: str, **payload: object) -> Outgoing:
    return Outgoing.objects.create(name=name, payload=payload, stored_at=AT, next_try_at=AT)


def ring(line: int = 1) -> Outgoing:
    return store("Rang", line=line, at=AT.isoformat())


@pytest.fixture
def heard() -> list[tuple[str, object]]:
    return []


def test_each_reaction_gets_the_event_and_the_moment(db: None, heard: list[tuple[str, object]]) -> None:
    row = ring()
    store("Hung", line=2)
    store("Unheard", line=3)

    def first(event: Rang, *, at: datetime) -> None:
        heard.append(("first", event))

    def second(event: Rang, *, at: datetime) -> None:
        heard.append(("second", at))

    done = run_once(at=AT, work=Work(reactions={Rang: (first, second)}))
    assert heard == [("first", Rang(1, AT)), ("second", AT)]
    assert (done.announced, done.put_off, done.troubles) == (3, 0, ())
    row.refresh_from_db()
    assert row.done_at == AT
    assert WorkerBeat.objects.get().beat_at == AT
    run_once(at=AT + timedelta(minutes=5), work=Work(reactions={Rang: (first, second)}))
    assert len(heard) == 2
    assert WorkerBeat.objects.get().beat_at == AT + timedelta(minutes=5)


def test_one_that_fails_blocks_nobody_and_is_tried_again(db: None, heard: list[tuple[str, object]]) -> None:
    ring(1)
    store("Hung", line=2)
    broken = True

    def failing(event: Rang, *, at: datetime) -> None:
        if broken:
            store("Half done", line=9)
            raise ValueError("Leah Marsh, born 1991")
        heard.append(("failing", event.line))

    def other(event: Rang, *, at: datetime) -> None:
        heard.append(("other", event.line))

    def hung(event: Hung, *, at: datetime) -> None:
        heard.append(("hung", event.line))

    def chore(*, at: datetime) -> None:
        raise RuntimeError("a chore that does not work")

    work = Work(
        reactions={Rang: (failing, other), Hung: (hung,)},
        chores=(chore, lambda *, at: heard.append(("chore", 0))),
    )
    done = run_once(at=AT, work=work)
    assert heard == [("other", 1), ("hung", 2), ("chore", 0)]
    assert (done.announced, done.put_off) == (1, 1)
    assert not Outgoing.objects.filter(name="Half done").exists()
    row = Outgoing.objects.get(name="Rang")
    assert (row.done_at, row.tries, row.next_try_at) == (None, 1, AT + timedelta(seconds=5))
    assert "ValueError" in row.trouble and "Leah" not in row.trouble
    broken = False
    run_once(at=AT + timedelta(seconds=5), work=work)
    row.refresh_from_db()
    assert row.done_at == AT + timedelta(seconds=5) and row.trouble == ""
    assert ("failing", 1) in heard


def test_of_two_workers_one_gets_an_event(db: None) -> None:
    row = ring()
    same = Outgoing.objects.get(pk=row.pk)
    assert _claim(row, AT) is True
    assert _claim(same, AT) is False


def test_an_event_left_by_a_dead_worker_comes_round_again(db: None, heard: list[tuple[str, object]]) -> None:
    assert _claim(ring(), AT) is True
    work = Work(reactions={Rang: (lambda event, *, at: heard.append(("again", event.line)),)})
    assert run_once(at=AT + timedelta(seconds=30), work=work).announced == 0
    assert run_once(at=AT + timedelta(seconds=60), work=work).announced == 1
    assert heard == [("again", 1)]


def test_a_database_that_is_away_is_said_and_not_swallowed(db: None) -> None:
    ring()

    def away(event: Rang, *, at: datetime) -> None:
        raise OperationalError("server closed the connection")

    with pytest.raises(OperationalError):
        run_once(at=AT, work=Work(reactions={Rang: (away,)}))
    assert Outgoing.objects.get().done_at is None
