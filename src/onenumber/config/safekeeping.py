"""`onenumber backup` and `onenumber restore`: one file that holds the records, checked before it counts.

The backup never copies the database file while it is in use: SQLite's own backup interface or pg_dump reads it at
one moment. The keys (secret key, return key) stay out of it on purpose: keep them apart.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import click

AHEAD = 1000
"""How far references jump after a restore, so that none issued since the backup is issued again."""


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _dump(folder: Path) -> Path:
    from django.db import connection

    options = connection.settings_dict
    if connection.vendor == "sqlite":
        made = folder / "onenumber.sqlite3"
        source = sqlite3.connect(options["NAME"])
        target = sqlite3.connect(made)
        with source, target:
            source.backup(target)
        source.close()
        target.close()
        return made
    made = folder / "onenumber.dump"
    program = shutil.which("pg_dump")
    if program is None:
        raise click.ClickException(
            "pg_dump was not found. Install PostgreSQL's client programs and run this again."
        )
    everything = "-c onenumber.services=* -c onenumber.wide=*"  # row security holds for the owner too
    environment = {**os.environ, "PGPASSWORD": str(options["PASSWORD"]), "PGOPTIONS": everything}
    where = ["-h", str(options["HOST"]), "-U", str(options["USER"]), "-d", str(options["NAME"])]
    where += ["-p", str(options["PORT"])] if options["PORT"] else []
    subprocess.run(
        [program, "-Fc", "--enable-row-security", "-f", str(made), *where], check=True, env=environment
    )
    return made


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything recorded to FILE (.tar), and read it back to be sure."""
    if file.exists():
        raise click.ClickException(
            f"{file} exists already. Name a new file: a backup never replaces another."
        )
    with tempfile.TemporaryDirectory() as name:
        made = _dump(Path(name))
        manifest = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": version("onenumber"),
            "holds": made.name,
            "sha256": _digest(made),
        }
        with tarfile.open(file, "x") as archive:
            text = json.dumps(manifest, indent=2).encode()
            note = tarfile.TarInfo("manifest.json")
            note.size = len(text)
            archive.addfile(note, BytesIO(text))
            archive.add(made, arcname=made.name)
    _read(file, None)
    file.chmod(0o600)
    click.echo(f"Backed up to {file} ({file.stat().st_size // 1024} kB), read back and checked.")
    click.echo(
        "The keys in the data folder are not in it: keep secret_key and return_key in another safe place."
    )


