"""A request between two services is made: ours of another, or another's of us when that one is not here."""

from datetime import datetime, timedelta
from uuid import UUID

from onenumber.allocation.queries import ask_words
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of
from onenumber.neighbours.actions._rows import authored, done, refuse_who_it_is
from onenumber.neighbours.models import NeighbourRequest, Other, RequestText
from onenumber.neighbours.policies import may_ask_neighbour, may_write_down_asked
from onenumber.organisations.models import Service


@action("request.asked", policy=may_ask_neighbour)
def ask_neighbour(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    to: Other,
    text: RequestText,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[NeighbourRequest]:
    """Our service asks `to` to consider the case. Nothing moves until both sides have said yes."""
    moment = happened_at or by.happened(at)
    refuse_who_it_is(case, why_theirs=text.why_theirs, asks=text.asks)
    _refuse_foreign(text, case.service)
    if to.service is not None and to.service.pk == case.service_id:
        raise ImpossibleFact("to", "Choose another service than the one that has the case.")
    row = NeighbourRequest.objects.create(
        asking_service=case.service, asking_name=case.service.name, asking_person=by.name,
        asking_telephone=case.service.one_number, asked_service=to.service, asked_name=to.name,
        asked_person=to.person, asked_telephone=to.telephone, case=case, reference=case.reference,
        where=ask_words(facts_of(case))[:200], **_columns(text, moment),
        **authored(by=by, at=at, happened_at=moment),
    )  # fmt: skip
    return done(row, row, case.service_id)


@action("request.received", policy=may_write_down_asked)
def write_down_asked(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    who: Other,
    text: RequestText,
    case: Case | None = None,
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[NeighbourRequest]:
    """A service that is not here asks us; `case` is the one opened from its call, if there is one already."""
    moment = happened_at or by.happened(at)
    refuse_who_it_is(case, why_theirs=text.why_theirs, asks=text.asks)
    _refuse_foreign(text, service)
    if who.service is not None:
        raise ImpossibleFact("name", f"{who.service.name} is here: it asks on its own case page.")
    if case is not None and case.service_id != service.pk:
        raise ImpossibleFact("case", "Name a case of the service that was asked.")
    taken = (
        {"taken_case": case, "taken_at": at, "taken_by_id": by.user_id, "taken_by_name": by.name}
        if case
        else {}
    )
    row = NeighbourRequest.objects.create(
        asking_name=who.name, asking_person=who.person, asking_telephone=who.telephone, reference=who.reference,
        asked_service=service, asked_name=service.name, asked_telephone=service.one_number, **taken,
        **_columns(text, moment),
        **authored(by=by, at=at, happened_at=moment),
    )  # fmt: skip
    return done(row, row, service.pk)


def _columns(text: RequestText, moment: datetime) -> dict[str, object]:
    return {
        "on_behalf_of": text.on_behalf_of, "why_theirs": text.why_theirs, "asks": text.asks,
        "agreement": text.agreement, "answer_by": moment + timedelta(minutes=text.answer_minutes),
    }  # fmt: skip


def _refuse_foreign(text: RequestText, service: Service) -> None:
    if text.agreement is not None and text.agreement.service_id != service.pk:
        raise ImpossibleFact("agreement", "Choose one of your own service's agreements.")
