"""`onenumber verify-audit`: does the chain hold, and if not, where not."""

import click

from onenumber.audit.actions.chain import faults
from onenumber.audit.models import Entry


@click.command()
def verify_audit() -> None:
    """Check every entry of the audit against the one before it."""
    found = list(faults())
    for position, what in found:
        click.echo(f"entry {position}: {what}")
    if found:
        raise click.ClickException(
            f"The audit chain does not hold: {len(found)} places, the first at entry {found[0][0]}. "
            "Keep this database as it is, and compare it with the last backup."
        )
    click.echo(f"The audit chain holds: {Entry.objects.count()} entries.")
