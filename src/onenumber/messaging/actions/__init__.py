"""Writing a message, delivering what waits, and taking what comes back."""

from onenumber.messaging.actions.choose_reach import choose_reach
from onenumber.messaging.actions.deliver_waiting import deliver_waiting
from onenumber.messaging.actions.note_receipt import note_receipt
from onenumber.messaging.actions.place_text import place_text
from onenumber.messaging.actions.receive_text import receive_text
from onenumber.messaging.actions.tell_undelivered import tell_undelivered
from onenumber.messaging.actions.write_message import write_message

__all__ = [
    "choose_reach",
    "deliver_waiting",
    "note_receipt",
    "place_text",
    "receive_text",
    "tell_undelivered",
    "write_message",
]
