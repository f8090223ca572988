"""Messages, what they may say, their deliveries, and texts that came in."""

from onenumber.messaging.models.inbound import InboundText
from onenumber.messaging.models.message import Delivery, Message
from onenumber.messaging.models.reach import ReachChoice
from onenumber.messaging.models.wording import CarriesAPerson, Said, Topic, Wording, own_words

__all__ = [
    "CarriesAPerson",
    "Delivery",
    "InboundText",
    "Message",
    "ReachChoice",
    "Said",
    "Topic",
    "Wording",
    "own_words",
]
