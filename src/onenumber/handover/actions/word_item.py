"""Say what is expected next of an item, and whether the case itself is handed over."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.handover.actions._rows import authored, done, locked, moved_on
from onenumber.handover.models import HandoverItem, ItemSentence
from onenumber.handover.policies import may_word
from onenumber.handover.queries import read_item


@action("handover_item.worded", policy=may_word)
def word_item(
    *,
    by: Viewer,
    at: datetime,
    item: HandoverItem,
    words: str,
    to_take_over: bool = False,
    key: UUID | None = None,
) -> Done[ItemSentence]:
    """A new sentence; the earlier ones stay. What somebody has accepted is not reworded: raises Conflict."""
    if not words.strip():
        raise ImpossibleFact("words", "Write what is expected next.")
    if to_take_over and item.kind != HandoverItem.Kind.CASE:
        raise ImpossibleFact("to_take_over", "Only a case can be taken over.")
    handover = locked(item.handover)
    accepted = read_item(item).acceptance
    if accepted is not None:
        raise moved_on(f"{accepted.practitioner.name} has accepted this as it stood. Ring them.", handover)
    row = ItemSentence.objects.create(
        item=item, words=words, to_take_over=to_take_over, **authored(by=by, at=at)
    )
    return done(row, handover, "sentence", item=item)
