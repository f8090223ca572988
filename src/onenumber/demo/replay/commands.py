"""`onenumber replay`: days replayed through the real forms, every contact accounted for. Needs no Django itself."""

import os
import shutil
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

import click

from onenumber.demo.replay.browser import NoAnswer
from onenumber.demo.replay.replaying import Replay
from onenumber.demo.replay.running import HANDS, TooManyFaults
from onenumber.demo.replay.service import CannotReplay

SEED = 2026
FIRST = date(2026, 11, 23)  # a Monday, the day before the one the screens were drawn for


@click.command()
@click.option(
    "--days", default=1, show_default=True, type=click.IntRange(1, 366), help="How many days to replay."
)
@click.option("--database", help="An empty database: sqlite:////absolute/path or postgresql://…")
@click.option(
    "--data", type=click.Path(path_type=Path), help="An absent or empty folder (default: a temporary one)."
)
@click.option("--first", type=click.DateTime(formats=["%Y-%m-%d"]), help="The first day, such as 2026-10-24.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same days.")
@click.option(
    "--sabotage", default=0, type=click.IntRange(0, 1000), help="Remove so many rows before reconciling."
)
@click.option(
    "--clients", default=HANDS, show_default=True, type=click.IntRange(1, 64), help="People at once."
)
def replay(
    *,
    days: int,
    database: str | None,
    data: Path | None,
    first: datetime | None,
    seed: int,
    sabotage: int,
    clients: int,
) -> None:
    """Replay days through the real web forms on a service of its own, and account for every contact.

    The last line says how many contacts there were and how many are accounted for; the exit status is 0 only when
    the difference is 0 and the service made no fault.
    """
    given = data or (Path(os.environ["ONENUMBER_DATA"]) if os.environ.get("ONENUMBER_DATA") else None)
    folder = (given or Path(tempfile.mkdtemp(prefix="onenumber-replay-"))).resolve()
    address = database or os.environ.get("ONENUMBER_DATABASE", "")
    begins = date(first.year, first.month, first.day) if first else FIRST
    try:
        sound = Replay(
            data=folder,
            database=address,
            days=days,
            first=begins,
            seed=seed,
            sabotage=sabotage,
            clients=clients,
        ).run(click.echo)
    except (CannotReplay, NoAnswer, TooManyFaults) as problem:
        if given is None and not any(folder.iterdir()):
            folder.rmdir()
        raise click.ClickException(str(problem)) from problem
    if sound and given is None:
        shutil.rmtree(folder)
    sys.exit(0 if sound else 1)
