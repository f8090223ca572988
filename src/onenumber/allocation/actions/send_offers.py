"""Offer a case to one or several practitioners: at once, first to accept has it, or one after another.

The hub asks, it never passes on. Sending the first offer is the consideration "assess" by the sender at that
time, unless one is recorded; whether to apply stays the AMHP's (the record, Triage).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from amhp.calendar import say_time
from onenumber.allocation.actions._answering import answer
from onenumber.allocation.actions._projection import refresh_asked
from onenumber.allocation.actions._telling import tell_asked
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import may_offer
from onenumber.allocation.queries import Turn, open_offers
from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, consider
from onenumber.cases.models import Case, Triage
from onenumber.cases.queries import CaseFacts, facts_of, holder_of
from onenumber.persons.actions import begin_relationship
from onenumber.workforce.models import Practitioner

LONGEST_MINUTES = 24 * 60


@action("offer.sent", policy=may_offer)
def send_offers(
    *, by: Viewer, at: datetime, case: Case, practitioner_ids: Sequence[int], together: bool, answer_minutes:
    int, line: str = "", why: str = "", key: UUID | None = None,
) -> Done[list[Offer]]:  # fmt: skip
    """The offers, in the order asked. `answer_minutes` is how long each has to answer."""
    if not 1 <= answer_minutes <= LONGEST_MINUTES:
        raise ImpossibleFact("answer_minutes", "Choose by when an answer is wanted.")
    people = _people(case, practitioner_ids)
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    facts = facts_of(case)
    _refuse_held(case, facts)
    _refuse_asked(case, people, by=by, at=at)
    _consider_first(case, facts, by=by, at=at)
    sending, step = uuid4(), timedelta(minutes=answer_minutes)
    sent_at = by.happened(at)
    offers = []
    for place, practitioner in enumerate(people):
        turn_at = sent_at if together else sent_at + step * place
        offers.append(
            Offer.objects.create(
                case=case,
                practitioner=practitioner,
                sending=sending,
                turn_at=turn_at,
                answer_by=turn_at + step,
                line=line,
                why=why,
                happened_at=sent_at,
                recorded_at=at,
                by_id=by.user_id,
                by_name=by.name,
            )
        )
    for offer in offers:
        _begin(offer, facts, by=by, at=at)
    refresh_asked(case, at=at)
    return Done(
        offers, subject=case.reference, service_id=case.service_id, fields=("offer",), leads_to="/board/"
    )


def _people(case: Case, practitioner_ids: Sequence[int]) -> list[Practitioner]:
    wanted = list(dict.fromkeys(practitioner_ids))
    found = Practitioner.objects.filter(service_id=case.service_id).in_bulk(wanted)
    if not wanted or len(found) != len(wanted):
        raise ImpossibleFact("ask", "Tick at least one person to ask.")
    return [found[number] for number in wanted]


def _refuse_held(case: Case, facts: CaseFacts) -> None:
    link = f"/cases/{case.reference}/"
    if facts.closure is not None:
        raise Conflict(f"{case.reference} is closed. Reopen it first.", link=link, link_text="Open the case")
    held = holder_of(case.pk)
    if held is not None and held.ended_at is None:
        since = say_time(held.since)
        raise Conflict(
            f"{held.name} has {case.reference}, since {since}.", link=link, link_text="Open the case"
        )


def _refuse_asked(case: Case, people: Sequence[Practitioner], *, by: Viewer, at: datetime) -> None:
    asked = {each.offer.practitioner_id: each for each in open_offers(case)}
    for practitioner in people:
        each = asked.get(practitioner.pk)
        if each is None:
            continue
        if not each.turn.has_gone(at):
            raise Conflict(
                f"{practitioner.name} is asked already and can answer until {say_time(each.turn.answer_by)}.",
                link=f"/offers/new/{case.reference}/",
                link_text="Ask somebody else",
            )
        answer(each.offer, Offer.Answer.WITHDRAWN, by=by, at=at, reason="asked again")


def _consider_first(case: Case, facts: CaseFacts, *, by: Viewer, at: datetime) -> None:
    if facts.triage is not None and facts.triage.answer == Triage.Answer.ASSESS:
        return
    number = by.paper.practitioner_id if by.paper else by.practitioner_id
    sender = Practitioner.objects.filter(pk=number).first() if number else None
    consider(
        by=by, at=at, case=case, answer=Triage.Answer.ASSESS, practitioner=sender, from_first_offer=True,
        happened_at=by.happened(at),
    )  # fmt: skip


def _begin(offer: Offer, facts: CaseFacts, *, by: Viewer, at: datetime) -> None:
    """The offer opens its own page to the one asked, and they are told when it is their turn."""
    if offer.practitioner.user_id is not None:
        begin_relationship(
            by=by,
            at=at,
            user_id=offer.practitioner.user_id,
            service=offer.case.service,
            person=offer.case.person,
            why="offered",
            caused_by=f"offer {offer.pk}",
        )
    if offer.turn_at <= at:
        tell_asked(offer, Turn(offer.turn_at, offer.answer_by), facts, by=by, at=at)
