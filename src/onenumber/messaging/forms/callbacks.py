"""What GOV.UK Notify posts back, checked field by field; unknown fields are left alone.

Source: its documentation, "Callbacks": delivery receipts, and received text messages.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

LONGEST_NUMBER = 40
LONGEST_STATUS = 40


class Unreadable(ValueError):
    """The body is not what Notify documents; says which field."""


@dataclass(frozen=True)
class Receipt:
    """What became of a message. `reference` is None for one that somebody else sent through the same service."""

    reference: UUID | None
    status: str


@dataclass(frozen=True)
class Reply:
    """A text that came in."""

    gateway_id: UUID
    number: str
    to_number: str
    text: str
    received_at: datetime


def read_receipt(body: Any) -> Receipt:
    """The receipt in a decoded body."""
    said = _object(body)
    _uuid(said, "id")
    reference = said.get("reference")
    try:
        ours = UUID(reference) if isinstance(reference, str) else None
    except ValueError:
        ours = None
    return Receipt(ours, _text(said, "status", longest=LONGEST_STATUS))


def read_reply(body: Any) -> Reply:
    """The text in a decoded body."""
    said = _object(body)
    return Reply(
        gateway_id=_uuid(said, "id"),
        number=_text(said, "source_number", longest=LONGEST_NUMBER),
        to_number=_text(said, "destination_number", longest=LONGEST_NUMBER),
        text=_clean(said, "message"),
        received_at=_moment(said, "date_received"),
    )


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise Unreadable("the body must be an object")
    return body


def _clean(said: dict[str, Any], name: str) -> str:
    """A text that both databases can keep: no NUL, no half of a character."""
    value = said.get(name)
    if not isinstance(value, str):
        raise Unreadable(f"{name} must be a text")
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")


def _text(said: dict[str, Any], name: str, *, longest: int) -> str:
    value = _clean(said, name).strip()
    if not value or len(value) > longest:
        raise Unreadable(f"{name} must have 1 to {longest} letters")
    return value


def _uuid(said: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(_text(said, name, longest=LONGEST_NUMBER))
    except ValueError as problem:
        raise Unreadable(f"{name} must be a UUID") from problem


def _moment(said: dict[str, Any], name: str) -> datetime:
    try:
        moment = parse_datetime(_text(said, name, longest=LONGEST_NUMBER))
    except ValueError:
        moment = None
    if moment is None:
        raise Unreadable(f"{name} must be a moment such as 2017-05-14T12:15:30.000000Z")
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as problem:
        raise Unreadable(f"{name} is out of range") from problem
