"""What waits for a choice, what one phone sent, and what the record says instead."""

from onenumber.fieldwork.queries.entries import (
    OPEN_ENTRIES,
    entry_for,
    entry_lines,
    open_entries,
    open_entry_count,
    own_open_entries,
)
from onenumber.fieldwork.queries.versions import Version, version_of

__all__ = [
    "OPEN_ENTRIES",
    "Version",
    "entry_for",
    "entry_lines",
    "open_entries",
    "open_entry_count",
    "own_open_entries",
    "version_of",
]
