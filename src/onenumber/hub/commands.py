"""`onenumber pack`, and the worker's chore that writes the packs that are due. Two workers never write the same one."""

from datetime import datetime
from pathlib import Path

import click
from django.template.loader import render_to_string

from onenumber.continuity.actions import claim_pack, write_pack
from onenumber.continuity.models import PAPER_KINDS
from onenumber.continuity.queries import open_pack, packs_due
from onenumber.hub.panels.blank_sheets import blank_sheets
from onenumber.hub.presenters.pack import present_pack
from onenumber.hub.queries.pack import read_pack
from onenumber.organisations.models import Service
from onenumber.records import clock

USUAL = {kind.code: kind.usual for kind in PAPER_KINDS}


def pack_body(service: Service, *, at: datetime) -> tuple[str, str]:
    """The code of the pack and what stands in it."""
    facts = read_pack(service, at=at)
    pack = present_pack(facts, blanks=blank_sheets(facts))
    return pack.code, render_to_string("hub/pack.html", {"pack": pack, "usual": USUAL})


def write_now(service: Service, *, at: datetime) -> str:
    """Write the pack of one service; what went wrong, or nothing."""
    code, body = pack_body(service, at=at)
    return write_pack(service=service, at=at, code=code, body=body)


def write_packs(*, at: datetime) -> int:
    """Write the packs that are due and that no other worker has claimed; how many were written whole."""
    written = 0
    for due in packs_due(at=at):
        if claim_pack(service=due.service, due_since=due.tried_at, at=at):
            written += not write_now(due.service, at=at)
    return written


@click.command()
@click.option(
    "--open",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A pack to open; its passphrase is asked for, what stands in it is printed.",
)
def pack(file: Path | None) -> None:
    """Write the pack of each service now, whatever its setting says."""
    if file is not None:
        try:
            click.echo(
                open_pack(file.read_bytes(), passphrase=click.prompt("Passphrase", hide_input=True, err=True))
            )
        except ValueError as problem:
            raise click.ClickException(str(problem)) from problem
        return
    troubles = []
    for service in Service.objects.order_by("prefix"):
        trouble = write_now(service, at=clock.now())
        click.echo(f"{service.name}: {trouble or 'written'}.")
        troubles += [trouble] if trouble else []
    if troubles:
        raise click.exceptions.Exit(1)
