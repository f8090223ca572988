"""Messages, their deliveries, and texts that came in."""

from onenumber.messaging.models.inbound import InboundText
from onenumber.messaging.models.message import Delivery, Message

__all__ = ["Delivery", "InboundText", "Message"]
