"""The AMHP leads hear of a message that was given up, after the time the service has set."""

from collections.abc import Sequence
from datetime import datetime

from onenumber.access.models import User
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.actions.write_message import write_message
from onenumber.messaging.models import Delivery, Topic, Wording
from onenumber.messaging.models.wording import REFERENCE
from onenumber.messaging.policies import may_write
from onenumber.messaging.queries.lost import TOLD_LOST
from onenumber.organisations.models import Service

LOST = Wording(
    TOLD_LOST,
    Topic.WATCH,
    "A message did not arrive",
    (
        "A message did not arrive",
        " about {reference}",
        ". It stands under “Needs you now” on the board: ring instead.",
    ),
)


@action("message.escalated", policy=may_write)
def tell_undelivered(
    *, by: Viewer, at: datetime, service: Service, delivery: Delivery, leads: Sequence[User]
) -> Done[int]:
    """How many leads were told."""
    about = delivery.message.about
    said = LOST.said(reference=about if REFERENCE.fullmatch(about) else "")
    for lead in leads:
        write_message(
            by=by,
            at=at,
            service=service,
            to_user_id=lead.pk,
            to_name=lead.name,
            to_address=lead.email,
            said=said,
            about=about,
        )
    return Done(len(leads), subject=about or f"service {service.pk}", service_id=service.pk)
