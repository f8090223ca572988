"""`make bench`: floor and product side by side on filled databases; writes docs/benchmarks.md.

python tools/bench.py                 20,000 and 200,000 cases on SQLite, 20,000 and 2,000,000 on PostgreSQL
python tools/bench.py --quick         20,000 cases only, fewer requests
python tools/bench.py --sqlite 20000,50000 --postgresql 20000
"""

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools" / "benchmark")]

import measuring  # noqa: E402
import report  # noqa: E402
from databases_of import Filled, in_postgresql, in_sqlite  # noqa: E402
from measuring import Measured  # noqa: E402

from tests.databases import PrivatePostgreSQL, postgresql_programs  # noqa: E402

GIGABYTES_A_MILLION = {"SQLite": 8, "PostgreSQL": 14}
NO_FLOOR = (
    "the floor: it lies outside the project and was not found. Set ONENUMBER_FLOOR to its folder, or put it at "
    "shared/benchmarks/floor beside the project. Ours is reported without ratios."
)
NO_POSTGRESQL = "PostgreSQL: no initdb and pg_ctl on this machine"


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="only the small databases, fewer requests")
    parser.add_argument(
        "--sqlite", default="20000,200000", help="numbers of cases, commas between; empty for none"
    )
    parser.add_argument("--postgresql", default="20000,2000000", help="the same for PostgreSQL")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=500, help="measured in each round")
    parser.add_argument("--no-day", action="store_true", help="leave out the replayed day (memory)")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "benchmarks.md")
    asked = parser.parse_args()
    if asked.quick:
        asked.sqlite, asked.postgresql, asked.rounds, asked.requests = "20000", "20000", 1, 200
    return asked


def floor_folder() -> Path | None:
    """Where the floor is, if it is anywhere."""
    given = os.environ.get("ONENUMBER_FLOOR")
    for folder in [Path(given)] if given else [ROOT.parent / "shared" / "benchmarks" / "floor"]:
        if (folder / "floor.py").is_file() and (folder / "measure.py").is_file():
            return folder.resolve()
    return None


def sizes(text: str) -> list[int]:
    """The numbers in a list such as 20000,200000."""
    return [int(part) for part in text.split(",") if part.strip()]


def refuse_a_full_disk(folder: Path, asked: argparse.Namespace) -> None:
    """Say so before, not when the disk is full."""
    wanted = sum(
        GIGABYTES_A_MILLION[engine] * sum(sizes(text)) / 1_000_000
        for engine, text in (("SQLite", asked.sqlite), ("PostgreSQL", asked.postgresql))
    )
    free = shutil.disk_usage(folder).free / 2**30
    if free < wanted + 2:
        sys.exit(
            f"This needs about {wanted:.0f} GB in {folder}, and {free:.0f} are free. Try --quick, or set TMPDIR."
        )


def main() -> None:
    """Fill, measure, write."""
    asked, floor, left_out = options(), floor_folder(), list[str]()
    if floor is None:
        left_out.append(NO_FLOOR)
        print(f"Left out: {NO_FLOOR}")
    quick = {"alone": 100, "each": 20} if asked.quick else {"alone": 300, "each": 60}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="one-number-bench-")))
        refuse_a_full_disk(folder, asked)
        filled = [in_sqlite(cases, folder) for cases in sizes(asked.sqlite)]
        if sizes(asked.postgresql) and postgresql_programs() is None:
            left_out.append(NO_POSTGRESQL)
            print(f"Left out: {NO_POSTGRESQL}")
        elif sizes(asked.postgresql):
            server = stack.enter_context(PrivatePostgreSQL())
            filled += [in_postgresql(cases, folder, server) for cases in sizes(asked.postgresql)]
        found: dict[Filled, Measured] = {one: Measured() for one in filled}
        for one in filled:
            print(f"Filling {one.name}")
            measuring.fill(one, floor)
        print(f"Measuring CPU, {asked.rounds} rounds of {asked.requests} requests a page")
        measuring.cpu_rounds(found, floor, rounds=asked.rounds, count=asked.requests)
        for one, measured in found.items():
            print(f"Measuring waits: {one.name}")
            measuring.waits(one, measured, floor, **quick)
        day = None
        if not asked.no_day:
            print("Replaying a day for its memory")
            day = measuring.replayed_day(filled[0])
    run = report.Run(
        found=found, floor=floor is not None, rounds=asked.rounds, count=asked.requests, day=day,
        left_out=tuple(left_out), **quick,
    )  # fmt: skip
    report.write(run, asked.to)
    print(f"Written: {asked.to}")


if __name__ == "__main__":
    main()
