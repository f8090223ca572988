"""The gateway's receipt: what became of a text or an e-mail it was given."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onenumber.messaging.actions._outcomes import reported
from onenumber.messaging.models import Delivery


def note_receipt(*, at: datetime, reference: UUID, status: str) -> bool:
    """Whether the receipt was of a try that still counts. One that comes twice, or late, does no harm."""
    with transaction.atomic():
        rows = Delivery.objects.select_for_update(no_key=True).filter(
            handed_as=reference, delivered_at__isnull=True
        )
        delivery = rows.first()
        columns = reported(delivery, status, at=at) if delivery else {}
        if delivery is None or not columns or (delivery.given_up_at and status != "delivered"):
            return False
        Delivery.objects.filter(pk=delivery.pk).update(**columns)
    return True
