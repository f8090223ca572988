"""Record what became of a contact."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.events import ContactStepped
from onenumber.intake.models import Contact, ContactStep
from onenumber.intake.policies import may_add_to
from onenumber.intake.queries.standing import standing_from
from onenumber.records.prepared import Prepared, columns_of_model, instance
from onenumber.records.prepared_writes import PreparedChange, add_row

CASE_STEPS = frozenset({ContactStep.Kind.OPENED, ContactStep.Kind.JOINED})
ENDED = frozenset({ContactStep.Kind.VOIDED, ContactStep.Kind.WITHDRAWN})


STEPS = Prepared(
    lambda contact_id: ContactStep.objects.filter(contact_id=contact_id).values_list(
        *columns_of_model(ContactStep)
    ),
    {"contact_id": int},
)
SETTLE = PreparedChange(
    lambda contact_id, **_: Contact.objects.filter(pk=contact_id, settled_at__isnull=True),
    {"contact_id": int, "at": datetime},
    sets=lambda at, **_: {"settled_at": at},
)


@action("contact.stepped", policy=may_add_to)
def record_step(
    *,
    by: Viewer,
    at: datetime,
    contact: Contact,
    kind: str,
    detail: str = "",
    case_reference: str = "",
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[ContactStep]:
    """Opened, joined, answered, passed on, withdrawn or voided; a case once opened is voided on the case."""
    wanted = ContactStep.Kind(kind)
    _refuse_what_is_done(contact, wanted)
    step = ContactStep(
        contact=contact,
        kind=wanted,
        detail=detail.strip()[:400],
        case_reference=case_reference,
        happened_at=happened_at or at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    try:
        add_row(step)
    except IntegrityError as problem:
        if wanted not in CASE_STEPS:
            raise
        raise Conflict(f"{contact.reference} has a case already. Open it again to see it.") from problem
    SETTLE.change(contact_id=contact.pk, at=at)
    event = ContactStepped(contact.pk, contact.reference, contact.service_id, wanted.value, at)
    return Done(
        step,
        subject=contact.reference,
        service_id=contact.service_id,
        fields=(wanted.value,),
        events=(event,),
        leads_to=f"/contacts/{contact.reference}/",
    )


def _refuse_what_is_done(contact: Contact, wanted: ContactStep.Kind) -> None:
    standing = standing_from(instance(ContactStep, row) for row in STEPS.rows(contact_id=contact.pk))
    link = f"/contacts/{contact.reference}/"
    if standing.kind in CASE_STEPS:
        raise Conflict(
            f"{contact.reference} {standing.words} already. What happens next is recorded on the case.",
            link=f"/cases/{standing.case_reference}/",
            link_text=f"Open {standing.case_reference}",
        )
    if standing.kind in ENDED and wanted != standing.kind:
        raise Conflict(
            f"{contact.reference} was {standing.words} by {standing.by_name}. "
            "Take a new contact if it goes on.",
            link=link,
            link_text=f"Open {contact.reference}",
        )
