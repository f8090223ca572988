"""Killed without warning while people write: nothing that was acknowledged is lost, nothing is there twice.

Issue 2, "Safe by construction": SIGKILL of web server and worker, and `pg_ctl stop -m immediate`, during writes
through HTTP; 26 kills in the suite, half of them on each database, more in `make long`. What the service acknowledged
is kept out here, beyond its reach.
"""

import contextlib
import http.client
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from uuid import uuid4

import pytest

from onenumber.records.worker import LEASE
from tests.databases import PrivatePostgreSQL
from tests.reliability.county import WRITERS
from tests.reliability.running import Reply, Running, get, post

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("ONENUMBER_KILLS", "13"))  # on each database
TAKEN = 303


@dataclass
class Ledger:
    """Every write that was acknowledged: its words, and where the answer led. `sent` counts those begun."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    retried: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def begin(self, kind: str) -> str:
        """The words of a new write, unlike any other's."""
        with self.lock:
            self.sent += 1
            return f"{kind} {self.sent:05}"

    def acknowledge(self, words: str, led_to: str) -> None:
        """The service said that it is kept."""
        with self.lock:
            self.acknowledged[words] = led_to

    def note(self, problem: str) -> None:
        """An answer that no kill explains."""
        with self.lock:
            self.wrong.append(problem)


class Writer(Thread):
    """Somebody who writes one thing after another, and sends a form again, with its key, until it is answered."""

    def __init__(self, running: Running, ledger: Ledger, stop: Event, number: int) -> None:
        super().__init__(daemon=True)
        self.running, self.ledger, self.stop, self.number = running, ledger, stop, number
        self.cookie = running.made["cookies"][f"writer {number}"]
        self.case = running.made["written_on"][number]

    def run(self) -> None:
        turn = 0
        while not self.stop.is_set():
            turn += 1
            if (turn + self.number) % 3:
                self._note()
            else:
                self._contact()

    def _until_answered(self, send: Callable[[], Reply]) -> Reply:
        """Ask until a whole answer comes; while nobody is told to stop, and then once more."""
        for _ in range(2000):
            with contextlib.suppress(OSError, http.client.HTTPException):
                reply = send()
                if reply.status < 500:
                    return reply
                if not self._excused(reply):
                    self.ledger.note(f"{reply.status}: {reply.body[:200]}")
            with self.ledger.lock:
                self.ledger.retried += 1
            time.sleep(0.03)
        raise AssertionError("nobody answers")

    def _excused(self, reply: Reply) -> bool:
        """While PostgreSQL is down the honest answer is that it did not work."""
        return bool(self.running.database) and reply.status in {500, 503}

    def _note(self) -> None:
        words = self.ledger.begin("note")
        form = {"key": str(uuid4()), "text": words, "happened_day": "today", "happened_time": "now"}
        path = f"/cases/{self.case}/add/note/"
        self._send(path, {**form, **_now(self.running, self.cookie, path, self._until_answered)}, words)

    def _contact(self) -> None:
        opened = self._until_answered(lambda: get(self.running.port, self.cookie, "/take/?new=1"))
        if opened.status != 302:
            self.ledger.note(f"/take/ answered {opened.status}")
            return
        words = self.ledger.begin("contact")
        form = {
            "key": str(uuid4()), "kind": "advice", "caller_role": "Ward manager", "place": "Ward 3",
            "event": "nothing", "danger": "no", "words": words,
        }  # fmt: skip
        self._send(opened.location, form, words)

    def _send(self, path: str, form: dict[str, str], words: str) -> None:
        reply = self._until_answered(lambda: post(self.running.port, self.cookie, path, form))
        if reply.status == TAKEN:
            self.ledger.acknowledge(words, reply.location)
        else:
            self.ledger.note(f"{path} answered {reply.status} to {words}")


