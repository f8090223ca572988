"""Who may ask, answer and take back; who may call for back-up and answer it (the record, "who may do
what").
"""

from datetime import datetime
from typing import Any

from onenumber.access.models import Role
from onenumber.allocation.models import Ask, BackUp, Offer
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.models import Case
from onenumber.cases.policies import is_hub, may_record
from onenumber.cases.queries import in_councils
from onenumber.organisations.models import Service
from onenumber.workforce.models import Practitioner

ASKED_ONE = "asked_one"  # a grant nobody can be given on a page: whoever answers their own ask


def asked_one(ask: Ask, *, at: datetime) -> Viewer:
    """The doctor of an ask as an actor, known by their link or their number and by nothing else."""
    grants = (GrantHeld(ASKED_ONE, ask.case.service_id),)
    return Viewer(user_id=0, name=ask.whom, grants=grants, at=at, practitioner_id=ask.practitioner_id)


def may_offer(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """Hub and lead, and the EDT officer on duty, in the service that owns the case."""
    return in_councils(viewer, case) and is_hub(viewer, case.service_id)


def may_withdraw(viewer: Viewer, *, offer: Offer, **_facts: Any) -> bool:
    """Whoever may offer the case."""
    return may_offer(viewer, case=offer.case)


def is_asked(viewer: Viewer, offer: Offer) -> bool:
    """Whether this offer was made to the viewer: nobody else sees its page."""
    asked = viewer.practitioner_id is not None and viewer.practitioner_id == offer.practitioner_id
    return asked and viewer.may_in(offer.case.service_id, Role)


def may_answer(viewer: Viewer, *, offer: Offer, **_facts: Any) -> bool:
    """The one asked; the hub writes it down for somebody without a sign-in, or from paper."""
    if is_asked(viewer, offer) or viewer.may_in(offer.case.service_id, ("importer",)):
        return True
    by_hand = offer.practitioner.user_id is None or viewer.paper is not None
    return by_hand and may_offer(viewer, case=offer.case)


def may_end_offers(viewer: Viewer, *, service_id: int, **_facts: Any) -> bool:
    """The service itself, once the case has left its holder."""
    return viewer.may_in(service_id, ("system",))


def may_ask(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """Ask somebody to come, and write down who was asked: the hub, whoever holds the case, and those who type
    for them.
    """
    return may_record(viewer, case=case)


def may_change_ask(viewer: Viewer, *, ask: Ask, **_facts: Any) -> bool:
    """As for asking in the case the ask belongs to."""
    return may_ask(viewer, case=ask.case)


def may_answer_ask(viewer: Viewer, *, ask: Ask, **_facts: Any) -> bool:
    """The doctor themself, by their link or from their number; or whoever writes down what they told."""
    own = viewer.practitioner_id is not None and viewer.practitioner_id == ask.practitioner_id
    return (own and viewer.may_in(ask.case.service_id, (ASKED_ONE,))) or may_ask(viewer, case=ask.case)


def may_end_asks(viewer: Viewer, *, service_id: int, **_facts: Any) -> bool:
    """The service itself, once the case is closed."""
    return viewer.may_in(service_id, ("system",))


def may_rebuild(viewer: Viewer, **_facts: Any) -> bool:
    """The service itself, by command line."""
    return any(grant.role == "system" for grant in viewer.grants)


def may_ask_back_up(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Any practitioner of the service for themself, and the hub for anybody."""
    own = viewer.practitioner_id is not None and viewer.may_in(service.pk, Role)
    return own or is_hub(viewer, service.pk)


def may_answer_back_up(viewer: Viewer, *, back_up: BackUp, practitioner: Practitioner, **_facts: Any) -> bool:
    """The colleague who goes, or the hub naming them."""
    if practitioner.service_id != back_up.service_id:
        return False
    own = viewer.practitioner_id == practitioner.pk and viewer.may_in(back_up.service_id, Role)
    return own or is_hub(viewer, back_up.service_id)


def may_see_back_up(viewer: Viewer, *, back_up: BackUp, **_facts: Any) -> bool:
    """Practitioners of the service and the hub: whoever could help, and whoever asked."""
    return may_ask_back_up(viewer, service=back_up.service)


def may_end_back_up(viewer: Viewer, *, back_up: BackUp, **_facts: Any) -> bool:
    """Whoever asked, whoever answered, and the hub."""
    number = viewer.practitioner_id
    own = number is not None and number in {back_up.practitioner_id, back_up.answered_by_id}
    return (own and viewer.may_in(back_up.service_id, Role)) or is_hub(viewer, back_up.service_id)
