"""Reading offers: those of a case, the one somebody was asked, and those nobody has answered."""

from dataclasses import dataclass
from datetime import datetime

from onenumber.allocation.models import Offer
from onenumber.allocation.queries.asks import RELATED
from onenumber.allocation.queries.turns import Turn, turns_of
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import rows_of_case
from onenumber.messaging.models import Message
from onenumber.records.prepared_records import PreparedRecords

TOLD_LEAD = "unanswered"  # the kind of message that tells them


OFFER = PreparedRecords(
    Offer, lambda offer_id: Offer.objects.filter(pk=offer_id), {"offer_id": int}, related=RELATED
)
UNANSWERED = PreparedRecords(
    Offer,
    lambda practitioner_id: Offer.objects.filter(practitioner=practitioner_id, answer=""),
    {"practitioner_id": int},
    related=RELATED,
)


@dataclass(frozen=True)
class OpenOffer:
    """An offer without an answer, with its turn."""

    offer: Offer
    turn: Turn


def offers_of(case: Case) -> list[Offer]:
    """Every offer of a case, the earliest first."""
    offers: list[Offer] = rows_of_case(Offer, ("practitioner",), order="happened_at", case_id=case.pk)
    return sorted(offers, key=lambda offer: (offer.happened_at, offer.turn_at))


def turn_of(offer: Offer) -> Turn:
    """The turn of one offer, which rests on those sent with it."""
    return turns_of(Offer.objects.filter(sending=offer.sending))[offer.pk]


def open_offers(case: Case) -> list[OpenOffer]:
    """The offers of a case that nobody has answered, in the order of their turns."""
    offers = offers_of(case)
    turns = turns_of(offers)
    found = [OpenOffer(offer, turns[offer.pk]) for offer in offers if not offer.answer]
    return sorted(found, key=lambda each: (each.turn.turn_at, each.offer.pk))


def offer_for(viewer: Viewer, offer_id: int) -> Offer | None:
    """An offer of one of the viewer's services, with all its page needs; whose page it is, the policy
    says.
    """
    offer = OFFER.first(offer_id=offer_id)
    return offer if offer is not None and offer.case.service_id in viewer.services() else None


def asked_of(viewer: Viewer, *, at: datetime) -> list[OpenOffer]:
    """What the viewer is asked now, the soonest answer first (My day)."""
    if viewer.practitioner_id is None:
        return []
    mine = UNANSWERED.all(practitioner_id=viewer.practitioner_id)
    if not mine:
        return []
    turns = turns_of(Offer.objects.filter(sending__in={offer.sending for offer in mine}))
    found = [OpenOffer(offer, turns[offer.pk]) for offer in mine]
    return sorted((each for each in found if each.turn.has_come(at)), key=lambda each: each.turn.answer_by)


def unanswered_offers(viewer: Viewer, service_id: int, *, at: datetime | None = None) -> list[OpenOffer]:
    """Offers whose time to answer has gone: they are back in "Needs you now". Nothing is passed on by itself.

    A case counts once nobody else is being asked: while the next in line still has time, nobody is needed.
    """
    if service_id not in viewer.services():
        return []
    moment = at or viewer.at
    waiting = Offer.objects.filter(answer="", case__service_id=service_id, case__opencase__isnull=False)
    offers = list(
        Offer.objects.filter(sending__in=waiting.values("sending")).select_related("practitioner", "case")
    )
    turns = turns_of(offers)
    open_ones = [OpenOffer(offer, turns[offer.pk]) for offer in offers if not offer.answer]
    still_asked = {each.offer.case_id for each in open_ones if not each.turn.has_gone(moment)}
    lapsed = [each for each in open_ones if each.offer.case_id not in still_asked]
    return sorted(lapsed, key=lambda each: each.turn.answer_by)


def lead_was_told(reference: str, *, since: datetime) -> bool:
    """Whether the AMHP lead was told already that what was sent at `since` stayed unanswered."""
    return Message.objects.filter(kind=TOLD_LEAD, about=reference, written_at__gte=since).exists()
