"""Messages about offers and back-up, each said by a Wording, which cannot name the person served.

The line a colleague adds to an offer is free text: it stays on the offer's page and is never sent.
"""

from datetime import datetime

from onenumber.access.models import User
from onenumber.allocation.models import Offer
from onenumber.allocation.queries import Turn, offer_said
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Said, Topic, Wording
from onenumber.organisations.models import Service
from onenumber.workforce.models import Practitioner

TAKEN = Wording(
    "taken",
    Topic.ANSWERS,
    "{reference} is taken",
    ("{colleague} has {reference}. Nothing more is asked of you.",),
)
WITHDRAWN = Wording(
    "withdrawn",
    Topic.ANSWERS,
    "{reference}: no longer asked",
    ("You are no longer asked about {reference}.",),
)
ANSWERED = Wording("answer", Topic.ANSWERS, "{reference}: answered", ("{colleague} {answer} {reference}.",))


def tell(*, by: Viewer, at: datetime, service: Service, to: Practitioner, about: str, said: Said) -> None:
    """Write to a practitioner, on screen if they sign in, and by the ways they chose."""
    write_message(
        by=by,
        at=at,
        service=service,
        to_user_id=to.user_id,
        to_name=to.name,
        to_address=to.email,
        to_telephone=to.telephone,
        said=said,
        about=about,
    )


def _tell_asked_one(offer: Offer, said: Said, *, by: Viewer, at: datetime) -> None:
    case = offer.case
    tell(by=by, at=at, service=case.service, to=offer.practitioner, about=case.reference, said=said)


def tell_asked(offer: Offer, turn: Turn, facts: CaseFacts, *, by: Viewer, at: datetime) -> None:
    """You are asked."""
    _tell_asked_one(offer, offer_said(facts, answer_by=turn.answer_by), by=by, at=at)


def tell_taken(offer: Offer, winner: Practitioner, *, by: Viewer, at: datetime) -> None:
    """Somebody else has it."""
    said = TAKEN.said(reference=offer.case.reference, colleague=winner)
    _tell_asked_one(offer, said, by=by, at=at)


def tell_withdrawn(offer: Offer, *, by: Viewer, at: datetime) -> None:
    """You are no longer asked."""
    _tell_asked_one(offer, WITHDRAWN.said(reference=offer.case.reference), by=by, at=at)


def tell_sender(offer: Offer, answer: str, *, by: Viewer, at: datetime) -> None:
    """Whoever sent the offer reads how it was answered."""
    sender = User.objects.filter(pk=offer.by_id).first()
    if sender is None or sender.pk == by.user_id:
        return
    case: Case = offer.case
    write_message(
        by=by,
        at=at,
        service=case.service,
        to_user_id=sender.pk,
        to_name=sender.name,
        to_address=sender.email,
        said=ANSWERED.said(colleague=offer.practitioner, answer=answer, reference=case.reference),
        about=case.reference,
    )
