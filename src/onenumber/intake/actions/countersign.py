"""Countersign what a trainee took."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact, Countersign
from onenumber.intake.policies import may_countersign


@action("contact.countersigned", policy=may_countersign)
def countersign(*, by: Viewer, at: datetime, contact: Contact, key: UUID | None = None) -> Done[Countersign]:
    """Somebody who takes contacts alone has read it and stands by it."""
    if Countersign.objects.filter(contact=contact).exists():
        raise Conflict(
            f"{contact.reference} is countersigned already.", link=f"/contacts/{contact.reference}/"
        )
    row = Countersign.objects.create(
        contact=contact, happened_at=at, recorded_at=at, by_id=by.user_id, by_name=by.name
    )
    return Done(
        row,
        subject=contact.reference,
        service_id=contact.service_id,
        leads_to=f"/contacts/{contact.reference}/",
    )
