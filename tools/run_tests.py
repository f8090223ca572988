"""`make test`: install what the tests need where that is possible, run everything, and say loudly what could not run.

Order: the fast tests, the rooms on SQLite, the same rooms on a private PostgreSQL, the journeys in a real browser.
With ONENUMBER_NOTHING_LEFT_OUT=1 (as in CI) anything that cannot run is a failure.
"""

import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.databases import PrivatePostgreSQL, postgresql_programs  # noqa: E402

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")  # lays out the text of a PDF
PACKAGES = ("chromium", "fonts-liberation", "postgresql", *PANGO)
STRICT = os.environ.get("ONENUMBER_NOTHING_LEFT_OUT") == "1"
APART = {"isolation", "journeys", "reliability", "data", "__pycache__"}  # begun first, or parts of their own
REST = sorted(
    f"tests/{each.name}" for each in (ROOT / "tests").iterdir() if each.is_dir() and each.name not in APART
)
# Files stay together, the two longest first, one on each core.
BY_FILE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
ALWAYS = {
    "amhp, house rules, isolation and rooms on SQLite": (
        *BY_FILE, "tests/isolation/test_table.py", "tests/isolation/test_bad_input.py",
        "tests/isolation/test_answers.py", "tests/isolation/test_hostile_record.py", "src/amhp", *REST,
    ),
    "kills, races and replay": ("-n", "2", "--dist", "worksteal", "tests/reliability"),
}  # fmt: skip
ON_POSTGRESQL = (  # of these, what touches the database
    "-n", "2", "--dist", "loadgroup", "tests/isolation/test_second_wall.py", "tests/onenumber",
)  # fmt: skip
JOURNEYS = (*BY_FILE, "tests/journeys")  # one county for the stories of a file
ADVICE = {
    "chromium": "install Chromium and set ONENUMBER_CHROMIUM to its path",
    "postgresql": "install PostgreSQL 15 or newer and put its programs (initdb, pg_ctl) on the PATH",
    "pango": "install Pango 1.44 or newer (on a Mac: brew install pango)",
}


def chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    given = os.environ.get("ONENUMBER_CHROMIUM")
    return given or next((path for name in names if (path := shutil.which(name))), None)


def missing() -> list[str]:
    """What the tests need and this machine lacks."""
    found = {"chromium": chromium(), "postgresql": postgresql_programs(), "pango": find_library("pango-1.0")}
    return [name for name, path in found.items() if not path]


def install() -> None:
    """On Debian as root, install what is missing from the distribution."""
    if not missing() or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing for the tests:", *PACKAGES, flush=True)
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def run(title: str, *arguments: str, **environment: str) -> bool:
    """One part of the tests in its own process; True if it passed."""
    print(f"\n=== {title} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--durations=5", *arguments]
    began, cpu = time.monotonic(), processor_seconds()
    passed = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0
    print(
        f"{time.monotonic() - began:.0f} s, of the processors {processor_seconds() - cpu:.0f} s", flush=True
    )
    return passed


def processor_seconds() -> float:
    """What the ended parts have taken of the processors so far."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def main() -> int:
    """Run it all; the exit status says whether everything passed (and, in CI, whether everything ran)."""
    install()
    lacking = missing()
    parts = {title: run(title, *arguments) for title, arguments in ALWAYS.items()}
    if "postgresql" not in lacking:
        with PrivatePostgreSQL() as server:
            title = "rooms on PostgreSQL"
            parts[title] = run(title, *ON_POSTGRESQL, ONENUMBER_DATABASE=server.address("onenumber"),
                               ONENUMBER_TESTS_OF_SECOND_DATABASE="1")  # fmt: skip
    if "chromium" not in lacking:
        parts["journeys in a real browser"] = run("journeys in a real browser", *JOURNEYS)
        if "postgresql" not in lacking:
            title = "journeys on PostgreSQL"
            chosen = (*JOURNEYS, "-m", "both_databases")
            parts[title] = run(title, *chosen, ONENUMBER_JOURNEYS_ON="postgresql")
    print("\n" + "=" * 72)
    for part, passed in parts.items():
        print("passed " if passed else "FAILED ", part)
    for name in lacking:
        print(f"NOT RUN: everything that needs {name}. To run it: {ADVICE[name]} ({platform.system()}).")
    return int(not all(parts.values()) or (STRICT and bool(lacking)))


if __name__ == "__main__":
    sys.exit(main())
