"""Put what is open onto a list, each thing once, with a first sentence made from facts."""

from datetime import datetime

from django.db.models import Max

from onenumber.audit.models import Viewer
from onenumber.handover.actions._letting_in import let_in
from onenumber.handover.actions._rows import authored
from onenumber.handover.models import Handover, HandoverItem, ItemSentence
from onenumber.handover.queries import Source, open_sources


def missing_from(handover: Handover) -> list[Source]:
    """What is open and does not stand on the list yet."""
    listed = set(HandoverItem.objects.filter(handover=handover).values_list("source", flat=True))
    return [source for source in open_sources(handover) if source.key not in listed]


def next_number(handover: Handover) -> int:
    """The number of the next item."""
    last = HandoverItem.objects.filter(handover=handover).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def put_on_list(handover: Handover, sources: list[Source], *, by: Viewer, at: datetime) -> list[HandoverItem]:
    """The new items, each with its first sentence; both sides may read what they are about."""
    first = next_number(handover)
    items = [_item(handover, source, first + place, by=by, at=at) for place, source in enumerate(sources)]
    let_in(handover, items, by=by, at=at)
    return items


def _item(handover: Handover, source: Source, number: int, *, by: Viewer, at: datetime) -> HandoverItem:
    own = {f"{source.kind}_id": source.number} | {"case_id": source.case_id}
    item = HandoverItem.objects.create(
        handover=handover,
        number=number,
        kind=source.kind,
        source=source.key,
        reference=source.reference,
        council_id=source.council_id,
        **own,
        **authored(by=by, at=at),
    )
    ItemSentence.objects.create(item=item, words=source.words, **authored(by=by, at=at))
    return item
