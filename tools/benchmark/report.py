"""Writes docs/benchmarks.md: what was measured, against which target, and plainly which were missed."""

import os
import platform
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from databases_of import Filled
from measuring import MANY, Measured

NAMED = {
    "board": "board",
    "poll": "unchanged board (304)",
    "case": "case page",
    "take": "save a contact (POST)",
}
OF_THE_NIGHT = {
    "handover": "handover's list",
    "ask": "25 doctors asked (POST)",
    "report": "report kept (POST)",
    "pdf": "PDF of a report",
}
FLOOR_OF = {"board": "/list", "poll": "/list", "take": "/create"}
TARGETS = {"board": (6.0, 4.0), "poll": (1.5, 1.0), "take": (15.0, 10.0)}
LARGE_TO_SMALL = 1.2
MEMORY = 512
PACKAGES = ("django", "jinja2", "granian", "psycopg")


@dataclass(frozen=True)
class Run:
    """One run of the bench."""

    found: dict[Filled, Measured]
    floor: bool
    rounds: int
    count: int
    alone: int
    each: int
    day: tuple[float, float, str] | None
    left_out: tuple[str, ...]


INTRODUCTION = """# Benchmarks

Written by `make bench`, never by hand. The floor is the least Django can honestly be asked to do for a board of 50 open
cases and for one committed contact: no sign-in, no middleware, no permissions, no audit. It lies outside the project
(`ONENUMBER_FLOOR`, or `shared/benchmarks/floor` beside it). What counts is how many times the floor ours costs on the
same machine, server and database in the same run, not the milliseconds.
"""
HOW = """- {rounds} rounds; in each, every database once: the floor's `measure.py {count}` unchanged, then ours in the same way
  (requests straight into the WSGI application, 50 to warm up). A ratio is the middle of the rounds' ratios.
- Ours is a live service: session, second factor, permissions, content policy and audit are in every request.
- Every fact table is filled (about 60 rows a case), 50 cases are open, 28 duties are on the board; the floor's tables
  stand in the same database with as many cases. Filling is SQL with invented rows; its audit entries are not chained,
  and nothing measured reads them. Cases opened by measuring leave the board again.
- SQLite: WAL, `synchronous=FULL`. PostgreSQL: its defaults, a private server reached by its socket.
- The limit of forms a minute is lifted, since one client sends more than a person could.
- Why PostgreSQL's ratios are higher: each question is a journey to another process and back. The floor's pages make one
  or three; ours make one for each step that depends on the step before (who is signed in, may they, what number did the
  new row get), and the time spent waiting in the system for each is counted as ours.
"""


def write(run: Run, file: Path) -> None:
    """The whole page, in place of the one before."""
    lines = [
        INTRODUCTION, *_about(run), "", "## Targets", "", *_targets(run), "", "## CPU and queries", "", *_cpu(run), "",
        "## Waiting", "", *_waiting(run), "", "## How it is measured", "",
        HOW.format(rounds=run.rounds, count=run.count),
    ]  # fmt: skip
    file.write_text("\n".join(lines))


def _about(run: Run) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    yield f"| date | {datetime.now(UTC):%d %b %Y %H:%M} UTC |"
    yield f"| machine | {_processor()}, {os.cpu_count()} cores, {_memory()} |"
    yield f"| system | {platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()} |"
    yield f"| versions | {', '.join(f'{name} {version(name)}' for name in PACKAGES)}, {_engines()} |"
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    yield f"| load at the end (1, 5, 15 minutes) | {load}; this run alone makes about 2 to 4 |"
    yield f"| commit | {_commit()} |"
    for words in run.left_out:
        yield f"| left out | {words} |"


def _processor() -> str:
    try:
        named = [
            line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
        ]
        return named[0].partition(":")[2].strip()
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (ValueError, OSError):
        return "memory not known"


def _engines() -> str:
    import sqlite3  # noqa: PLC0415 - only for its version

    from tests.databases import postgresql_programs  # noqa: PLC0415 - only where the tests are

    programs = postgresql_programs()
    if programs is None:
        return f"SQLite {sqlite3.sqlite_version}"
    said = subprocess.run(
        [str(programs / "initdb"), "--version"], capture_output=True, text=True, check=False
    ).stdout
    return f"SQLite {sqlite3.sqlite_version}, PostgreSQL {said.split()[2]}"


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return (
        subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        or "not a checkout"
    )


def _verdict(value: float, target: float, stretch: float | None = None) -> str:
    if stretch is not None and value <= stretch:
        return "met, stretch too"
    return "met" if value <= target else "**missed**"


