"""`onenumber import referrals`, `onenumber import undo` and `onenumber export returns`."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

import click
from tqdm import tqdm

from onenumber.organisations.models import Service
from onenumber.organisations.queries import installer
from onenumber.records import clock
from onenumber.returns.actions import export_return, import_referrals, undo_import
from onenumber.returns.actions.import_referrals import FileAlreadyImported, LocalityUnknown
from onenumber.returns.actions.undo_import import NothingToUndo
from onenumber.returns.spreadsheet import (
    CannotRead,
    CannotReadMapping,
    Mapping,
    Problem,
    ReadResult,
    load_mapping,
    read_referrals,
    to_report,
)

DAY = click.DateTime(formats=["%Y-%m-%d"])
SHOWN = 40


def chosen_service(prefix: str | None) -> Service:
    """The service named by its prefix, or the only one there is."""
    services = {service.prefix: service for service in Service.objects.order_by("id")}
    if prefix is None and len(services) == 1:
        return next(iter(services.values()))
    if prefix not in services:
        raise click.ClickException(
            f"Name a service with --service: {', '.join(services) or 'none is loaded yet'}."
        )
    return services[prefix]


@click.group(name="import")
def bring_in() -> None:
    """Bring past work in from another record."""


@bring_in.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and check only; import nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the problems to this JSON file."
)
@click.option("--service", "prefix", help="Prefix of the service, if there are several.")
def referrals(file: Path, mapping: Path, dry_run: bool, report: Path | None, prefix: str | None) -> None:
    """Import a sheet of past referrals (.xlsx or .csv): all of it, or nothing and a list of what to mend."""
    result = _read(file, mapping)
    if report is not None:
        report.write_text(json.dumps(to_report(result), indent=1, ensure_ascii=False) + "\n")
    for problem in result.problems[:SHOWN]:
        click.echo(_line(problem), err=problem.is_error)
    if len(result.problems) > SHOWN:
        click.echo(
            f"… and {len(result.problems) - SHOWN} more; --report FILE.json writes them all.", err=True
        )
    counts = result.counts
    click.echo(f"{counts.data_rows} rows read: {counts.errors} errors, {counts.warnings} warnings.")
    if result.is_refused:
        raise click.ClickException(
            "Nothing was imported. Mend the rows above, or the mapping, and run this again."
        )
    if dry_run:
        click.echo("Dry run: nothing was imported. Without --dry-run all of it would be.")
        return
    _write(file, result, chosen_service(prefix))


def _read(file: Path, mapping: Path) -> ReadResult:
    try:
        rules: Mapping = load_mapping(mapping)
        return read_referrals(file, rules)
    except (CannotRead, CannotReadMapping) as problem:
        raise click.ClickException(str(problem)) from problem


def _line(problem: Problem) -> str:
    where = f"row {problem.row}" + (f", column {problem.column}" if problem.column else "")
    return f"{problem.severity.value}: {where}: {problem.message}"


def _write(file: Path, result: ReadResult, service: Service) -> None:
    at = clock.now()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with tqdm(total=len(result.rows), unit="row", desc="Importing") as bar:
        try:
            batch = import_referrals(
                by=installer(at),
                at=at,
                service=service,
                rows=result.rows,
                file_name=file.name,
                digest=digest,
                progress=lambda done: bar.update(done - bar.n),
            )
        except (FileAlreadyImported, LocalityUnknown) as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(f"Imported {len(result.rows)} referrals into {service.name} as batch {batch.pk}.")
    click.echo(f'To undo it: onenumber import undo {batch.pk} --reason "…"')


@bring_in.command()
@click.argument("batch", type=int)
@click.option("--reason", required=True)
@click.option("--service", "prefix")
def undo(batch: int, reason: str, prefix: str | None) -> None:
    """Undo an imported batch: its contacts and cases are voided, nothing is deleted."""
    at = clock.now()
    try:
        count = undo_import(
            by=installer(at), at=at, service=chosen_service(prefix), batch_id=batch, reason=reason
        )
    except NothingToUndo as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Batch {batch} is undone: {count} contacts voided. The file may be imported again.")


@click.group()
def export() -> None:
    """Write what is recorded to files."""


@export.command()
@click.option("--from", "first", required=True, type=DAY, help="First local day of receipt, as 2026-10-01.")
@click.option("--to", "last", required=True, type=DAY, help="Last local day of receipt, included.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="A folder that holds no return yet."
)
@click.option("--service", "prefix", help="Prefix of the service, if there are several.")
def returns(first: datetime, last: datetime, out: Path | None, prefix: str | None) -> None:
    """Write the minimum dataset as CSV with a manifest that lists every rule broken."""
    service, at = chosen_service(prefix), clock.now()
    begins, ends = date(first.year, first.month, first.day), date(last.year, last.month, last.day)
    if ends < begins:
        raise click.ClickException("--to is before --from. Change one of them.")
    folder = out or Path(f"return-{service.prefix}-{begins}-{ends}")
    try:
        manifest = export_return(
            by=installer(at), at=at, service=service, first=begins, last=ends, folder=folder
        )
    except FileExistsError as problem:
        raise click.ClickException(f"{problem} Name another folder with --out.") from problem
    click.echo(f"Wrote {folder}: {manifest.rows} rows. manifest.json lists the rules broken.")
