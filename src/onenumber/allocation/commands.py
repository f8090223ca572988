"""`onenumber rebuild`: write what the board stores afresh from the facts."""

import click

from onenumber.allocation.actions import rebuild_offers
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.actions import rebuild_projection
from onenumber.organisations.models import Service
from onenumber.records import clock

OURSELVES = 0  # nobody's user id: the service itself


@click.command()
def rebuild() -> None:
    """Compute the open cases of the board again from what is recorded; safe to run at any time."""
    at = clock.now()
    grants = tuple(GrantHeld("system", number) for number in Service.objects.values_list("pk", flat=True))
    by = Viewer(user_id=OURSELVES, name="One Number", grants=grants, at=at)
    count = rebuild_projection(by=by, at=at)
    rebuild_offers(by=by, at=at)
    click.echo(f"The board was computed again: {count} open cases.")