def _targets(run: Run) -> Iterator[str]:
    yield "| what | database | measured | target (stretch) | |"
    yield "|---|---|---|---|---|"
    for filled, measured in run.found.items() if run.floor else ():
        for page, (target, stretch) in TARGETS.items():
            value = measured.ratio(page, FLOOR_OF[page])
            yield (
                f"| {NAMED[page]} | {filled.name} | {value:.1f} × floor `{FLOOR_OF[page]}` | ≤ {target:g} ({stretch:g}) "
                f"| {_verdict(value, target, stretch)} |"
            )
    yield from _large_to_small(run)
    if run.day is not None:
        most, last, said = run.day
        yield (
            f"| memory (PSS) of web and worker, one replayed day at {MANY} clients | SQLite | {last:.0f} MB at the end, "
            f"{most:.0f} MB at most ({said}) | ≤ {MEMORY} MB | {_verdict(most, MEMORY) if most else 'not measured'} |"
        )


def _large_to_small(run: Run) -> Iterator[str]:
    for engine in dict.fromkeys(filled.engine for filled in run.found):
        of_engine = sorted((f for f in run.found if f.engine == engine), key=lambda filled: filled.cases)
        if len(of_engine) < 2:
            continue
        small, large = run.found[of_engine[0]], run.found[of_engine[-1]]
        sizes = f"{engine}, {of_engine[-1].cases:,} to {of_engine[0].cases:,}"
        for page in NAMED:
            pairs = zip(large.cpu[page], small.cpu[page], strict=True)
            cpu = statistics.median(one / other for one, other in pairs)
            wait = large.waits[page, 1].p50 / small.waits[page, 1].p50
            worst = max(cpu, wait)
            yield (
                f"| {NAMED[page]} | {sizes} | CPU {cpu:.2f} ×, p50 of one client {wait:.2f} × | ≤ {LARGE_TO_SMALL:g} × "
                f"| {_verdict(worst, LARGE_TO_SMALL)} |"
            )


def _cpu(run: Run) -> Iterator[str]:
    yield "Median CPU ms a request, in the process that answers (the database server's own is in neither); all rounds."
    yield ""
    yield "| database | floor `/list` | floor `/create` | " + " | ".join(NAMED.values()) + " |"
    yield "|---|---|---|" + "---|" * len(NAMED)
    for filled, measured in run.found.items():
        floors = [_rounds(measured.cpu[p]) if run.floor else "not measured" for p in ("/list", "/create")]
        yield f"| {filled.name} | {' | '.join([*floors, *(_rounds(measured.cpu[page]) for page in NAMED)])} |"
    yield ""
    yield "The night's pages, for which no floor and no target is set; a round is the middle of ten for asking and the PDF."
    yield ""
    yield "| database | " + " | ".join(OF_THE_NIGHT.values()) + " |"
    yield "|---|" + "---|" * len(OF_THE_NIGHT)
    for filled, measured in run.found.items():
        yield f"| {filled.name} | {' | '.join(_rounds(measured.cpu[page]) for page in OF_THE_NIGHT)} |"
    yield ""
    everything = NAMED | OF_THE_NIGHT
    yield "| database | " + " | ".join(f"{name}: queries, bytes" for name in everything.values()) + " |"
    yield "|---|" + "---|" * len(everything)
    for filled, measured in run.found.items():
        cells = [f"{measured.queries[page]}, {measured.size[page]:,}" for page in everything]
        yield f"| {filled.name} | {' | '.join(cells)} |"


def _rounds(values: list[float]) -> str:
    return " / ".join(f"{value:.2f}" for value in values)


def _waiting(run: Run) -> Iterator[str]:
    yield f"p50 / p95 in ms until the whole answer was there, 1 client ({run.alone} requests) and {MANY} ({run.each} each)"
    yield "through granian with two processes; ours with its worker beside it, and the clients on the same cores."
    yield ""
    pages = ([*dict.fromkeys(FLOOR_OF.values())] if run.floor else []) + list(NAMED)
    yield (
        "| database | clients | "
        + " | ".join(f"floor `{p}`" if p[0] == "/" else NAMED[p] for p in pages)
        + " |"
    )
    yield "|---|---|" + "---|" * len(pages)
    for filled, measured in run.found.items():
        for clients in (1, MANY):
            cells = [f"{w.p50:.1f} / {w.p95:.1f}" for w in (measured.waits[page, clients] for page in pages)]
            yield f"| {filled.name} | {clients} | {' | '.join(cells)} |"
    yield ""
    memory = "; ".join(
        f"{filled.name}: {measured.after_load:.0f} MB" for filled, measured in run.found.items()
    )
    yield f"Memory (PSS) of web and worker after this load: {memory}."
