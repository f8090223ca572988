"""One message as a text: to whom, what, from which service, and the number to ring.

Each text begins with the name of the colleague it is for: phone networks block the same words sent again and again
(Notify's documentation, "Phone network limits": 20 messages with the same content to a number in an hour).
"""

from datetime import timedelta

from onenumber.messaging.channels.notify import Handed, hand_over_text
from onenumber.messaging.channels.refused import Refused
from onenumber.messaging.models import Delivery

SAME_WORDS_AN_HOUR = 20
LONGEST = 918  # six joined texts of 153 letters, as far as Notify's pages were read


def send(delivery: Delivery) -> Handed:
    """Hand it to Notify. Raises Refused or NotNow."""
    if _often_enough(delivery):
        raise Refused("the same words went to this number twenty times within the hour")
    return hand_over_text(delivery.address, text_of(delivery), reference=str(delivery.handed_as))


def text_of(delivery: Delivery) -> str:
    """The words as they stand on the phone."""
    message = delivery.message
    service = message.service
    words = f"{message.to_name}: {message.body} {service.short_name} AMHP service, {service.one_number}"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _often_enough(delivery: Delivery) -> bool:
    message = delivery.message
    same = Delivery.objects.filter(
        channel=Delivery.Channel.TEXT,
        address=delivery.address,
        sent_at__gt=message.written_at - timedelta(hours=1),
        message__body=message.body,
    )
    return same.exclude(pk=delivery.pk).count() >= SAME_WORDS_AN_HOUR
