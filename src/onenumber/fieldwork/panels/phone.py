"""What My day tells the phone: whose it is, a pass for when the sign-in is over, the cases in hand, numbers to ring.

Nothing of it is about a person served: the phone keeps references and steps, encrypted, to offer them without signal.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import PASS
from onenumber.fieldwork.presenters.entries import EntryLine, entry_line
from onenumber.fieldwork.queries import own_open_entries


@dataclass(frozen=True, kw_only=True)
class OnPhone:
    """For `fieldwork/phone.html`."""

    day: str
    entries: tuple[EntryLine, ...]


def show_phone(viewer: Viewer, *, at: datetime, one_number: str, held: list[tuple[str, str, str]]) -> OnPhone:
    """`held` are reference, next step and its words. One query."""
    day = {
        "user": viewer.user_id,
        "pass": PASS.sign(str(viewer.user_id)),
        "ring": one_number,
        "held": [{"reference": reference, "step": step, "words": words} for reference, step, words in held],
    }
    waiting = own_open_entries(viewer.practitioner_id) if viewer.practitioner_id is not None else []
    return OnPhone(day=json.dumps(day), entries=tuple(_own(each, at=at) for each in waiting))


def _own(entry: PhoneEntry, *, at: datetime) -> EntryLine:
    """Whoever may not write there any more reads that it is kept, and the lead chooses."""
    line = entry_line(entry, at=at)
    return replace(line, url="") if entry.why == PhoneEntry.Why.NO_ACCESS else line
