"""Forms sent twice are answered once: each form carries a key, kept in the same transaction as its effect."""

import uuid
from datetime import datetime

from onenumber.records.models import Submission
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_writes import add_row

ANSWERED = Prepared(
    lambda key, by_id: Submission.objects.filter(key=key, by_id=by_id).values_list("leads_to"),
    {"key": uuid.UUID, "by_id": int},
)


class NotAKey(ValueError):
    """The form's key is missing or is not one: the page must be opened again."""


def read_key(text: str | None) -> uuid.UUID:
    """The key a form carried."""
    try:
        return uuid.UUID(str(text))
    except ValueError as problem:
        raise NotAKey("This form has lost its key. Open the page again; what you typed is kept.") from problem


def already_answered(key: uuid.UUID, *, by_id: int) -> str | None:
    """Where the first sending of this form led, if it was sent before by the same user."""
    led_to: str | None = ANSWERED.value(key=key, by_id=by_id)
    return led_to


def remember(
    key: uuid.UUID, *, by_id: int, verb: str, leads_to: str, at: datetime, paper_entry_id: int | None = None
) -> None:
    """Keep the key; a second row with the same key fails in the database, so nothing is done twice."""
    row = Submission(key=key, by_id=by_id, verb=verb, leads_to=leads_to, recorded_at=at)
    row.paper_entry_id = paper_entry_id
    add_row(row)
