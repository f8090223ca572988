"""A caller rings about somebody whose case is open: the contact joins it, and what it tells is added there.

Only when the taker has said that it is the same person. A later event counts with the earlier ones: a
report under s5(2) after a nurse's record counts from that record (s5(5)).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._legal_event import legal_event_of
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, CaseChange, Note
from onenumber.cases.queries import CaseFacts, facts_of
from onenumber.intake.actions import record_contact, record_step
from onenumber.intake.models import Contact, ContactFacts, ContactStep
from onenumber.intake.queries import may_take
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.models import Person


def _may_join(viewer: Viewer, *, service: Service, case: Case, **_: Any) -> bool:
    return case.service_id == service.pk and may_take(viewer, service=service)


@action("case.joined", policy=_may_join)
def join_open_case(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    facts: ContactFacts,
    person: Person,
    case: Case,
    council: Organisation | None = None,
    key: UUID | None = None,
    reference: str | None = None,
    leads_to: str = "",
) -> Done[Contact]:
    """Record the contact, join it to the case, add its legal event, its words and where the person is now."""
    contact = record_contact(
        by=by, at=at, service=service, facts=facts, person=person, council=council, reference=reference
    )
    record_step(by=by, at=at, contact=contact, kind=ContactStep.Kind.JOINED, case_reference=case.reference)
    before = facts_of(case)
    legal_event_of(contact, case, by=by, at=at)
    _add_what_was_told(contact, before, by=by, at=at)
    refresh(case, at=at)
    return Done(
        contact,
        subject=case.reference,
        service_id=service.pk,
        fields=("joined", contact.reference),
        leads_to=leads_to.replace("{case}", case.reference) or f"/cases/{case.reference}/",
    )


def _add_what_was_told(contact: Contact, before: CaseFacts, *, by: Viewer, at: datetime) -> None:
    """Where the person is now, danger if it was told, and the words. Nobody's "no" takes a danger back: that is
    said on the case, by somebody who looked.
    """
    told = {
        "case": before.case,
        "happened_at": contact.happened_at,
        "recorded_at": at,
        "by_id": by.user_id,
        "by_name": by.name,
    }
    field = CaseChange.Field
    if contact.place and contact.place != before.place:
        CaseChange.objects.create(field=field.PLACE, value=contact.place, reason=contact.reference, **told)
    if contact.danger == "yes" != before.danger:
        CaseChange.objects.create(field=field.DANGER, value="yes", reason=contact.reference, **told)
    Note.objects.create(text=_told(contact), **told)


def _told(contact: Contact) -> str:
    who = contact.caller_role or contact.caller_name or "a caller"
    danger = " Said that somebody is in danger now." if contact.danger == "yes" else ""
    return f"{contact.reference} joined this case, from {who}.{danger} {contact.words}".strip()
