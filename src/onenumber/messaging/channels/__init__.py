"""The ways a message goes: one folder each. A channel takes a delivery and returns, or says why not.

OSError (which every SMTP error is) means try again; Refused means that trying again would not help.
"""

from collections.abc import Callable

from onenumber.messaging.channels.email.send import send
from onenumber.messaging.channels.refused import Refused
from onenumber.messaging.channels.screen.show import show
from onenumber.messaging.models import Delivery

CHANNELS: dict[str, Callable[[Delivery], None]] = {"email": send, "screen": show}

__all__ = ["CHANNELS", "Refused"]
