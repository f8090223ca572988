"""Messages on the viewer's own screen, and deliveries of their services that did not arrive."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from onenumber.audit.models import Viewer
from onenumber.messaging.models import Delivery, Message

SHOWN = timedelta(hours=12)
SHOWN_UNDELIVERED = timedelta(hours=24)


class MessageLine(NamedTuple):
    """A message on screen."""

    id: int
    written_at: datetime
    kind: str
    about: str
    subject: str
    body: str


class Undelivered(NamedTuple):
    """A delivery that was given up, or that is being tried again."""

    about: str
    to_name: str
    channel: str
    trouble: str
    tries: int
    given_up_at: datetime | None
    written_at: datetime


def on_screen(viewer: Viewer, *, since: datetime | None = None) -> list[MessageLine]:
    """The viewer's own messages of the last twelve hours, newest first."""
    after = since or viewer.at - SHOWN
    rows = Message.objects.filter(
        to_user_id=viewer.user_id, written_at__gte=after, deliveries__channel="screen"
    )
    columns = ("id", "written_at", "kind", "about", "subject", "body")
    return [MessageLine(*row) for row in rows.order_by("-written_at", "-id").values_list(*columns)]


def undelivered(viewer: Viewer, service_id: int) -> list[Undelivered]:
    """Given up in the last day, or failed and being tried again, in one of the viewer's services; oldest
    first.
    """
    if service_id not in viewer.services():
        return []
    failing = Q(given_up_at__gt=viewer.at - SHOWN_UNDELIVERED) | Q(next_try_at__isnull=False) & ~Q(trouble="")
    rows = Delivery.objects.filter(failing, message__service_id=service_id).order_by(
        "message__written_at", "id"
    )
    columns = (
        "message__about",
        "message__to_name",
        "channel",
        "trouble",
        "tries",
        "given_up_at",
        "message__written_at",
    )
    return [Undelivered(*row) for row in rows.values_list(*columns)]
