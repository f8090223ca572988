"""Open a case from a contact: saving a referral is this one action, with the contact recorded inside it.

The contact, its step, the case, the legal event and the board's row stand or fall together
(architecture.md, rooms).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._legal_event import legal_event_of
from onenumber.cases.events import CaseOpened
from onenumber.cases.models import Case, LegalEvent, OpenCase
from onenumber.cases.queries import CaseFacts, columns_of
from onenumber.intake.actions import record_contact, record_step
from onenumber.intake.models import Contact, ContactFacts, ContactStep
from onenumber.intake.queries import contact_type_of, may_add_to, may_take
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person
from onenumber.records.prepared_writes import add_row
from onenumber.records.references import next_reference


def _may_open(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    return viewer.may_in(service.pk, ("importer", "system")) or may_take(viewer, service=service)


@action("case.opened", policy=_may_open)
def open_from_contact(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    facts: ContactFacts,
    person: Person,
    council: Organisation | None = None,
    key: UUID | None = None,
    reference: str | None = None,
    leads_to: str = "",
) -> Done[Case]:
    """Record the contact and open its case; `leads_to` is where the page goes, {case} standing for its
    reference.
    """
    contact = record_contact(
        by=by, at=at, service=service, facts=facts, person=person, council=council, reference=reference
    )
    return _opened(contact, person, by=by, at=at, contact_type=contact.contact_type, leads_to=leads_to)


@action("case.opened_from_recorded", policy=may_add_to)
def open_recorded_contact(
    *, by: Viewer, at: datetime, contact: Contact, contact_type: str = "", key: UUID | None = None
) -> Done[Case]:
    """Turn a contact recorded as something else into a referral; the contact keeps its kind."""
    kind = contact_type or contact_type_of(Contact.Kind.REFERRAL, contact.event)
    return _opened(contact, contact.person, by=by, at=at, contact_type=kind, leads_to="")


def _opened(
    contact: Contact, person: Person | None, *, by: Viewer, at: datetime, contact_type: str, leads_to: str
) -> Done[Case]:
    service = contact.service
    reference = next_reference(service.prefix, at=contact.happened_at)
    # The step first: it refuses, in words, a contact that has a case already. Only then is somebody unnamed recorded.
    record_step(by=by, at=at, contact=contact, kind=ContactStep.Kind.OPENED, case_reference=reference)
    whom = person or record_person(by=by, at=at, service=service, council=contact.council, name="")
    case = Case(
        reference=reference,
        service=service,
        council_id=contact.council_id,
        person=whom,
        contact=contact,
        locality=contact.locality,
        contact_type=contact_type,
        place=contact.place,
        happened_at=contact.happened_at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    add_row(case)
    told = legal_event_of(contact, case, by=by, at=at)
    _put_on_the_board(case, (told,) if told else (), at=at)
    return Done(
        case,
        subject=reference,
        service_id=service.pk,
        events=(CaseOpened(case.pk, reference, service.pk, at),),
        leads_to=leads_to.replace("{case}", reference) or f"/cases/{reference}/",
    )


def _put_on_the_board(case: Case, events: tuple[LegalEvent, ...], *, at: datetime) -> None:
    """A case just opened has no other facts, so the row is made without reading any."""
    columns = columns_of(CaseFacts(case=case, legal_events=events, locality=case.locality), offered=False)
    if columns is not None:
        add_row(OpenCase(case_id=case.pk, changed_at=at, **columns))
