"""A list as it stands: each item with its sentence, its questions, who accepted it, and whether it is settled by now.

A fixed number of questions whatever the number of items. A case or a follow-up that was closed meanwhile is settled:
it needs nobody's name any more, and stays on the list for the record.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from onenumber.audit.models import Viewer
from onenumber.cases.models import OpenCase
from onenumber.handover.models import (
    Handover,
    HandoverItem,
    ItemAcceptance,
    ItemQuestion,
    ItemSentence,
    Signature,
)
from onenumber.intake.models import ContactStep
from onenumber.workforce.models import Practitioner


@dataclass(frozen=True)
class ItemFacts:
    """One item. Tuples are in order of time."""

    item: HandoverItem
    coordinator: Practitioner
    sentences: tuple[ItemSentence, ...]
    questions: tuple[ItemQuestion, ...]
    acceptance: ItemAcceptance | None
    settled: bool
    case: OpenCase | None = None

    @property
    def sentence(self) -> ItemSentence:
        """What is expected next."""
        return self.sentences[-1]

    @property
    def owner(self) -> Practitioner:
        """Whose it is: who accepted it, until then the giving duty's co-ordinator."""
        return self.acceptance.practitioner if self.acceptance is not None else self.coordinator

    @property
    def open_questions(self) -> tuple[ItemQuestion, ...]:
        """Questions not yet answered."""
        return tuple(row for row in self.questions if row.answered_at is None)

    @property
    def name(self) -> str:
        """What colleagues call it by."""
        return self.item.reference or f"item {self.item.number}"

    @property
    def can_be_taken_over(self) -> bool:
        """Whether the case itself can go with the item: within one service, held by nobody or handed over."""
        handover = self.item.handover
        own = handover.giving_service_id == handover.receiving_service_id
        unheld = self.case is not None and self.case.holder_id is None
        return own and self.item.kind == HandoverItem.Kind.CASE and (unheld or self.sentence.to_take_over)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody to accept it."""
        return self.acceptance is None and not self.settled


@dataclass(frozen=True)
class ListFacts:
    """A list with everything said about it."""

    handover: Handover
    items: tuple[ItemFacts, ...]
    signatures: dict[str, Signature]

    @property
    def waiting(self) -> tuple[ItemFacts, ...]:
        """Items nobody has accepted and nothing has settled."""
        return tuple(each for each in self.items if each.is_open)

    @property
    def asked(self) -> tuple[ItemFacts, ...]:
        """Items with a question to answer."""
        return tuple(each for each in self.items if each.open_questions and not each.settled)

    @property
    def stops(self) -> tuple[str, ...]:
        """What stands between the list and its signatures, in words; a person puts each right."""
        asked = (f"{each.name} has a question without an answer" for each in self.asked)
        waiting = (f"{each.name} is not accepted yet" for each in self.waiting)
        return (*asked, *waiting)

    @property
    def is_signed(self) -> bool:
        """Whether both sides have signed."""
        return len(self.signatures) == len(Signature.Side)


def read_list(handover: Handover, viewer: Viewer | None = None) -> ListFacts:
    """Every item, or those of the councils the viewer is narrowed to."""
    rows = HandoverItem.objects.filter(handover=handover).select_related("follow_up", "back_up", "contact")
    items = [item for item in rows.order_by("number") if reaches(viewer, handover, item)]
    for item in items:
        item.handover = handover
    signatures = Signature.objects.filter(handover=handover).select_related("practitioner")
    return ListFacts(handover, tuple(_facts(handover, items)), {row.side: row for row in signatures})


def read_item(item: HandoverItem) -> ItemFacts:
    """One item, as it stands."""
    return next(_facts(item.handover, [item]))


def reaches(viewer: Viewer | None, handover: Handover, item: HandoverItem) -> bool:
    """Whether the viewer's grants in either service reach the item's council."""
    if viewer is None or item.council_id is None:
        return True
    sides = {handover.giving_service_id, handover.receiving_service_id} & set(viewer.services())
    councils = [viewer.councils_in(side) for side in sides]
    return any(each is None or item.council_id in each for each in councils)


def _facts(handover: Handover, items: list[HandoverItem]) -> Iterator[ItemFacts]:
    numbers = [item.pk for item in items]
    sentences: dict[int, list[ItemSentence]] = defaultdict(list)
    for sentence in ItemSentence.objects.filter(item__in=numbers).order_by("id"):
        sentences[sentence.item_id].append(sentence)
    questions: dict[int, list[ItemQuestion]] = defaultdict(list)
    for question in ItemQuestion.objects.filter(item__in=numbers).order_by("id"):
        questions[question.item_id].append(question)
    taken = ItemAcceptance.objects.filter(item__in=numbers).select_related("practitioner")
    accepted = {row.item_id: row for row in taken}
    cases = OpenCase.objects.in_bulk([item.case_id for item in items if item.case_id])
    contacts = [item.contact_id for item in items if item.contact_id]
    stepped = set(ContactStep.objects.filter(contact__in=contacts).values_list("contact_id", flat=True))
    for item in items:
        yield ItemFacts(
            item=item,
            coordinator=handover.coordinator,
            sentences=tuple(sentences[item.pk]),
            questions=tuple(questions[item.pk]),
            acceptance=accepted.get(item.pk),
            settled=_settled(item, cases, stepped),
            case=cases.get(item.case_id or 0),
        )


def _settled(item: HandoverItem, cases: dict[int, OpenCase], stepped: set[int]) -> bool:
    """Whether what it was made from is no longer open."""
    if item.follow_up is not None:
        return item.follow_up.ended_at is not None
    if item.back_up is not None:
        return item.back_up.ended_at is not None
    if item.contact is not None:
        return item.contact_id in stepped or item.contact.settled_at is not None
    return item.kind == HandoverItem.Kind.CASE and item.case_id not in cases


def owner_at(facts: ItemFacts, moment: datetime) -> Practitioner:
    """Whose the item was at a moment since it stood on the list."""
    taken = facts.acceptance is not None and facts.acceptance.happened_at <= moment
    return facts.owner if taken else facts.coordinator
