"""Write a message in the transaction of what it tells of; the worker delivers it afterwards.

A message carries reference, power, kind of place, area and times; never a name of a person served, initials,
age, NHS number or address. Whoever writes the words holds to that; the words come from facts, not from free
text.
"""

from collections.abc import Sequence
from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.channels import gateway
from onenumber.messaging.models import Delivery, Message
from onenumber.messaging.policies import may_write
from onenumber.messaging.queries.numbers import mobile_number
from onenumber.organisations.models import Service

NO_ADDRESS = {"email": "no e-mail address is known", "text": "no mobile number is known"}
NO_GATEWAY = "no text gateway is set up"


@action("message.written", policy=may_write)
def write_message(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    to_user_id: int | None,
    to_name: str,
    to_address: str,
    kind: str,
    about: str,
    subject: str,
    body: str,
    to_telephone: str = "",
    channels: Sequence[str] = ("screen", "email"),
) -> Done[Message]:
    """`about` is a reference. On screen needs a user. An e-mail without an address, or a text without a mobile
    number or without a gateway, is given up at once, and shows.
    """
    message = Message.objects.create(
        service=service,
        to_user_id=to_user_id,
        to_name=to_name,
        kind=kind,
        about=about,
        subject=subject,
        body=body,
        written_at=at,
    )
    wanted = [channel for channel in channels if channel != "screen" or to_user_id is not None]
    addresses = {"email": to_address, "text": mobile_number(to_telephone)}
    Delivery.objects.bulk_create(
        _delivery(message, channel, addresses.get(channel, ""), at) for channel in wanted
    )
    return Done(message, subject=about, service_id=service.pk, fields=tuple(wanted))


def _delivery(message: Message, channel: str, address: str, at: datetime) -> Delivery:
    if channel == Delivery.Channel.SCREEN:
        # What is on screen is there as soon as it is written: nothing can fail on the way.
        return Delivery(message=message, channel=channel, delivered_at=at)
    lack = "" if address else NO_ADDRESS[channel]
    if channel == Delivery.Channel.TEXT and gateway() is None:
        lack = NO_GATEWAY
    if lack:
        return Delivery(message=message, channel=channel, address=address, given_up_at=at, trouble=lack)
    return Delivery(message=message, channel=channel, address=address, next_try_at=at)
