"""Add an item in one's own words: what no record says and the next duty must know."""

from datetime import datetime
from uuid import UUID, uuid4

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.handover.actions._filling import next_number
from onenumber.handover.actions._rows import authored, done, locked, moved_on
from onenumber.handover.models import Handover, HandoverItem, ItemSentence
from onenumber.handover.policies import may_give
from onenumber.handover.queries import read_list


@action("handover_item.added", policy=may_give)
def add_item(
    *, by: Viewer, at: datetime, handover: Handover, words: str, key: UUID | None = None
) -> Done[HandoverItem]:
    """It has to be accepted like any other. Raises Conflict once both have signed."""
    if not words.strip():
        raise ImpossibleFact("words", "Write what the next duty must do or know.")
    current = locked(handover)
    if read_list(current).is_signed:
        raise moved_on(
            "Both sides have signed this list. Ring the next duty, or add it to the case.", current
        )
    kind = HandoverItem.Kind.OWN
    item = HandoverItem.objects.create(
        handover=current,
        number=next_number(current),
        kind=kind,
        source=f"{kind} {key or uuid4()}"[:40],
        **authored(by=by, at=at),
    )
    ItemSentence.objects.create(item=item, words=words, **authored(by=by, at=at))
    return done(item, current, "item")
