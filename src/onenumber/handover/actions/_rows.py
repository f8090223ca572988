"""What the actions of a handover share: the columns of a row, the list locked, and who acts for whom."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from onenumber.audit.actions import Conflict, Done
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.handover.models import Handover, HandoverItem
from onenumber.workforce.models import Practitioner

R = TypeVar("R")
LONGEST = 400


def authored(*, by: Viewer, at: datetime) -> dict[str, Any]:
    """The columns of a fact that happens as it is written."""
    return {"happened_at": at, "recorded_at": at, "by_id": by.user_id, "by_name": by.name}


def locked(handover: Handover) -> Handover:
    """The list as it is now; acts on one list come one after another."""
    related = ("giving_service", "receiving_service", "coordinator")
    row = Handover.objects.select_for_update(of=("self",), no_key=True).select_related(*related)
    return row.get(pk=handover.pk)


def let_by_the_list(by: Viewer, service_id: int) -> Viewer:
    """The same person, let do what accepting at handover implies before their own duty begins.

    The audit keeps their name and role. Only this room's actions use it, after their own policy has said yes.
    """
    return replace(by, grants=(*by.grants, GrantHeld("system", service_id)))


def own_practitioner(by: Viewer) -> Practitioner:
    """The practitioner who acts; the policies of this room let nobody else so far."""
    return Practitioner.objects.get(pk=by.practitioner_id or 0)


def address_of(handover: Handover) -> str:
    """The page of a list."""
    return f"/handover/{handover.pk}/"


def moved_on(message: str, handover: Handover) -> Conflict:
    """The world moved on; the list says how."""
    return Conflict(message, link=address_of(handover), link_text="Open the handover")


def done(result: R, handover: Handover, *fields: str, item: HandoverItem | None = None) -> Done[R]:
    """The audit names the list (and the item's reference); the page goes back to the list."""
    subject = item.reference if item is not None and item.reference else f"handover {handover.pk}"
    return Done(
        result,
        subject=subject,
        service_id=handover.giving_service_id,
        fields=fields,
        leads_to=address_of(handover),
    )
