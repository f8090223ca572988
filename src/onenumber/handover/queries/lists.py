"""Finding lists: one for a viewer, the one in hand, those of the past, and for the board what is to be handed over."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onenumber.audit.models import Viewer
from onenumber.handover.models import Handover, HandoverItem, ItemAcceptance, ItemQuestion, Signature
from onenumber.handover.queries.reading import reaches
from onenumber.records.prepared import Prepared

RELATED = ("giving_service", "receiving_service", "coordinator")
ITEM_RELATED = tuple(f"handover__{name}" for name in RELATED)
IN_HAND = timedelta(hours=12)  # after the boundary an unsigned list is still the one in hand for as long
SIDES = len(Signature.Side)


def _of(viewer: Viewer) -> QuerySet[Handover]:
    own = viewer.services()
    rows = Handover.objects.filter(Q(giving_service__in=own) | Q(receiving_service__in=own))
    return rows.select_related(*RELATED)


def handover_for(viewer: Viewer, number: int) -> Handover | None:
    """A list that one of the viewer's services gives or receives."""
    return _of(viewer).filter(pk=number).first()


def item_for(viewer: Viewer, number: int) -> HandoverItem | None:
    """An item of such a list, of a council the viewer reaches."""
    own = viewer.services()
    either = Q(handover__giving_service__in=own) | Q(handover__receiving_service__in=own)
    rows = HandoverItem.objects.filter(either, pk=number)
    item = rows.select_related(
        *ITEM_RELATED, "case__service", "case__person", "follow_up", "back_up", "contact"
    ).first()
    return item if item is not None and reaches(viewer, item.handover, item) else None


def _unsigned(rows: QuerySet[Handover]) -> QuerySet[Any, Any]:
    return rows.annotate(signed=Count("signatures")).filter(signed__lt=SIDES)


def in_hand(viewer: Viewer, at: datetime) -> Handover | None:
    """The list that is not signed by both yet, the one whose boundary comes first; None when there is none."""
    rows = _unsigned(_of(viewer).filter(boundary_at__gt=at - IN_HAND))
    found: Handover | None = rows.order_by("boundary_at", "id").first()
    return found


def lists_of(viewer: Viewer, *, most: int = 40) -> list[Handover]:
    """The lists of the viewer's services, the latest boundary first, with their signatures."""
    return list(
        _of(viewer).prefetch_related("signatures__practitioner").order_by("-boundary_at", "-id")[:most]
    )


def list_of_boundary(giving_service_id: int, boundary_at: datetime) -> list[Handover]:
    """The lists a service has made for one boundary: one for each service that receives."""
    return list(Handover.objects.filter(giving_service=giving_service_id, boundary_at=boundary_at))


def being_filled(at: datetime) -> list[Handover]:
    """Lists whose boundary is still to come: what arises now belongs on them."""
    return list(Handover.objects.filter(boundary_at__gt=at).select_related(*RELATED))


def over_and_unsigned(at: datetime) -> list[Handover]:
    """Lists whose duty has ended within the last day, not signed by both, of which no lead was told."""
    over = Handover.objects.filter(
        boundary_at__lte=at, boundary_at__gt=at - timedelta(days=1), lead_told_at__isnull=True
    )
    return list(_unsigned(over.select_related(*RELATED)))


class HandoverLine(NamedTuple):
    """What the board says of a list: how many items, how many accepted, how many questions, how many signatures."""

    number: int
    giving: str
    receiving: str
    boundary_at: datetime
    items: int
    accepted: int
    questions: int
    signed: int


def _count(rows: QuerySet[Any], path: str) -> Coalesce:
    counted = (
        rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("id")).values("n")
    )
    return Coalesce(Subquery(counted), 0)


def _for_board(service_id: int, since: datetime) -> QuerySet[Any, Any]:
    either = Q(giving_service=service_id) | Q(receiving_service=service_id)
    rows = Handover.objects.filter(either, boundary_at__gt=since).annotate(
        n_items=_count(HandoverItem.objects.all(), "handover"),
        n_accepted=_count(ItemAcceptance.objects.all(), "item__handover"),
        n_questions=_count(ItemQuestion.objects.filter(answered_at__isnull=True), "item__handover"),
        n_signed=_count(Signature.objects.all(), "handover"),
    )
    return rows.order_by("boundary_at", "id").values_list(
        "id",
        "giving_duty",
        "receiving_duty",
        "boundary_at",
        "n_items",
        "n_accepted",
        "n_questions",
        "n_signed",
    )


FOR_BOARD = Prepared(_for_board, {"service_id": int, "since": datetime})
