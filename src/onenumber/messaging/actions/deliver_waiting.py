"""Deliver what waits: each delivery is one row, overwritten with its tries until it is done or given up.

Called by the worker each round. A row is claimed by moving its next try forward, so that two workers never
send the same message at once; a worker that dies after sending and before noting it sends it again: at least
once, never lost.
"""

from datetime import datetime, timedelta

from django.db.models import F

from onenumber.messaging.channels import CHANNELS, Refused
from onenumber.messaging.models import Delivery

LEASE = timedelta(minutes=1)
WAITS = (timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5))
AT_A_TIME = 50
LONGEST_TROUBLE = 200


def deliver_waiting(*, at: datetime) -> int:
    """Send what is due; says how many were delivered. What failed is tried again, then given up and shown."""
    due = Delivery.objects.filter(next_try_at__lte=at, delivered_at__isnull=True, given_up_at__isnull=True)
    delivered = 0
    for delivery in due.select_related("message__service").order_by("next_try_at", "id")[:AT_A_TIME]:
        if _claim(delivery, at):
            delivered += _deliver(delivery, at)
    return delivered


def _claim(delivery: Delivery, at: datetime) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, next_try_at=delivery.next_try_at, tries=delivery.tries)
    return mine.update(next_try_at=at + LEASE, tries=F("tries") + 1) == 1


def _deliver(delivery: Delivery, at: datetime) -> int:
    row = Delivery.objects.filter(pk=delivery.pk)
    try:
        CHANNELS[delivery.channel](delivery)
    except Refused as refused:
        row.update(given_up_at=at, next_try_at=None, trouble=str(refused)[:LONGEST_TROUBLE])
    except OSError as problem:
        trouble = f"{type(problem).__name__}: the mail server did not take it"[:LONGEST_TROUBLE]
        if delivery.tries < len(WAITS):
            row.update(next_try_at=at + WAITS[delivery.tries], trouble=trouble)
        else:
            row.update(given_up_at=at, next_try_at=None, trouble=trouble)
    else:
        row.update(delivered_at=at, next_try_at=None, trouble="")
        return 1
    return 0
