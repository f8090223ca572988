"""Correct what a contact says: the contact stays as it was written, the correction shows first with its
reason.
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact, ContactCorrection
from onenumber.intake.policies import may_add_to
from onenumber.intake.queries.contacts import corrected

CORRECTABLE = (
    "caller_name",
    "caller_role",
    "caller_number",
    "place",
    "place_kind",
    "source",
    "event_told_by",
    "danger",
    "words",
)


class CannotCorrect(ValueError):
    """The contact has no such field to correct, or the new value is too long for it."""


@action("contact.corrected", policy=may_add_to)
def correct_contact(
    *,
    by: Viewer,
    at: datetime,
    contact: Contact,
    field: str,
    value: str,
    reason: str,
    key: UUID | None = None,
) -> Done[ContactCorrection]:
    """What started and when is corrected on the case; who the person is, in the person's record."""
    if field not in CORRECTABLE:
        raise CannotCorrect("Choose what to correct.")
    longest = getattr(Contact._meta.get_field(field), "max_length", None)
    if longest and len(value) > longest:
        raise CannotCorrect(f"Use {longest} characters or fewer.")
    was = corrected(contact).get(field, str(getattr(contact, field)))
    row = ContactCorrection.objects.create(
        contact=contact,
        field=field,
        was=was[:400],
        now_is=value,
        reason=reason,
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(
        row,
        subject=contact.reference,
        service_id=contact.service_id,
        fields=(field,),
        leads_to=f"/contacts/{contact.reference}/",
    )
