"""What the actions on a request share: the row locked, words that name nobody, and how it is settled."""

import re
from datetime import datetime
from typing import Any, TypeVar

from amhp.calendar import say_moment
from onenumber.audit.actions import Conflict, Done
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.messaging.models import CarriesAPerson, own_words
from onenumber.neighbours.models import NeighbourRequest, RequestAnswer
from onenumber.neighbours.queries import RequestFacts, RequestStanding, facts_from
from onenumber.persons.queries import name_key

R = TypeVar("R")
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # a part of a name with fewer letters is also an ordinary word


def authored(*, by: Viewer, at: datetime, happened_at: datetime) -> dict[str, Any]:
    """The columns of a fact of this room."""
    if happened_at > at:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    return {"happened_at": happened_at, "recorded_at": at, "by_id": by.user_id, "by_name": by.name}


def locked(request: NeighbourRequest) -> RequestFacts:
    """The request as it is now; acts on it come one after another."""
    rows = NeighbourRequest.objects.select_for_update(of=("self",), no_key=True)
    related = rows.select_related("asking_service", "asked_service", "case__person", "taken_case")
    return facts_from([related.get(pk=request.pk)])[0]


def refuse_who_it_is(case: Case | None, **words: str) -> None:
    """The other side reads these words before both have said yes: they say what is asked, not about whom."""
    names = (
        {part for part in map(name_key, WORD.findall(case.person.name)) if len(part) >= SHORTEST}
        if case
        else set()
    )
    for field, text in words.items():
        try:
            own_words(text)
        except CarriesAPerson as problem:
            said = str(problem).split(" stands", maxsplit=1)[0]
            raise ImpossibleFact(field, f"Leave out who the person is: {said} stands here.") from problem
        if names & set(map(name_key, WORD.findall(text))):
            raise ImpossibleFact(field, "Leave out who the person is: a part of their name stands here.")


def refuse_settled(facts: RequestFacts) -> None:
    """Nothing more is said about a request that is over."""
    row = facts.row
    if row.settled_at is not None:
        when = say_moment(row.settled_at, row.settled_at)
        raise moved_on(f"This request is over since {when}: {facts.standing.value}.", row)


def moved_on(message: str, request: NeighbourRequest) -> Conflict:
    """The world moved on; the request says how."""
    return Conflict(message, link=address_of(request), link_text="Open the request")


def address_of(request: NeighbourRequest) -> str:
    """The page of a request."""
    return f"/requests/{request.pk}/"


def settle(request: NeighbourRequest, *, at: datetime) -> NeighbourRequest:
    """Off the board once nothing is left to do: taken over, kept, taken back, or agreed with a service elsewhere."""
    rows = NeighbourRequest.objects.select_related("asking_service", "asked_service", "case", "taken_case")
    current = facts_from([rows.get(pk=request.pk)])[0]
    elsewhere = current.standing == RequestStanding.AGREED and current.row.asked_service_id is None
    over = (RequestStanding.TAKEN, RequestStanding.KEPT, RequestStanding.WITHDRAWN)
    if current.standing in over or elsewhere:
        NeighbourRequest.objects.filter(pk=request.pk, settled_at__isnull=True).update(settled_at=at)
        current.row.settled_at = at
    return current.row


def acting_service(request: NeighbourRequest, side: str) -> int | None:
    """The service whose audit names the act: the side's own, or the other's for a side outside."""
    asked, asking = request.asked_service_id, request.asking_service_id
    return (asked or asking) if side == RequestAnswer.Side.ASKED else (asking or asked)


def done(result: R, request: NeighbourRequest, service_id: int | None, *fields: str) -> Done[R]:
    """The audit names the request; the page goes back to it."""
    subject = f"request {request.pk}"
    return Done(result, subject=subject, service_id=service_id, fields=fields, leads_to=address_of(request))
