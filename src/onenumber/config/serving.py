"""`onenumber serve` and `onenumber worker`: the two processes of a service."""

import os
import signal
import time
from datetime import UTC, datetime
from types import FrameType

import click
from django.db import OperationalError, connection

from onenumber.config.processes import server_command
from onenumber.config.reactions import run_once
from onenumber.config.readiness import why_not_ready
from onenumber.records import clock
from onenumber.records.wall_building import may_migrate, wall_trouble

ROUND_SECONDS = 2


@click.command()
def migrate() -> None:
    """Make the tables, or bring them to this version. On PostgreSQL for the role that owns them."""
    if not may_migrate(connection):
        raise click.ClickException(
            "This role does not own the tables. Name their owner with --database, and serve with the other role."
        )
    click.echo("The tables are of this version.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Start the web server. Run `onenumber worker` beside it."""
    reasons = why_not_ready()
    if reasons:
        raise click.ClickException(
            "This service cannot start yet:\n" + "\n".join(f"- {reason}" for reason in reasons)
        )
    if wall := wall_trouble(connection):
        click.echo(f"Row security: {wall} (docs/operator/postgresql.md).", err=True)
    connection.close()
    command = server_command(host=host, port=port, workers=workers)
    os.execv(command[0], command)  # noqa: S606


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting and stop.")
def worker(once: bool) -> None:
    """Announce events and deliver messages; several workers at once do no harm."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        try:
            run_once(at=clock.now())
        except OperationalError as problem:
            click.echo(
                f"{datetime.now(UTC):%H:%M:%S} the database did not answer ({problem}); trying again",
                err=True,
            )
            connection.close()
        if once:
            return
        time.sleep(ROUND_SECONDS)
