"""The chain: each entry's hash covers its own facts and the hash before it, so any edit, swap or loss shows.

The head is locked last: locked first it held every writer for the whole of its work.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onenumber.audit.models import ChainHead, Entry
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_writes import PreparedChange, add_rows

START = "0" * 64
COVERED = (
    "position",
    "at",
    "actor_id",
    "role",
    "service_id",
    "verb",
    "refused",
    "subject",
    "fields",
    "previous_hash",
)


HEAD = Prepared(
    lambda: ChainHead.objects.select_for_update().filter(id=1).values_list("position", "hash"), {}
)
MOVE_HEAD = PreparedChange(
    lambda **_: ChainHead.objects.filter(id=1),
    {"position": int, "hashed": str},
    sets=lambda position, hashed: {"position": position, "hash": hashed},
)


@dataclass(frozen=True)
class Line:
    """An entry not yet in the chain."""

    at: datetime
    actor_id: int
    role: str
    service_id: int | None
    verb: str
    subject: str
    fields: str = ""
    refused: bool = False


def hash_of(entry: Entry) -> str:
    """SHA-256 over everything the entry says and the hash before it."""
    facts = [getattr(entry, name) for name in COVERED]
    facts[1] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()


def append(lines: Sequence[Line]) -> None:
    """Put lines at the end of the chain; call it last in the transaction, it locks the head until commit."""
    position, hashed = HEAD.row()
    entries = []
    for line in lines:
        position += 1
        entry = Entry(position=position, previous_hash=hashed, **vars(line))
        entry.hash = hashed = hash_of(entry)
        entries.append(entry)
    add_rows(entries)
    MOVE_HEAD.change(position=position, hashed=hashed)


def faults() -> Iterator[tuple[int, str]]:
    """Every place where the chain does not hold, as (position, what is wrong), in order."""
    expected, previous = 1, START
    for entry in Entry.objects.order_by("position").iterator(chunk_size=2000):
        if entry.position != expected:
            yield expected, f"entries {expected} to {entry.position - 1} are missing"
        elif entry.previous_hash != previous:
            yield entry.position, "does not follow from the entry before it"
        if hash_of(entry) != entry.hash:
            yield entry.position, "was changed after it was written"
        expected, previous = entry.position + 1, entry.hash
    head = ChainHead.objects.get(id=1)
    if (head.position, head.hash) != (expected - 1, previous):
        yield expected, "the end of the chain is missing or the head was changed"
