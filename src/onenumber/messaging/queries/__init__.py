"""Reading messages: what is on somebody's screen, and what did not arrive."""

from onenumber.messaging.queries.messages import (
    MessageLine,
    Undelivered,
    on_screen,
    questions_of,
    undelivered,
)

__all__ = ["MessageLine", "Undelivered", "on_screen", "questions_of", "undelivered"]
