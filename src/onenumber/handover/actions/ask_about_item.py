"""The receiving duty asks about an item, or does not take it and says why; the giving duty answers."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.handover.actions._rows import authored, done, locked, moved_on, own_practitioner
from onenumber.handover.actions._telling import ANSWERED, ASKED, tell_users
from onenumber.handover.models import HandoverItem, ItemQuestion
from onenumber.handover.policies import may_answer, may_receive
from onenumber.handover.queries import read_item


@action("handover_item.questioned", policy=may_receive)
def ask_about_item(
    *, by: Viewer, at: datetime, item: HandoverItem, kind: str, words: str, key: UUID | None = None
) -> Done[ItemQuestion]:
    """It stays with the giving duty. The co-ordinator is told."""
    if kind not in ItemQuestion.Kind.values:
        raise ImpossibleFact("kind", "Choose whether you ask or do not take it.")
    if not words.strip():
        raise ImpossibleFact("words", "Write your question, or why it is not taken.")
    handover = locked(item.handover)
    accepted = read_item(item).acceptance
    if accepted is not None:
        raise moved_on(f"{accepted.practitioner.name} has accepted this already.", handover)
    row = ItemQuestion.objects.create(item=item, kind=kind, words=words, **authored(by=by, at=at))
    said = ASKED.said(colleague=own_practitioner(by), day=handover.boundary_at, reference=item.reference)
    users = User.objects.filter(practitioner=handover.coordinator)
    tell_users(users, handover, said, service=handover.giving_service, by=by, at=at)
    return done(row, handover, "question", item=item)


@action("handover_item.answered", policy=may_answer)
def answer_question(
    *, by: Viewer, at: datetime, question: ItemQuestion, answer: str, key: UUID | None = None
) -> Done[ItemQuestion]:
    """Answered once; whoever asked is told."""
    item, handover = question.item, locked(question.item.handover)
    if not answer.strip():
        raise ImpossibleFact("answer", "Write your answer.")
    current = ItemQuestion.objects.get(pk=question.pk)
    if current.answered_at is not None:
        raise moved_on(f"{current.answered_by_name} has answered this already.", handover)
    ItemQuestion.objects.filter(pk=question.pk).update(
        answer=answer, answered_at=at, answered_by_id=by.user_id, answered_by_name=by.name
    )
    current.refresh_from_db()
    colleague = User.objects.get(pk=by.user_id)
    said = ANSWERED.said(colleague=colleague, day=handover.boundary_at, reference=item.reference)
    users = User.objects.filter(pk=question.by_id)
    tell_users(users, handover, said, service=handover.receiving_service, by=by, at=at)
    return done(current, handover, "answer", item=item)
