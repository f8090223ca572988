"""Messages that were given up and that the AMHP leads have not been told of."""

from datetime import datetime, timedelta

from onenumber.messaging.models import Delivery, Message
from onenumber.organisations.models import Service

TOLD_LOST = "not_delivered"  # the kind of message that tells them
LOOKED_BACK = timedelta(hours=24)


def lost_of(service: Service, *, since: datetime, until: datetime) -> list[Delivery]:
    """Given up in this time and told nobody yet: the first of each reference and recipient. Telling is not told of."""
    rows = Delivery.objects.filter(given_up_at__gt=since, given_up_at__lte=until, message__service=service)
    found: dict[tuple[str, str], Delivery] = {}
    for row in rows.exclude(message__kind=TOLD_LOST).select_related("message").order_by("given_up_at", "id"):
        message = row.message
        told = Message.objects.filter(
            kind=TOLD_LOST, service=service, about=message.about, written_at__gte=row.given_up_at
        )
        if not told.exists():
            found.setdefault((message.about, message.to_name), row)
    return list(found.values())
