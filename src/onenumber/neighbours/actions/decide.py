"""One side of a request decides, by a named person: yes, no, we keep it, we take it back. Each side once."""

from datetime import datetime
from uuid import UUID

from onenumber.access.models import User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.neighbours.actions._rows import (
    acting_service,
    authored,
    done,
    locked,
    moved_on,
    refuse_settled,
    refuse_who_it_is,
    settle,
)
from onenumber.neighbours.models import NeighbourRequest, RequestAnswer
from onenumber.neighbours.policies import may_decide
from onenumber.neighbours.queries import ASKED, ASKING, RequestFacts, RequestStanding
from onenumber.records.wall import EVERYTHING, writing

Decision = RequestAnswer.Decision
POSSIBLE: dict[tuple[str, RequestStanding], tuple[str, ...]] = {
    (ASKED, RequestStanding.WAITING): (Decision.ACCEPTED, Decision.DECLINED),
    (ASKING, RequestStanding.WAITING): (Decision.WITHDRAWN,),
    (ASKING, RequestStanding.ACCEPTED): (Decision.ACCEPTED, Decision.WITHDRAWN),
    (ASKING, RequestStanding.DECLINED): (Decision.KEPT,),
}
ANSWERED = Wording(
    "request_answer",
    Topic.ANSWERS,
    "{reference}: the other service has answered",
    (
        "{colleague} has answered what you asked of another AMHP service about {reference}.",
        " Your side says the last word: see “Needs you now”.",
    ),
)


@action("request.decided", policy=may_decide)
def decide_request(
    *,
    by: Viewer,
    at: datetime,
    request: NeighbourRequest,
    side: str,
    decision: str,
    person: str = "",
    words: str = "",
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[RequestAnswer]:
    """`person` names who decided at a side outside; a side that is here decides in the actor's own name.

    Raises Conflict when the side has decided already or it is not its turn for this.
    """
    facts = locked(request)
    refuse_settled(facts)
    _refuse_decided(facts, side, decision)
    refuse_who_it_is(facts.row.case or facts.row.taken_case, words=words)
    if side == ASKING and decision == Decision.ACCEPTED:
        _refuse_second(facts.row)
    named = by.name if _is_here(facts.row, side) else person.strip()
    if not named:
        raise ImpossibleFact("person", "Write who decided it there, by name.")
    moment = by.happened(at) if _is_here(facts.row, side) else (happened_at or by.happened(at))
    if moment < facts.row.happened_at:
        raise ImpossibleFact("happened", "It was asked later than that. Check both times.")
    answer = RequestAnswer.objects.create(
        request=facts.row, side=side, decision=decision, person=named, words=words,
        **authored(by=by, at=at, happened_at=moment),
    )  # fmt: skip
    settle(facts.row, at=at)
    if side == ASKED:
        _tell_who_asked(facts.row, by=by, at=at)
    return done(answer, facts.row, acting_service(facts.row, side), side, decision)


def _is_here(row: NeighbourRequest, side: str) -> bool:
    return (row.asked_service_id if side == ASKED else row.asking_service_id) is not None


def _refuse_decided(facts: RequestFacts, side: str, decision: str) -> None:
    there = facts.answers.get(side)
    if there is not None:
        raise moved_on(f"{there.person} {there.get_decision_display()} already.", facts.row)
    if decision not in POSSIBLE.get((side, facts.standing), ()):
        raise moved_on(f"That cannot be said now: {facts.standing.value}.", facts.row)


def _refuse_second(row: NeighbourRequest) -> None:
    """One case is considered by one service at a time."""
    if row.case_id is None:
        return
    others = (
        NeighbourRequest.objects.select_for_update(no_key=True).filter(case=row.case_id).exclude(pk=row.pk)
    )
    agreed = RequestAnswer.objects.filter(
        request__in=[other.pk for other in others.order_by("pk")], side=ASKING, decision=Decision.ACCEPTED
    ).select_related("request")
    for answer in agreed:
        raise moved_on(
            f"{answer.request.asked_name} considers this case already, agreed by both.", answer.request
        )


def _tell_who_asked(row: NeighbourRequest, *, by: Viewer, at: datetime) -> None:
    """Whoever asked, when the answer was given in another service here."""
    if row.asking_service is None or row.asked_service is None:
        return
    asker = User.objects.filter(pk=row.by_id, is_active=True).first()
    colleague = User.objects.filter(pk=by.user_id).first()
    if asker is None or colleague is None:
        return
    said = ANSWERED.said(reference=row.reference, colleague=colleague)
    with writing(EVERYTHING):  # it is of the other service
        write_message(
            by=Viewer.itself(row.asking_service.pk, at), at=at, service=row.asking_service, to_user_id=asker.pk,
            to_name=asker.name, to_address=asker.email, said=said, about=row.reference,
        )  # fmt: skip
