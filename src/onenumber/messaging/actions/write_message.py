"""Write a message in the transaction of what it tells of; the worker delivers it afterwards.

What it says was said by a Wording, which has no gap for who the person served is (onenumber.messaging.models.wording).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from amhp.calendar import say_time
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.channels import gateway
from onenumber.messaging.models import Delivery, Message, Said
from onenumber.messaging.policies import may_write
from onenumber.messaging.queries.numbers import mobile_number
from onenumber.messaging.queries.reach import Reach, reach_of
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
    said: Said,
    about: str,
    to_telephone: str = "",
    channels: Sequence[str] | None = None,
) -> Done[Message]:
    """`about` is a reference. Where `channels` is not said, the one it is for has chosen, or a default holds.

    On screen needs a user. An e-mail without an address, or a text (asked for by name) without a mobile number or
    without a gateway, is given up at once, and shows. In somebody's quiet hours it waits, and shows that too.
    """
    reach = reach_of(to_user_id)
    message = Message.objects.create(
        service=service,
        to_user_id=to_user_id,
        to_name=to_name,
        kind=said.kind,
        about=about,
        subject=said.subject,
        body=said.body,
        written_at=at,
    )
    addresses = {"email": to_address, "text": reach.mobile or mobile_number(to_telephone)}
    wanted = _wanted(said, channels, reach, addresses)
    quiet_until = reach.quiet_until_after(at, said.topic)
    ways = [channel for channel in wanted if channel != "screen" or to_user_id is not None]
    if by.paper is not None:  # it happened already, and people were told then
        ways = []
    Delivery.objects.bulk_create(_delivery(message, way, addresses.get(way, ""), quiet_until) for way in ways)
    return Done(message, subject=about, service_id=service.pk, fields=tuple(ways))


def _wanted(
    said: Said, channels: Sequence[str] | None, reach: Reach, addresses: Mapping[str, str]
) -> tuple[str, ...]:
    """The ways it goes: asked for by the writer, or chosen; e-mail stands in for a text that cannot go."""
    if said.stays_on_screen:
        return ("screen",)
    if channels is not None:
        return tuple(dict.fromkeys(channels))
    chosen = set(reach.channels_for(said.topic))
    if "text" in chosen and (gateway() is None or not addresses["text"]):
        chosen = chosen - {"text"} | {"email"}
    if "text" in chosen and not addresses["email"]:
        chosen -= {"email"}
    return ("screen", *sorted(chosen))


def _delivery(message: Message, channel: str, address: str, quiet_until: datetime | None) -> Delivery:
    at = message.written_at
    if channel == Delivery.Channel.SCREEN:
        # What is on screen is there as soon as it is written: nothing can fail on the way.
        return Delivery(message=message, channel=channel, delivered_at=at)
    lack = "" if address else NO_ADDRESS[channel]
    if channel == Delivery.Channel.TEXT and gateway() is None:
        lack = NO_GATEWAY
    if lack:
        return Delivery(message=message, channel=channel, address=address, given_up_at=at, trouble=lack)
    waits = f"quiet hours until {say_time(quiet_until)}" if quiet_until else ""
    return Delivery(
        message=message, channel=channel, address=address, next_try_at=quiet_until or at, trouble=waits
    )