def _read(file: Path, into: Path | None) -> tuple[Path, datetime]:
    """Check the digest of a backup; unpack the database into a folder if one is given. With when it was made."""
    try:
        with tarfile.open(file) as archive:
            manifest = json.load(archive.extractfile("manifest.json") or BytesIO(b"{}"))
            backup_at = datetime.fromisoformat(manifest["made_at"])
            held = archive.extractfile(str(manifest["holds"]))
            if held is None or Path(manifest["holds"]).name != manifest["holds"]:
                raise KeyError("holds")
            with tempfile.NamedTemporaryFile(dir=into, delete=False) as copy:
                shutil.copyfileobj(held, copy)
    except (tarfile.TarError, KeyError, ValueError, OSError) as problem:
        raise click.ClickException(
            f"{file} is not a backup of One Number ({problem}). Choose another file."
        ) from problem
    made = Path(copy.name)
    if _digest(made) != manifest["sha256"]:
        made.unlink()
        raise click.ClickException(
            f"{file} is damaged: what it holds does not match its digest. Use an older backup."
        )
    if into is None:
        made.unlink()
        return made, backup_at
    return made.rename(into / manifest["holds"]), backup_at


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE into an empty data folder (--data) or an empty PostgreSQL database (--database)."""
    folder = Path(os.environ.get("ONENUMBER_DATA", "data")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    address = os.environ.get("ONENUMBER_DATABASE", "")
    to_postgresql = address.startswith("postgres")
    if (folder / "onenumber.sqlite3").exists():
        raise click.ClickException(f"{folder} already holds a database. Name an empty folder with --data.")
    held, backup_at = _read(file, folder)
    try:
        if (held.suffix == ".dump") is not to_postgresql:
            kind = "PostgreSQL" if held.suffix == ".dump" else "SQLite"
            where = (
                "--database postgresql://…" if held.suffix == ".dump" else "--data, and no PostgreSQL address"
            )
            raise click.ClickException(f"This is a backup of {kind}: restore it with {where}.")
        if to_postgresql:
            _into_postgresql(held)
        _check_and_jump(backup_at)
    except Exception:
        held.unlink(missing_ok=True)
        raise


def _into_postgresql(held: Path) -> None:
    import django

    django.setup()
    from django.db import connection

    program = shutil.which("pg_restore")
    if program is None:
        raise click.ClickException(
            "pg_restore was not found. Install PostgreSQL's client programs and run this again."
        )
    if connection.introspection.table_names():
        raise click.ClickException(
            "That PostgreSQL database is not empty. Make a new one and name it with --database."
        )
    connection.close()
    options = connection.settings_dict
    where = ["-h", str(options["HOST"]), "-U", str(options["USER"]), "-d", str(options["NAME"])]
    where += ["-p", str(options["PORT"])] if options["PORT"] else []
    command = [program, "--no-owner", "--exit-on-error", "--single-transaction", *where, str(held)]
    done = subprocess.run(command, check=False, env={**os.environ, "PGPASSWORD": str(options["PASSWORD"])})
    held.unlink()
    if done.returncode:
        raise click.ClickException(
            "pg_restore could not restore it; its message is above. Nothing was changed."
        )


def _check_and_jump(backup_at: datetime) -> None:
    import django

    django.setup()
    from django.db import connection

    from onenumber.audit.actions.chain import faults

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if cursor.fetchone()[0] != "ok":
                raise click.ClickException("The restored database is damaged. Use an older backup.")
    found = list(faults())
    if found:
        raise click.ClickException(
            f"The audit chain does not hold at entry {found[0][0]}. Use an older backup."
        )
    from django.core.management import call_command

    call_command(
        "migrate", verbosity=0, interactive=False
    )  # a backup of an earlier version comes up to this one
    at = datetime.now(UTC)
    tell_restored(backup_at, known=jump_references(at), at=at)
    click.echo("Restored, and the audit chain holds. Every page says so until somebody acknowledges it.")
    click.echo(
        f"References continue {AHEAD:,} further on, so that none issued since the backup is issued again."
    )


def jump_references(at: datetime) -> dict[str, int]:
    """Move every series on, and begin those of this year and the next that the backup may not know yet.

    The last number of each series that the backup knows.
    """
    from django.db.models import F

    from amhp.calendar import in_london
    from onenumber.organisations.models import Service
    from onenumber.records.models import Counter

    known = dict(Counter.objects.values_list("series", "last"))
    Counter.objects.update(last=F("last") + AHEAD)
    prefixes = {"C", *Service.objects.values_list("prefix", flat=True)}
    this_year = in_london(at).year % 100
    Counter.objects.bulk_create(
        [
            Counter(series=f"{prefix}-{year:02}", last=AHEAD)
            for prefix in prefixes
            for year in (this_year, this_year + 1)
        ],
        ignore_conflicts=True,
    )
    return known


def tell_restored(backup_at: datetime, *, known: dict[str, int], at: datetime) -> None:
    """Each service is told by itself, with its own series and the contacts', which all share."""
    from onenumber.organisations.actions import note_restored
    from onenumber.organisations.models import Service
    from onenumber.organisations.queries import installer

    for service in Service.objects.all():
        own = {
            series: last
            for series, last in known.items()
            if series.rpartition("-")[0] in {"C", service.prefix}
        }
        first_new = {series: last + AHEAD + 1 for series, last in own.items()}
        note_restored(
            by=installer(at), at=at, service=service, backup_at=backup_at, known=own, first_new=first_new
        )