def _now(
    running: Running, cookie: str, path: str, until_answered: Callable[[Callable[[], Reply]], Reply]
) -> dict[str, str]:
    """Day and time as the page proposes them."""
    reply = until_answered(lambda: get(running.port, cookie, path))
    page = reply.body
    assert DAY_AND_TIME[0] in page, f"{path} answered {reply.status} {reply.location}: {page[:600]}"
    return {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in DAY_AND_TIME}


DAY_AND_TIME = ("happened_day", "happened_time")


def wait_for_writes(ledger: Ledger, more: int) -> None:
    """Until so many more writes are acknowledged: a kill while nobody writes proves nothing."""
    wanted = len(ledger.acknowledged) + more
    for _ in range(3000):
        if len(ledger.acknowledged) >= wanted:
            return
        time.sleep(0.01)
    raise AssertionError(f"nothing is acknowledged any more: {ledger.wrong[-3:]}")


def kill(running: Running, server: PrivatePostgreSQL | None, turn: int) -> str:
    """One kill, and whatever it took down started again. Every third one the worker, else web or database."""
    if turn % 3 == 0:
        running.kill_worker()
        running.start_worker()
        return "worker"
    if server is not None and turn % 3 == 1:
        server.stop("immediate")
        server.start()
        return "database"
    running.kill_web()
    if turn % 2:
        running.kill_worker()
        running.start_worker()
    running.start_web()
    return "web"


def counted(running: Running, query: str) -> Counter[str]:
    return Counter(row[0] for row in running.rows(query))


def reconcile(running: Running, ledger: Ledger) -> None:
    """The ledger against the database: every acknowledged write once, and nothing twice."""
    kept = counted(running, "SELECT text FROM cases_note") + counted(
        running, "SELECT words FROM intake_contact"
    )
    kept = Counter({words: number for words, number in kept.items() if words[:4] in {"note", "cont"}})
    lost = [words for words in ledger.acknowledged if words not in kept]
    assert lost == [], f"{len(lost)} acknowledged writes are lost"
    assert [words for words, number in kept.items() if number > 1] == []
    [(contacts,)] = running.rows("SELECT count(*) FROM intake_contact")
    [(announced,)] = running.rows("SELECT count(*) FROM records_outgoing WHERE name = 'ContactRecorded'")
    assert contacts == announced  # a fact and its announcement stand or fall together
    [(entries,)] = running.rows(
        "SELECT count(*) FROM audit_entry WHERE verb = 'note.recorded' AND NOT refused"
    )
    assert entries == sum(number for words, number in kept.items() if words.startswith("note"))


def announce_all(running: Running) -> None:
    """Until no event waits: what a killed worker had claimed is left to it for a minute, then comes round again."""
    until = time.monotonic() + 1.5 * LEASE.total_seconds()
    while True:
        assert running.command("worker", "--once").returncode == 0
        waiting = running.rows("SELECT name, tries, trouble FROM records_outgoing WHERE done_at IS NULL")
        if not waiting:
            return
        assert time.monotonic() < until, f"never announced: {waiting}"
        time.sleep(1)


def test_nothing_acknowledged_is_lost(service: Running, server: PrivatePostgreSQL | None) -> None:
    rng, ledger, stop = random.Random(2026), Ledger(), Event()
    service.start_worker()
    writers = [Writer(service, ledger, stop, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    killed: Counter[str] = Counter()
    for turn in range(KILLS):
        wait_for_writes(ledger, rng.randint(1, 6))
        time.sleep(rng.random() * 0.05)
        killed[kill(service, server, turn)] += 1
    wait_for_writes(ledger, 5)
    stop.set()
    for writer in writers:
        writer.join(timeout=60)
        assert not writer.is_alive()
    assert killed.total() == KILLS
    assert ledger.wrong == [], service.last_words()
    assert ledger.retried > 0, "no kill met a write"
    service.kill_worker()
    announce_all(service)
    reconcile(service, ledger)
    verified = service.command("verify-audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    if not service.database:
        assert service.rows("PRAGMA integrity_check") == [("ok",)]
