"""The replay's own machinery: its clock, its floor, its browser, its sabotage. No service is started here."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

import pytest

from onenumber.demo.county.told import ClosedTold
from onenumber.demo.replay.browser import Browser, Exchange, NoAnswer
from onenumber.demo.replay.ledger import Contradiction, Fate, KnownCase, KnownContact, Ledger
from onenumber.demo.replay.replay_clock import ReplayClock
from onenumber.demo.replay.running import HANDS, MOST_TRIES, Floor, NotTheirs, Task
from onenumber.demo.replay.sabotage import BOARD, CONTACT, STEP, choose, remove
from onenumber.demo.replay.scene import typed
from onenumber.demo.replay.service import CannotReplay, refuse_used_database, refuse_used_folder, sqlite_file
from onenumber.demo.replay.story import tell_days

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "replay")
    yield made
    made.close()


@pytest.fixture
def floor(tmp_path: Path, ledger: Ledger) -> Floor:
    clock = ReplayClock(tmp_path, starts_at=AT)
    return Floor(clock=clock, ledger=ledger, check=lambda: None, progress=lambda at: None)


def test_the_clock_only_moves_forward(tmp_path: Path) -> None:
    clock = ReplayClock(tmp_path, starts_at=AT)
    assert clock.advance(AT + 5 * MINUTE) == AT + 5 * MINUTE
    assert clock.advance(AT) == AT + 5 * MINUTE
    assert datetime.fromisoformat((tmp_path / "replay_clock").read_text()) == AT + 5 * MINUTE


def test_several_work_at_once_and_nobody_does_two_things(floor: Floor) -> None:
    together = threading.Barrier(3, timeout=20)
    working: set[str] = set()
    twice = []

    def do(who: str, at: datetime) -> Iterator[Task]:
        if who in working:
            twice.append(who)
        working.add(who)
        together.wait()  # only passes when three people are here at the same time
        working.discard(who)
        yield from ()

    for number in range(6):
        floor.add([Task(due=AT + number * MINUTE, who=f"person {number % 3}", what="work", do=do)])
    floor.run(until=AT + timedelta(hours=1))
    assert (floor.done, twice, floor.ledger.faults) == (6, [], [])
    assert HANDS >= 4


def test_what_follows_comes_later_and_the_evening_ends_it(floor: Floor) -> None:
    seen: list[datetime] = []

    def do(who: str, at: datetime) -> Iterator[Task]:
        seen.append(at)
        yield Task(due=at + timedelta(hours=2), who=who, what="again", do=do)

    floor.add([Task(due=AT, who="Ann", what="first", do=do)])
    floor.run(until=AT + timedelta(hours=5))
    assert seen == [AT, AT + timedelta(hours=2), AT + timedelta(hours=4)]
    assert floor.clock.moment == AT + timedelta(hours=5)


def test_somebody_else_does_what_is_not_theirs(floor: Floor) -> None:
    asked: list[str] = []

    def do(who: str, at: datetime) -> Iterator[Task]:
        asked.append(who)
        if who == "gone home":
            raise NotTheirs(who)
        yield from ()

    floor.add([Task(due=AT, who="gone home", what="x", do=do, who_else=lambda at, tries: "on duty")])
    floor.run(until=AT + timedelta(hours=1))
    assert (asked, floor.ledger.faults) == (["gone home", "on duty"], [])


def test_nobody_at_all_is_a_fault_and_so_is_any_error(floor: Floor) -> None:
    asked: list[str] = []

    def refused(who: str, at: datetime) -> Iterator[Task]:
        asked.append(who)
        raise NotTheirs(who)

    def broken(who: str, at: datetime) -> Iterator[Task]:
        raise ValueError("no such thing")

    floor.add([Task(due=AT, who="Ann", what="x", do=refused, who_else=lambda at, tries: "Ben")])
    floor.add([Task(due=AT, who="Cy", what="y", do=broken)])
    floor.run(until=AT + timedelta(hours=1))
    assert len(asked) == MOST_TRIES
    assert len(floor.ledger.faults) == 2
    assert any("Cy, y: ValueError: no such thing" in fault for fault in floor.ledger.faults)


def test_a_case_given_to_two_contradicts(ledger: Ledger) -> None:
    ledger.opened(KnownCase("WM-26-1", "C-26-1", "S13"))
    ledger.held("WM-26-1", "Ann")
    with pytest.raises(Contradiction):
        ledger.held("WM-26-1", "Ben")
    ledger.stands("WM-26-1", "closed")
    with pytest.raises(Contradiction):
        ledger.stands("WM-26-1", "closed")
    ledger.stands("WM-26-1", "open")
    ledger.held("WM-26-1", "Ben")


class Forms(BaseHTTPRequestHandler):
    """A small service with one form; it counts each key once, as the real one does."""

    received: list[str] = []
    kept: dict[str, str] = {}

    def do_GET(self) -> None:
        page = b'<form method="post"><input type="hidden" name="key" value="k1"><input name="words"></form>'
        self._answer(200, page, {"Set-Cookie": "session=s1; Path=/"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        said = parse_qs(body)
        self.received.append(self.headers["Cookie"])
        self.kept.setdefault(said["key"][0], said["words"][0])
        self._answer(303, b"", {"Location": "/form/?done=1"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def forms() -> Iterator[int]:
    Forms.received, Forms.kept = [], {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forms)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield server.server_address[1]
    server.shutdown()
    serving.join()
    server.server_close()


def test_a_lost_answer_is_asked_for_again_with_the_same_key(forms: int) -> None:
    exchanges: list[Exchange] = []
    browser = Browser(host="127.0.0.1", port=forms, name="Ann", listener=exchanges.append)
    form = browser.open("/form/").page.form("/form/")
    answer = browser.send(form, {"words": "kept once"}, lose_answers=2)
    browser.close()
    assert (answer.taken, answer.led_to, answer.status, answer.path) == (True, "/form/", 200, "/form/?done=1")
    assert Forms.kept == {"k1": "kept once"}
    assert set(Forms.received) == {"session=s1"}
    assert [exchange.status for exchange in exchanges] == [200, 303, 200]


def test_no_answer_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onenumber.demo.replay.browser.time.sleep", lambda seconds: None)
    browser = Browser(host="127.0.0.1", port=9, name="Ann", listener=lambda exchange: None)
    with pytest.raises(NoAnswer):
        browser.open("/board/")


def known(ledger: Ledger, number: int, fate: Fate) -> None:
    ledger.recorded(
        KnownContact(f"C-26-{number}", "advice", "ADVICE", date(2026, 11, 23), fate), by="Ann", at=AT
    )


def test_sabotage_takes_from_three_tables(ledger: Ledger, tmp_path: Path) -> None:
    for number in range(1, 7):
        known(ledger, number, Fate.ANSWERED)
    ledger.opened(KnownCase("WM-26-1", "C-26-9", "S13"))
    ledger.opened(KnownCase("WM-26-2", "C-26-10", "S13", "closed"))
    victims = choose(ledger, how_many=3, rng=Random(1))
    assert {victim.table for victim in victims} == {CONTACT, STEP, BOARD}
    assert len({victim.contact for victim in victims}) == 3
    assert all(victim.reference != "WM-26-2" for victim in victims)
    with pytest.raises(CannotReplay):
        choose(ledger, how_many=30, rng=Random(1))
    file = guarded_database(tmp_path / "onenumber.sqlite3")
    remove(victims, data=tmp_path, database="")
    with sqlite3.connect(file) as link:
        left = {
            table: link.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (CONTACT, STEP, BOARD)
        }
        assert left == {CONTACT: 5, STEP: 5 if victims_in(victims, STEP) else 6, BOARD: 0}
        with pytest.raises(sqlite3.IntegrityError, match="kept"):
            link.execute(f"DELETE FROM {CONTACT}")
    link.close()


def victims_in(victims: list[object], table: str) -> int:
    return sum(getattr(victim, "table", "") == table for victim in victims)


def guarded_database(file: Path) -> Path:
    """As much of the real tables as is needed, with a guard that refuses every deletion."""
    link = sqlite3.connect(file)
    link.executescript(
        f"""CREATE TABLE {CONTACT} (id INTEGER PRIMARY KEY, reference TEXT);
        CREATE TABLE {STEP} (id INTEGER PRIMARY KEY, contact_id INTEGER REFERENCES {CONTACT});
        CREATE TABLE {BOARD} (reference TEXT);
        INSERT INTO {BOARD} VALUES ('WM-26-1');
        CREATE TRIGGER "kept_d" BEFORE DELETE ON {CONTACT} BEGIN SELECT RAISE(ABORT, 'kept'); END;"""
    )
    for number in range(1, 7):
        link.execute(f"INSERT INTO {CONTACT} VALUES (?, ?)", (number, f"C-26-{number}"))
        link.execute(f"INSERT INTO {STEP} (contact_id) VALUES (?)", (number,))
    link.commit()
    link.close()
    return file


def test_only_an_empty_place_is_replayed_on(tmp_path: Path) -> None:
    refuse_used_folder(tmp_path / "absent")
    refuse_used_folder(tmp_path)
    refuse_used_database("", data=tmp_path)
    used = tmp_path / "used.sqlite3"
    link = sqlite3.connect(used)
    link.execute("CREATE TABLE records (name TEXT)")
    link.close()
    with pytest.raises(CannotReplay, match="not empty"):
        refuse_used_folder(tmp_path)
    with pytest.raises(CannotReplay, match="tables already"):
        refuse_used_database(f"sqlite:///{used}", data=tmp_path)
    assert sqlite_file(f"sqlite:///{used}", data=tmp_path) == used
    assert sqlite_file(f"sqlite:////{str(used)[1:]}", data=tmp_path) == used


def test_times_are_typed_as_people_type_them() -> None:
    assert typed(datetime(2026, 7, 1, 8, 5, tzinfo=UTC)) == ("01/07/2026", "09:05", "")
    assert typed(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == ("25/10/2026", "01:30", "BST")


def test_the_story_has_every_kind_and_ends_some_cases_in_time() -> None:
    story = tell_days(seed=3, first=date(2026, 11, 23), days=2)
    kinds = {contact.kind for contact in story.contacts}
    assert kinds >= {"advice", "police", "back_up", "notice", "edt_adult", "edt_child", "concern", "other"}
    ends = [fact.recorded_at for case in story.cases for fact in case.facts if isinstance(fact, ClosedTold)]
    assert any(end < story.ends for end in ends) and any(end > story.ends for end in ends)
    assert all(story.begins <= case.contact.received_at < story.ends for case in story.cases)


@pytest.mark.parametrize("first", [date(2026, 10, 24), date(2026, 12, 31)])
def test_a_weekend_of_changing_clocks_and_a_new_year_have_stories(first: date) -> None:
    story = tell_days(seed=5, first=first, days=2)
    assert story.calls > 10
    assert story.ends - story.begins == timedelta(hours=49 if first.month == 10 else 48)
