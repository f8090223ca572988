"""What this room announces once the facts are kept."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TextReceived:
    """A text came in; whoever knows what it answers says so with `place_text`. `number` as 447700900123."""

    inbound_id: int
    number: str
    text: str
    received_at: datetime
    service_id: int
