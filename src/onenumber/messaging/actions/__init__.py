"""Writing a message, and delivering what waits."""

from onenumber.messaging.actions.deliver_waiting import deliver_waiting
from onenumber.messaging.actions.write_message import write_message

__all__ = ["deliver_waiting", "write_message"]
