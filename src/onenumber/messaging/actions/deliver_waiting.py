"""Deliver what waits: each delivery is one row, overwritten with its tries until it is done or given up.

Called by the worker each round. A row is claimed by moving its next try forward, so that two workers never
send the same message at once; a worker that dies after sending and before noting it sends it again: at least
once, never lost. What was handed to the gateway is asked after when no receipt came: a receipt may be lost, and many
services cannot be reached from outside.
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import uuid4

from django.db.models import F

from onenumber.messaging.actions._outcomes import FIRST_ASK, asked_again, failed, reported
from onenumber.messaging.channels import CHANNELS, NotNow, Refused, standing_of
from onenumber.messaging.models import Delivery

LEASE = timedelta(minutes=1)
AT_A_TIME = 50
NO_MAIL = "the mail server did not take it"


class Took(Enum):
    """How one try went."""

    WENT = auto()
    ASKED = auto()
    REFUSED = auto()
    AWAY = auto()  # nobody answered, or not now


def deliver_waiting(*, at: datetime) -> int:
    """Send what is due; says how many were delivered or handed over. What failed is tried again, then given up
    and shown.
    """
    due = Delivery.objects.filter(next_try_at__lte=at, delivered_at__isnull=True, given_up_at__isnull=True)
    went, away = 0, set[str]()
    for delivery in due.select_related("message__service").order_by("next_try_at", "id")[:AT_A_TIME]:
        if delivery.channel in away or not _claim(delivery, at):
            continue  # a server that is away is not waited for again this round: the others have a turn first
        took = _ask(delivery, at) if delivery.gateway_id else _deliver(delivery, at)
        went += took is Took.WENT
        if took is Took.AWAY:
            away.add(delivery.channel)
    return went


def _claim(delivery: Delivery, at: datetime) -> bool:
    """Whether it is ours: another worker changed the row first if not. A new try has a new name."""
    mine = Delivery.objects.filter(pk=delivery.pk, next_try_at=delivery.next_try_at, tries=delivery.tries)
    claimed: dict[str, object] = {"next_try_at": at + LEASE}
    if not delivery.gateway_id:
        delivery.handed_as = uuid4()
        claimed |= {"tries": F("tries") + 1, "handed_as": delivery.handed_as}
    if mine.update(**claimed) != 1:
        return False
    delivery.tries += 0 if delivery.gateway_id else 1
    return True


def _note(delivery: Delivery, at: datetime, columns: dict[str, object]) -> None:
    """Unless a receipt came in first and said more."""
    Delivery.objects.filter(pk=delivery.pk, next_try_at=at + LEASE).update(**columns)


def _deliver(delivery: Delivery, at: datetime) -> Took:
    try:
        handed = CHANNELS[delivery.channel](delivery)
    except Refused as refused:
        _note(delivery, at, failed(delivery, str(refused), at=at, for_good=True))
        return Took.REFUSED
    except (NotNow, OSError) as problem:
        words = str(problem) if isinstance(problem, NotNow) else f"{type(problem).__name__}: {NO_MAIL}"
        _note(delivery, at, failed(delivery, words, at=at))
        return Took.AWAY
    if handed is None:
        _note(delivery, at, {"delivered_at": at, "next_try_at": None, "trouble": ""})
    else:
        known = {"sent_at": at, "gateway_id": handed.gateway_id, "trouble": ""}
        _note(delivery, at, {**known, "next_try_at": at + FIRST_ASK})
    return Took.WENT


def _ask(delivery: Delivery, at: datetime) -> Took:
    """No receipt came: ask the gateway what became of it."""
    try:
        columns = reported(delivery, standing_of(delivery.gateway_id), at=at)
    except Refused as refused:
        columns = failed(delivery, str(refused), at=at, for_good=True)
    except NotNow:
        _note(delivery, at, asked_again(delivery, at=at))
        return Took.AWAY
    _note(delivery, at, columns or asked_again(delivery, at=at))
    return Took.ASKED
