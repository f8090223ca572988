"""Record a use of the line: once, whole, never rewritten. Its draft is finished in the same transaction."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.intake.events import ContactRecorded
from onenumber.intake.models import Contact, ContactFacts, Draft
from onenumber.intake.policies import may_record
from onenumber.intake.queries.kinds import contact_type_of
from onenumber.intake.queries.may import takes_supervised
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.actions import begin_relationship
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.records.prepared import Prepared
from onenumber.records.prepared_writes import PreparedChange, add_row
from onenumber.records.references import next_reference

LOCKED = Prepared(
    lambda reference, user_id: (
        Draft.objects.select_for_update(no_key=True)
        .filter(reference=reference, user_id=user_id)
        .values_list("finished_at")
    ),
    {"reference": str, "user_id": int},
)
FINISH = PreparedChange(
    lambda reference, user_id, **_: Draft.objects.filter(
        reference=reference, user_id=user_id, finished_at__isnull=True
    ),
    {"reference": str, "user_id": int, "at": datetime},
    sets=lambda at, **_: {"finished_at": at, "fields": {}, "cursor": ""},
)


@action("contact.recorded", policy=may_record)
def record_contact(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    facts: ContactFacts,
    person: Person | None,
    council: Organisation | None = None,
    key: UUID | None = None,
    reference: str | None = None,
    leads_to: str = "",
) -> Done[Contact]:
    """Who took it works with the person from now; `council` acted for: of the locality unless given."""
    if reference is not None and not FINISH.change(reference=reference, user_id=by.user_id, at=at):
        _refuse_saved(reference, by)
    issued = reference or next_reference("C", at=facts.received_at)
    contact = Contact(
        reference=issued,
        service=service,
        council_id=council.pk if council else _council_id(service, facts, person),
        person=person,
        happened_at=facts.received_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
        needs_countersign=takes_supervised(by, service.pk),
        **_columns(facts),
    )
    add_row(contact)
    if person is not None:
        why, cause, me = WorkingRelationship.Why.TOOK, f"contact {contact.pk}", by.user_id
        begin_relationship(by=by, at=at, user_id=me, service=service, person=person, why=why, caused_by=cause)
    return Done(
        contact,
        subject=issued,
        service_id=service.pk,
        events=(ContactRecorded(contact.pk, issued, service.pk, facts.kind, at),),
        leads_to=leads_to or f"/contacts/{issued}/",
    )


def _refuse_saved(reference: str, by: Viewer) -> None:
    """Finishing the draft locked its row: of several windows that save it at once one wins, the rest are told."""
    if LOCKED.value(reference=reference, user_id=by.user_id) is not None:
        raise Conflict(
            f"{reference} was saved or put aside already. What you typed is below.",
            link=f"/take/{reference}/",
            link_text=f"Open {reference}",
        )


def _columns(facts: ContactFacts) -> dict[str, object]:
    columns = {name: value for name, value in vars(facts).items() if name != "received_at"}
    if columns["contact_type"] is None:
        columns["contact_type"] = contact_type_of(facts.kind, facts.event)
    return columns


def _council_id(service: Service, facts: ContactFacts, person: Person | None) -> int:
    if facts.locality is not None:
        return facts.locality.council_id
    if person is not None:
        return person.council_id
    councils = list(service.councils.order_by("pk").values_list("pk", flat=True))
    return service.provider_id if service.provider_id in councils or not councils else councils[0]
