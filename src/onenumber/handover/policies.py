"""Who gives and who receives (the record, "Handover"): the giving duty's hub, and whoever is on the receiving duty.

Rights follow the duty list: somebody who comes on at 17:00 may read the list, ask and accept before that.
"""

from typing import Any

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.handover.models import Handover, HandoverItem, ItemQuestion, Signature
from onenumber.handover.queries.people import is_receiver
from onenumber.organisations.models import Service
from onenumber.persons.queries import is_on_duty_in

READERS = (Role.HUB_AMHP, Role.AMHP_LEAD, Role.EDT_OFFICER, Role.TRAINEE)
OURSELVES = ("system",)


def may_see_handovers(viewer: Viewer, *, service_id: int) -> bool:
    """Hub, lead, EDT and trainee of a service that gives or receives."""
    return viewer.may_in(service_id, READERS)


def may_see_handover(viewer: Viewer, *, handover: Handover) -> bool:
    """Those of either service, and whoever receives it."""
    sides = (handover.giving_service_id, handover.receiving_service_id)
    return any(may_see_handovers(viewer, service_id=side) for side in sides) or is_receiver(viewer, handover)


def may_hand_over(viewer: Viewer, *, service: Service, giving: str, **_facts: Any) -> bool:
    """Make a list: the hub by day, the EDT officer on duty by night; the AMHP lead and the service itself always."""
    if viewer.may_in(service.pk, (Role.AMHP_LEAD, *OURSELVES)):
        return True
    if giving == Handover.Duty.EDT:
        return viewer.may_in(service.pk, (Role.EDT_OFFICER,)) and is_on_duty_in(viewer, service.pk)
    return viewer.may_in(service.pk, (Role.HUB_AMHP,))


def may_give(viewer: Viewer, *, handover: Handover, **_facts: Any) -> bool:
    """The co-ordinator, and whoever could have made the list."""
    own = viewer.practitioner_id == handover.coordinator_id and viewer.may_in(
        handover.giving_service_id, Role
    )
    return own or may_hand_over(viewer, service=handover.giving_service, giving=handover.giving_duty)


def may_word(viewer: Viewer, *, item: HandoverItem, **_facts: Any) -> bool:
    """Say what is expected next: the giving side."""
    return may_give(viewer, handover=item.handover)


def may_answer(viewer: Viewer, *, question: ItemQuestion, **_facts: Any) -> bool:
    """Answer what the other side asks: the giving side."""
    return may_give(viewer, handover=question.item.handover)


def may_receive(viewer: Viewer, *, item: HandoverItem, **_facts: Any) -> bool:
    """Accept an item, or ask about it: whoever is on the receiving duty."""
    return is_receiver(viewer, item.handover)


def may_sign(viewer: Viewer, *, handover: Handover, side: str, **_facts: Any) -> bool:
    """Giving: the co-ordinator, or the hub for one without a sign-in. Receiving: whoever is on the receiving duty."""
    if side == Signature.Side.RECEIVING:
        return is_receiver(viewer, handover)
    if handover.coordinator.user_id is None:
        return may_give(viewer, handover=handover)
    return viewer.practitioner_id == handover.coordinator_id and viewer.may_in(
        handover.giving_service_id, Role
    )
