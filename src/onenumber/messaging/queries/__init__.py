"""Reading messages: what is on somebody's screen, what did not arrive, and what came in."""

from onenumber.messaging.queries.messages import (
    MessageLine,
    Undelivered,
    on_screen,
    questions_of,
    undelivered,
)
from onenumber.messaging.queries.numbers import comparable_number, mobile_number
from onenumber.messaging.queries.texts import UnplacedText, unplaced_texts

__all__ = [
    "MessageLine",
    "Undelivered",
    "UnplacedText",
    "comparable_number",
    "mobile_number",
    "on_screen",
    "questions_of",
    "undelivered",
    "unplaced_texts",
]
