"""Real processes: the worker is killed and the database taken away; the duty phone hears of both, and of their end."""

import contextlib
import subprocess
import time
from collections.abc import Iterator

import pytest

from onenumber.config.processes import watchdog_command
from tests.databases import PrivatePostgreSQL
from tests.onenumber.messaging.fake_notify import FakeNotify
from tests.reliability.running import HOST, ROOT, Running, _kill

pytestmark = pytest.mark.slow


def wait_for(notify: FakeNotify, words: str, *, after: int) -> int:
    """How many texts there are once one of the later ones says these words."""
    for _ in range(600):
        if any(words in taken.words for taken in notify.taken[after:]):
            return len(notify.taken)
        time.sleep(0.05)
    raise AssertionError(f"nobody was told that {words}: {[taken.words for taken in notify.taken]}")


@contextlib.contextmanager
def without_database(service: Running, server: PrivatePostgreSQL | None) -> Iterator[None]:
    """The file is moved away; the server is stopped at once."""
    if server is not None:
        server.stop("immediate")
        yield
        server.start()
        return
    file = service.folder / "onenumber.sqlite3"
    away = file.rename(file.with_suffix(".away"))
    yield
    assert not file.exists()  # nobody made an empty one in its place
    away.rename(file)


def wait_for_a_beat(service: Running) -> None:
    for _ in range(600):
        if service.rows("SELECT count(*) FROM records_workerbeat") != [(0,)]:
            return
        time.sleep(0.1)
    raise AssertionError(service.last_words())


def test_the_duty_phone_is_told(service: Running, server: PrivatePostgreSQL | None) -> None:
    with FakeNotify() as notify:
        environment = service.environment | notify.environment(service.folder)
        command = watchdog_command(web=f"http://{HOST}:{service.port}/health/", every=1, after=8)
        service.start_worker()
        wait_for_a_beat(service)  # under load the worker takes longer to begin than the watchdog waits
        with (service.folder / "watchdog.log").open("ab") as log:
            dog = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            time.sleep(5)
            assert notify.taken == [], (service.folder / "watchdog.log").read_text()
            service.kill_worker()
            told = wait_for(notify, "the worker is silent", after=0)
            service.start_worker()
            told = wait_for(notify, "all is well again", after=told)
            service.kill_worker()  # it would only fill the log
            with without_database(service, server):
                wait_for(notify, "the database does not answer", after=told)
        finally:
            _kill(dog)
    assert {taken.to for taken in notify.taken} == {"+447700900900"}
