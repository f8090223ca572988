"""What this room does when earlier rooms announce something, and its chore of every round. All are
idempotent.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q

from onenumber.access.queries import leads_of
from onenumber.allocation.actions import (
    announce_turn,
    answer_ask,
    ask_back_up,
    clear_up,
    end_asks,
    end_offers,
    tell_lead,
    withdraw_offer,
)
from onenumber.allocation.models import Ask, BackUp, Offer
from onenumber.allocation.policies import asked_one
from onenumber.allocation.queries import asks_of_number, lead_was_told, turns_of, unanswered_offers
from onenumber.allocation.text_answers import moment_of, read_answer
from onenumber.audit.actions import Conflict
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.events import CaseClosed, CommitmentEnded
from onenumber.continuity.queries import open_period_of
from onenumber.intake.events import ContactRecorded
from onenumber.intake.models import Contact
from onenumber.messaging.actions import place_text
from onenumber.messaging.events import TextReceived
from onenumber.messaging.models import InboundText, Message
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.workforce.models import Practitioner

ESCALATION = "offer.escalation_minutes"


def ourselves(service_id: int, at: datetime) -> Viewer:
    """The service itself as an actor."""
    return Viewer.itself(service_id, at)


def take_back_offers(event: CaseClosed, *, at: datetime) -> None:
    """Nobody is asked about a case that is closed."""
    by = ourselves(event.service_id, at)
    for offer in Offer.objects.filter(case_id=event.case_id, answer="").select_related(
        "case", "practitioner"
    ):
        withdraw_offer(by=by, at=at, offer=offer, reason="the case is closed")


def take_back_asks(event: CaseClosed, *, at: datetime) -> None:
    """Nobody is asked to come to a case that is closed."""
    open_asks = Q(answer="") | Q(answer=Ask.Answer.CONFIRMED, ended_at__isnull=True)
    if Ask.objects.filter(open_asks, case_id=event.case_id).exists():
        by = ourselves(event.service_id, at)
        end_asks(by=by, at=at, service_id=event.service_id, case_id=event.case_id)


def end_accepted_offer(event: CommitmentEnded, *, at: datetime) -> None:
    """What was accepted ends when the case leaves its holder."""
    still = Offer.objects.filter(
        case_id=event.case_id,
        practitioner_id=event.practitioner_id,
        answer=Offer.Answer.ACCEPTED,
        ended_at__isnull=True,
    )
    if still.filter(answered_at__lte=event.at).exists():
        end_offers(
            by=ourselves(event.service_id, at),
            at=at,
            service_id=event.service_id,
            case_id=event.case_id,
            practitioner_id=event.practitioner_id,
        )


def back_up_from_contact(event: ContactRecorded, *, at: datetime) -> None:
    """A call for back-up becomes a request to the spares."""
    if event.kind != Contact.Kind.BACK_UP or BackUp.objects.filter(contact_id=event.contact_id).exists():
        return
    contact = Contact.objects.select_related("service").get(pk=event.contact_id)
    caller = Practitioner.objects.filter(service=contact.service, name__iexact=contact.caller_name).first()
    ask_back_up(
        by=ourselves(event.service_id, at),
        at=at,
        service=contact.service,
        contact=contact,
        practitioner=caller,
        why=contact.back_up_why or BackUp.Why.GAP,
        urgent=contact.back_up_soon == "now",
        words=contact.words[:400],
        happened_at=contact.happened_at,
    )


def announce_turns(*, at: datetime) -> int:
    """Tell those whose turn came because the one before let the time go by; says how many."""
    live = Offer.objects.filter(
        recorded_at=F("happened_at")
    )  # what is typed from paper is announced to nobody
    waiting = live.filter(answer="", case__opencase__isnull=False, turn_at__gt=F("happened_at"))
    told = 0
    for offer in waiting.select_related("case", "practitioner"):
        turn = turns_of(Offer.objects.filter(sending=offer.sending))[offer.pk]
        known = Message.objects.filter(
            kind="offer",
            about=offer.case.reference,
            to_name=offer.practitioner.name,
            written_at__gte=offer.happened_at,
        )
        if turn.has_come(at) and not known.exists():
            told += announce_turn(by=ourselves(offer.case.service_id, at), at=at, offer=offer)
    return told


def tell_leads(*, at: datetime) -> int:
    """Tell the AMHP lead of offers unanswered for longer than the service has set; says how many were told."""
    waiting = Offer.objects.filter(answer="", answer_by__lt=at, case__opencase__isnull=False)
    told = 0
    for service in Service.objects.filter(pk__in=waiting.values("case__service_id")):
        if not has_setting(service, ESCALATION) or not leads_of(service.pk, at):
            continue
        limit = at - timedelta(minutes=setting(service, ESCALATION))
        by, late = ourselves(service.pk, at), dict[int, Offer]()
        typing_in = open_period_of(service.pk) is not None  # its answer may be the next sheet
        for each in unanswered_offers(by, service.pk, at=at):
            if typing_in and each.offer.recorded_at > each.offer.happened_at:
                continue
            if each.turn.answer_by <= limit:
                late[each.offer.case_id] = each.offer
        for offer in late.values():
            if lead_was_told(offer.case.reference, since=offer.happened_at):
                continue
            told += tell_lead(by=by, at=at, case=offer.case, since=offer.happened_at)
    return told


def answer_from_text(*, service_id: int, number: str, text: str, at: datetime) -> Ask | None:
    """Take a text for a doctor's answer to the one ask that waits for it; None when it answers nothing.

    With several asks waiting for the same number the text has to name the case, and the doctor is told so.
    """
    said, waiting = read_answer(text), asks_of_number(service_id, number)
    named = [ask for ask in waiting if not said.reference or ask.case.reference == said.reference]
    if said.yes is None or not named:
        return None
    ask, by = named[0], asked_one(named[0], at=at)
    if len(named) > 1:
        return clear_up(by=by, at=at, ask=ask, several=True)
    given = moment_of(said.time_text, at=at) if said.time_text else None
    expected = given or max(ask.wanted_from or at, at)
    try:
        return answer_ask(by=by, at=at, ask=ask, yes=said.yes, how=Ask.How.TEXT, expected_from=expected)
    except (Conflict, ImpossibleFact):
        return clear_up(by=by, at=at, ask=ask, several=False)


def doctors_text(event: TextReceived, *, at: datetime) -> None:
    """A text that answers an ask is placed; any other is left to somebody at the hub."""
    text = InboundText.objects.get(pk=event.inbound_id)
    if text.placed_at is not None:
        return
    ask = answer_from_text(service_id=event.service_id, number=event.number, text=event.text, at=at)
    if ask is not None:
        said = (
            f"{ask.whom}: {Ask.Answer(ask.answer).label}"
            if ask.answer
            else f"{ask.whom} is asked what they mean"
        )
        by = ourselves(event.service_id, at)
        place_text(by=by, at=at, text=text, placed_as=said, about=ask.case.reference)
