"""`onenumber demo`: the invented county of Westmoor in a folder of its own, marked as a demonstration for good."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import connection, transaction
from tqdm import tqdm

from amhp.calendar import civil
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.demo.actions import write_county
from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.tell import County, tell
from onenumber.organisations.actions import load_service
from onenumber.organisations.models import Service
from onenumber.organisations.queries import installer, read_service_file
from onenumber.records import clock

MARK = "demonstration"
MARK_TEXT = "Everything in this folder is invented. While this file is here, anybody may sign in as anyone.\n"
BEING_MADE = "It is being made; if that was interrupted: onenumber demo\n"
PACK_OPENS_WITH = "invented county of westmoor"
SEED = 2026
LONGEST = 20
YEARS_HELP = "How many years up to now; 0 is a service nobody has rung yet."


def refuse_live_folder() -> None:
    """A demonstration is only made where nothing is: ClickException says so otherwise."""
    folder = Path(settings.DATA)
    if Service._meta.db_table not in connection.introspection.table_names():
        return
    if Service.objects.filter(synthetic=False).exists():
        raise click.ClickException(
            f"{folder} holds a live service. A demonstration needs a folder of its own: onenumber --data OTHER demo"
        )
    if Service.objects.exists():
        raise click.ClickException(
            f"{folder} holds a demonstration already. Start it with: onenumber serve. For a new one delete the "
            "folder, or name another: onenumber --data OTHER demo"
        )


def mark_folder(*, unfinished: bool) -> None:
    """From now on this folder is a demonstration, before anything is written into it."""
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(MARK_TEXT + (BEING_MADE if unfinished else ""), encoding="utf-8")
    settings.DEMONSTRATION = True
    _ready_for_packs(folder)


def _ready_for_packs(folder: Path) -> None:
    """A folder for the packs, and a passphrase that everybody may know: what it seals is invented."""
    (folder / "packs").mkdir(exist_ok=True)
    words = folder / "pack_passphrases" / "WM"
    words.parent.mkdir(exist_ok=True)
    words.write_text(PACK_OPENS_WITH, encoding="utf-8")
    words.chmod(0o600)


def make(*, years: int, seed: int, at: datetime) -> list[str]:
    """Tell the county and write it, all or nothing; the lines to print."""
    with tqdm(total=years * 11_300, desc="Telling the county", unit=" contacts", leave=False) as bar:
        county = tell(seed=seed, years=years, now=at, progress=bar.update)
    with transaction.atomic():
        return _write(county, at)


def _write(county: County, at: datetime) -> list[str]:
    service = load_service(
        by=installer(at), at=at, file=read_service_file((DATA / "service.toml").read_text(encoding="utf-8"))
    )
    total = len(county.contacts) + 2 * len(county.cases)
    with tqdm(total=total, desc="Writing it down", unit=" records", leave=False) as bar:
        written = write_county(by=writer(at), at=at, service=service, county=county, progress=bar.update)
    return [
        f"{service.name}: {written.contacts} contacts, {written.cases} cases, {written.open_cases} of them open.",
        "Everything in it is invented. Open /demonstration/ and sign in with one click, for example as",
        "  Dilys Probert, hub AMHP (the board)",
        "  Joe Tasker, AMHP (my day, and an offer to answer)",
        "  Nadia Karim, EDT officer",
        "  Maud Fairbrother, AMHP lead",
        f"Every 15 minutes a pack for an outage is put into packs/; it opens with: {PACK_OPENS_WITH}",
    ]


def writer(at: datetime) -> Viewer:
    """The command line, with what rebuilding the board's rows asks for."""
    plain = installer(at)
    rebuilding = tuple(GrantHeld("system", grant.service_id) for grant in plain.grants)
    return replace(plain, grants=plain.grants + rebuilding)


def read_moment(text: str) -> datetime:
    """A moment as typed, in Europe/London unless it says otherwise.

    >>> read_moment("2026-07-01T09:00").isoformat()
    '2026-07-01T08:00:00+00:00'
    """
    said = datetime.fromisoformat(text)
    return said.astimezone(UTC) if said.tzinfo else civil(said.date(), said.time())


@click.command()
@click.option("--years", default=1, show_default=True, type=click.IntRange(0, LONGEST), help=YEARS_HELP)
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same county.")
@click.option(
    "--at", "moment", default="", help="The moment it ends at, such as 2026-11-24T14:20 (default: now)."
)
def demo(years: int, seed: int, moment: str) -> None:
    """Make the invented county of Westmoor, to try the service."""
    try:
        at = read_moment(moment) if moment else clock.now()
    except ValueError as problem:
        raise click.ClickException(f"--at {moment}: {problem}. Write it like 2026-11-24T14:20") from problem
    refuse_live_folder()
    mark_folder(unfinished=True)
    for line in make(years=years, seed=seed, at=at):
        click.echo(line)
    mark_folder(unfinished=False)
