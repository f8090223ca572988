"""The ways a message goes: one folder each. A channel takes a delivery, or says why not.

It answers Handed where a receipt tells later what became of it, and None where nothing more will be heard. OSError
(which every SMTP error is) and NotNow mean try again; Refused means that trying again would not help.
"""

from collections.abc import Callable

from onenumber.messaging.channels.email.send import send as send_email
from onenumber.messaging.channels.notify import Handed, gateway, standing_of
from onenumber.messaging.channels.refused import NotNow, Refused
from onenumber.messaging.channels.screen.show import show
from onenumber.messaging.channels.text.send import send as send_text
from onenumber.messaging.models import Delivery

CHANNELS: dict[str, Callable[[Delivery], Handed | None]] = {
    "email": send_email,
    "screen": show,
    "text": send_text,
}

__all__ = ["CHANNELS", "Handed", "NotNow", "Refused", "gateway", "standing_of"]
