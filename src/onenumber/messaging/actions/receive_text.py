"""A text that came in is kept, and announced to whoever knows what it answers."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.events import TextReceived
from onenumber.messaging.models import InboundText
from onenumber.messaging.policies import may_receive
from onenumber.messaging.queries.numbers import comparable_number
from onenumber.organisations.models import Service


@action("text.received", policy=may_receive)
def receive_text(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    gateway_id: UUID,
    number: str,
    to_number: str,
    text: str,
    received_at: datetime,
) -> Done[InboundText]:
    """Kept as it came; a second sending of the same one breaks on `gateway_id` (IntegrityError)."""
    sender = comparable_number(number) or number
    kept = InboundText.objects.create(
        service=service,
        gateway_id=gateway_id,
        number=sender,
        to_number=to_number,
        text=text,
        happened_at=received_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    event = TextReceived(
        inbound_id=kept.pk, number=sender, text=text, received_at=received_at, service_id=service.pk
    )
    return Done(kept, subject=f"text {kept.pk}", service_id=service.pk, events=(event,))
