"""Messages on the viewer's own screen, and deliveries of their services that did not arrive."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from onenumber.audit.models import Viewer
from onenumber.messaging.models import Delivery, Message
from onenumber.messaging.queries.texts import unplaced_question
from onenumber.records.prepared import Prepared

SHOWN = timedelta(hours=12)
EVER = datetime(2000, 1, 1, tzinfo=UTC)  # said so that SQLite sees the index of what is tried again
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


MESSAGE_COLUMNS = ("id", "written_at", "kind", "about", "subject", "body")
UNDELIVERED_COLUMNS = (
    "message__about", "message__to_name", "channel", "trouble", "tries", "given_up_at", "message__written_at", "id",
)  # fmt: skip


def _on_screen(user_id: int, since: datetime) -> QuerySet[Message, Any]:
    rows = Message.objects.filter(to_user_id=user_id, written_at__gte=since, deliveries__channel="screen")
    return rows.order_by("-written_at", "-id").values_list(*MESSAGE_COLUMNS)


def _given_up(service_id: int, since: datetime) -> QuerySet[Delivery, Any]:
    rows = Delivery.objects.filter(given_up_at__gt=since, message__service_id=service_id)
    return rows.values_list(*UNDELIVERED_COLUMNS)


def _failing(service_id: int) -> QuerySet[Delivery, Any]:
    rows = Delivery.objects.filter(next_try_at__gt=EVER, message__service_id=service_id)
    return rows.exclude(trouble="").values_list(*UNDELIVERED_COLUMNS)


# Two questions, not one with OR: each then finds its own small index, however many deliveries there ever were.
ON_SCREEN = Prepared(_on_screen, {"user_id": int, "since": datetime})
GIVEN_UP = Prepared(_given_up, {"service_id": int, "since": datetime})
FAILING = Prepared(_failing, {"service_id": int})


def _to(viewer: Viewer) -> dict[str, Any]:
    return {"user_id": viewer.user_id, "since": viewer.at - SHOWN}


def _lately(viewer: Viewer, service_id: int) -> dict[str, Any]:
    return {"service_id": service_id, "since": viewer.at - SHOWN_UNDELIVERED}


def questions_of(viewer: Viewer, service_id: int) -> list[tuple[Prepared, dict[str, Any]]]:
    """What `on_screen`, `undelivered` and `unplaced_texts` are going to ask, for asking it ahead with the rest."""
    return [
        (ON_SCREEN, _to(viewer)),
        (FAILING, {"service_id": service_id}),
        (GIVEN_UP, _lately(viewer, service_id)),
        unplaced_question(viewer, service_id),
    ]


def on_screen(viewer: Viewer, *, since: datetime | None = None) -> list[MessageLine]:
    """The viewer's own messages of the last twelve hours, newest first."""
    rows = ON_SCREEN.rows(**(_to(viewer) | ({"since": since} if since else {})))
    return [MessageLine._make(row) for row in rows]


def undelivered(viewer: Viewer, service_id: int) -> list[Undelivered]:
    """Given up in the last day, or failed and being tried again, in one of the viewer's services; oldest
    first.
    """
    if service_id not in viewer.services():
        return []
    rows = {row[-1]: row for row in FAILING.rows(service_id=service_id)}
    rows |= {row[-1]: row for row in GIVEN_UP.rows(**_lately(viewer, service_id))}
    return [Undelivered._make(row[:-1]) for row in sorted(rows.values(), key=lambda row: row[-2:])]
