"""What makes an opening worth a look, and what a later room tells the review of openings; nothing of it is stored.

The signs are those of a proactive confidentiality audit: a log that nobody reads is no control. None of them says
that anything was wrong.
"""

from enum import StrEnum
from typing import NamedTuple


class Sign(StrEnum):
    """Why an opening is shown to the AMHP lead; the value is the sentence on the page."""

    OWN = "Perhaps their own record: the names are the same."
    COLLEAGUE = (
        "Perhaps a colleague’s record: the name is a colleague’s, or the record is restricted as staff."
    )
    SURNAME = "The same surname or telephone number as the person’s."
    NO_RELATIONSHIP = "No working relationship at that moment."
    MANY = "More than twenty records in that hour."
    AFTER_ROLE = "No role in the service at that moment."


class OpenedRecord(NamedTuple):
    """The reference of the person's latest case, and the signs that only a later room can see."""

    reference: str = ""
    signs: frozenset[Sign] = frozenset()
