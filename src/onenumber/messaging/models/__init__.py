"""Messages and their deliveries."""

from onenumber.messaging.models.message import Delivery, Message

__all__ = ["Delivery", "Message"]
