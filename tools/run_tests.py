"""`make test`: install what the tests need where that is possible, run everything, and say loudly what could not run.

Two lanes at once, because a lane that waits for browsers and killed servers leaves the processors to the other: the
fast tests and the rooms on SQLite, then the rooms on a private PostgreSQL; beside them the journeys in a real browser,
on both, and the kills and replays. With ONENUMBER_NOTHING_LEFT_OUT=1 (as in CI) what cannot run is a failure.
"""

import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import empty_database  # noqa: E402
from tests.browsers import NAMES, chromium  # noqa: E402
from tests.databases import PrivatePostgreSQL, postgresql_programs  # noqa: E402

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")  # lays out the text of a PDF
PACKAGES = ("fonts-liberation", "postgresql", *PANGO)
STRICT = os.environ.get("ONENUMBER_NOTHING_LEFT_OUT") == "1"
APART = {"isolation", "journeys", "reliability", "data", "__pycache__"}  # begun first, or parts of their own
REST = sorted(
    f"tests/{each.name}" for each in (ROOT / "tests").iterdir() if each.is_dir() and each.name not in APART
)
# Files stay together, the two longest first, one on each core.
BY_FILE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
ROOMS = (
    *BY_FILE, "tests/isolation/test_table.py", "tests/isolation/test_bad_input.py",
    "tests/isolation/test_answers.py", "tests/isolation/test_hostile_record.py", "src", *REST,
)  # fmt: skip
ON_POSTGRESQL = (  # of these, what touches the database
    "-n", "2", "--dist", "loadgroup", "tests/isolation/test_second_wall.py", "tests/onenumber",
)  # fmt: skip
RELIABILITY = ("-n", "2", "--dist", "worksteal", "tests/reliability")
JOURNEYS = (*BY_FILE, "tests/journeys")  # one county for the stories of a file
ADVICE = {
    "chromium": "install Chromium and set ONENUMBER_CHROMIUM to its path",
    "postgresql": "install PostgreSQL 15 or newer and put its programs (initdb, pg_ctl) on the PATH",
    "pango": "install Pango 1.44 or newer (on a Mac: brew install pango)",
}


def missing() -> list[str]:
    """What the tests need and this machine lacks."""
    found = {"chromium": chromium(), "postgresql": postgresql_programs(), "pango": find_library("pango-1.0")}
    return [name for name, path in found.items() if not path]


def install() -> None:
    """On Debian as root, install what is missing from the distribution; of its browsers, the first there is."""
    wanted = missing() or not (os.environ.get("ONENUMBER_CHROMIUM") or shutil.which(NAMES[0]))
    if not wanted or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing for the tests:", NAMES[0], *PACKAGES, flush=True)
    apt_get("update")
    apt_get("install", *PACKAGES)
    for browser in NAMES[:2]:
        if apt_get("install", browser):
            return


def apt_get(*arguments: str) -> bool:
    """Ask the distribution's installer; whether it did."""
    options = ("-o", "DPkg::Lock::Timeout=300", "-qq", "-y", "--no-install-recommends")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ("apt-get", *options, *arguments), env=environment, check=False, stdout=subprocess.DEVNULL
    )
    return done.returncode == 0


Part = tuple[str, tuple[str, ...], dict[str, str]]  # its title, what pytest is told, its environment


def in_front(lacking: list[str]) -> Iterator[Part]:
    """The lane whose words are shown as they come."""
    yield "amhp, house rules, isolation and rooms on SQLite", ROOMS, {}
    if "postgresql" not in lacking:
        with PrivatePostgreSQL() as server:
            address = {"ONENUMBER_DATABASE": server.address("onenumber")}
            yield "rooms on PostgreSQL", ON_POSTGRESQL, {**address, "ONENUMBER_TESTS_OF_SECOND_DATABASE": "1"}


def beside(lacking: list[str]) -> Iterator[Part]:
    """The lane that waits a lot; its words follow when both are done."""
    if "chromium" not in lacking:
        yield "journeys in a real browser", JOURNEYS, {}
        if "postgresql" not in lacking:
            on_postgresql = {"ONENUMBER_JOURNEYS_ON": "postgresql"}
            yield "journeys on PostgreSQL", ("tests/journeys", "-m", "both_databases"), on_postgresql
    yield "kills, races and replay", RELIABILITY, {}


def run(part: Part, told: IO[str] | None) -> bool:
    """One part of the tests in its own process; True if it passed."""
    title, arguments, environment = part
    print(f"\n=== {title} ===", file=told, flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--durations=5", *arguments]
    began, surroundings = time.monotonic(), {**os.environ, **environment}
    ended = subprocess.run(
        command, cwd=ROOT, env=surroundings, check=False, stdout=told, stderr=told and subprocess.STDOUT
    )
    print(f"{time.monotonic() - began:.0f} s", file=told, flush=True)
    return ended.returncode == 0


def run_all(parts: Iterator[Part], told: IO[str] | None) -> dict[str, bool]:
    """The parts of one lane, one after another: the title of each, and whether it passed."""
    return {part[0]: run(part, told) for part in parts}


def processor_seconds() -> float:
    """What the ended parts have taken of the processors so far."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def main() -> int:
    """Run it all; the exit status says whether everything passed (and, in CI, whether everything ran)."""
    install()
    lacking, began = missing(), time.monotonic()
    with TemporaryDirectory() as folder:  # so that not every process migrates a database of its own
        empty_database.copy_to(Path(folder) / "empty.sqlite3")
    with TemporaryFile("w+") as told, ThreadPoolExecutor(1) as other_lane:
        print("Beside what is shown: journeys, kills, races and replay. Their words follow at the end.")
        others = other_lane.submit(run_all, beside(lacking), told)
        parts = run_all(in_front(lacking), None) | others.result()
        told.seek(0)
        shutil.copyfileobj(told, sys.stdout)
    print("\n" + "=" * 72)
    print(f"{time.monotonic() - began:.0f} s, of the processors {processor_seconds():.0f} s")
    for part, passed in parts.items():
        print("passed " if passed else "FAILED ", part)
    for name in lacking:
        print(f"NOT RUN: everything that needs {name}. To run it: {ADVICE[name]} ({platform.system()}).")
    return int(not all(parts.values()) or (STRICT and bool(lacking)))


if __name__ == "__main__":
    sys.exit(main())
