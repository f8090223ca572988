"""Texts that came in: those nobody has placed, and the service a new one belongs to."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from onenumber.audit.models import Viewer
from onenumber.messaging.models import Delivery, InboundText
from onenumber.messaging.queries.numbers import comparable_number
from onenumber.organisations.models import Service
from onenumber.records.prepared import Prepared

LEFT_TO_REACTIONS = timedelta(seconds=15)  # the worker places an answer it understands within a round or two


class UnplacedText(NamedTuple):
    """A text nobody could place."""

    number_of_row: int
    number: str
    text: str
    received_at: datetime


def _unplaced(service_id: int, until: datetime) -> QuerySet[InboundText, Any]:
    rows = InboundText.objects.filter(service=service_id, placed_at__isnull=True, recorded_at__lte=until)
    return rows.order_by("recorded_at", "id").values_list("id", "number", "text", "happened_at")


UNPLACED = Prepared(_unplaced, {"service_id": int, "until": datetime})


def unplaced_question(viewer: Viewer, service_id: int) -> tuple[Prepared, dict[str, Any]]:
    """What `unplaced_texts` is going to ask, for asking it ahead together with other questions."""
    return UNPLACED, {"service_id": service_id, "until": viewer.at - LEFT_TO_REACTIONS}


def unplaced_texts(viewer: Viewer, service_id: int) -> list[UnplacedText]:
    """The texts of one of the viewer's services that wait for somebody to say what they are; oldest first."""
    if service_id not in viewer.services():
        return []
    question, values = unplaced_question(viewer, service_id)
    return [UnplacedText._make(row) for row in question.rows(**values)]


def text_received(viewer: Viewer, number: int) -> InboundText | None:
    """One text of the viewer's services, by its number."""
    return InboundText.objects.filter(pk=number, service__in=viewer.services()).first()


def service_of_text(number: str) -> Service | None:
    """The service that last texted this number; for a stranger's text the one that was set up first."""
    last = Delivery.objects.filter(channel=Delivery.Channel.TEXT, address=comparable_number(number) or "-")
    told = last.order_by("-id").select_related("message__service").first()
    return told.message.service if told else Service.objects.order_by("id").first()
