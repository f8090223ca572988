"""`onenumber watchdog`: a process of its own that tells the duty phone when the service stands still."""

import os
import signal
import time
from dataclasses import replace
from datetime import datetime, timedelta
from types import FrameType

import click
from django.db import Error

from amhp.calendar import say_time
from onenumber.messaging.watchdog.incident import Watch
from onenumber.messaging.watchdog.looking import Known, read_database, web_answers
from onenumber.messaging.watchdog.memory import remember, remembered
from onenumber.messaging.watchdog.telling import tell
from onenumber.records import clock

HEALTH = "http://127.0.0.1:8000/health/"
# libpq's own limits: a database that hangs is a database that does not answer.
PATIENCE = {"PGCONNECT_TIMEOUT": "5", "PGOPTIONS": "-c statement_timeout=5000"}


class Watchdog:
    """One look after another; what was told is kept in a file."""

    def __init__(self, *, web: str, at: datetime, after: timedelta | None) -> None:
        self.web, self.after = web, after
        self.known, incident = remembered()
        self.watch = Watch(incident=incident)
        self.worker_expected = (
            at  # after a start, or the database's return, the worker has time to show itself
        )

    def look(self, *, at: datetime) -> list[str]:
        """Look once; tell what is due. A line for each thing done."""
        self.watch = self.watch.seen(self._wrong(at))
        after = self.after or self.known.after
        words = self.watch.to_tell(at=at, after=after, repeat=self.known.repeat, civil=say_time(at))
        if not words:
            return []
        any_went, lines = tell(self.known, words)
        if any_went:  # else it is tried again at the next look
            self.watch = self.watch.told(at=at, after=after)
            remember(self.known, self.watch.incident)
        return [words, *lines]

    def _wrong(self, at: datetime) -> dict[str, datetime]:
        wrong = {} if web_answers(self.web) else {"web": at}
        try:
            beat_at, known = read_database()
        except Error:
            self.worker_expected = at
            return {**wrong, "database": at}
        self._learn(known)
        if beat_at is None or at - beat_at >= (self.after or known.after):
            wrong["worker"] = max(beat_at or self.worker_expected, self.worker_expected)
        return wrong

    def _learn(self, known: Known) -> None:
        if known != self.known:
            self.known = replace(known)
            remember(known, self.watch.incident)


@click.command()
@click.option("--web", default=HEALTH, show_default=True, help="The web server's health page.")
@click.option("--every", default=20, show_default=True, help="Seconds between looks.")
@click.option("--after", default=0, help="Seconds instead of worker.silent_minutes, to try it out.")
def watchdog(web: str, every: int, after: int) -> None:
    """Tell the duty phone when worker, database or web server stand still, and when they are back."""
    os.environ.update({name: os.environ.get(name, value) for name, value in PATIENCE.items()})
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    dog = Watchdog(web=web, at=clock.now(), after=timedelta(seconds=after) if after else None)
    while not stopping:
        at = clock.now()
        for line in dog.look(at=at):
            click.echo(f"{at:%H:%M:%S} {line}", err=True)
        time.sleep(every)
