"""What a later room tells the review of openings about a record; nothing of it is stored."""

from typing import NamedTuple


class OpenedRecord(NamedTuple):
    """The reference of the person's latest case, and the surname, which is compared and never shown."""

    reference: str = ""
    surname: str = ""
