"""Messages about offers and back-up. They name reference, power, kind of place, area and times; never a
person served.

The line a colleague adds to an offer is free text: it stays on the offer's page and is never sent.
"""

from datetime import datetime

from onenumber.access.models import User
from onenumber.allocation.models import Offer
from onenumber.allocation.queries import Turn, offer_text
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts
from onenumber.messaging.actions import write_message
from onenumber.organisations.models import Service
from onenumber.workforce.models import Practitioner


def tell(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    to: Practitioner,
    kind: str,
    about: str,
    subject: str,
    body: str,
) -> None:
    """Write to a practitioner, on screen if they sign in, and by e-mail."""
    write_message(
        by=by,
        at=at,
        service=service,
        to_user_id=to.user_id,
        to_name=to.name,
        to_address=to.email,
        kind=kind,
        about=about,
        subject=subject,
        body=body,
    )


def tell_asked(offer: Offer, turn: Turn, facts: CaseFacts, *, by: Viewer, at: datetime) -> None:
    """You are asked."""
    case = offer.case
    tell(
        by=by,
        at=at,
        service=case.service,
        to=offer.practitioner,
        kind="offer",
        about=case.reference,
        subject=f"You are asked: {case.reference}",
        body=offer_text(facts, answer_by=turn.answer_by),
    )


def tell_taken(offer: Offer, winner: str, *, by: Viewer, at: datetime) -> None:
    """Somebody else has it."""
    reference = offer.case.reference
    tell(
        by=by,
        at=at,
        service=offer.case.service,
        to=offer.practitioner,
        kind="taken",
        about=reference,
        subject=f"{reference} is taken",
        body=f"{winner} has {reference}. Nothing more is asked of you.",
    )


def tell_withdrawn(offer: Offer, *, by: Viewer, at: datetime) -> None:
    """You are no longer asked."""
    reference = offer.case.reference
    tell(
        by=by,
        at=at,
        service=offer.case.service,
        to=offer.practitioner,
        kind="withdrawn",
        about=reference,
        subject=f"{reference}: no longer asked",
        body=f"You are no longer asked about {reference}.",
    )


def tell_sender(offer: Offer, said: str, *, by: Viewer, at: datetime) -> None:
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
        kind="answer",
        about=case.reference,
        subject=f"{case.reference}: answered",
        body=f"{offer.practitioner.name} {said} {case.reference}.",
    )
