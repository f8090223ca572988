"""The service asked takes the case on: it opens a case of its own, on behalf of the council named, once both said yes.

Each service keeps its own record: who the person is comes over only now, with where they are and every event that
runs a clock, each with who told it first. A restricted record stays where it is: the case here is then without a name.
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, open_from_contact, record_legal_event
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, facts_of
from onenumber.intake.models import ContactFacts
from onenumber.neighbours.actions._rows import done, locked, moved_on, refuse_settled, settle
from onenumber.neighbours.models import NeighbourRequest
from onenumber.neighbours.policies import may_take_on
from onenumber.organisations.models import Organisation, Service
from onenumber.organisations.queries import propose_locality
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person
from onenumber.records.wall import EVERYTHING, writing
from onenumber.rota.queries import duty_kind


@action("request.taken_on", policy=may_take_on)
def take_on(
    *, by: Viewer, at: datetime, request: NeighbourRequest, case: Case | None = None, key: UUID | None = None
) -> Done[Case]:
    """`case` names the one opened already from a call; without it one is opened from the asking service's own.

    Raises Conflict before both have said yes, and once it is taken.
    """
    facts = locked(request)
    row, service = facts.row, facts.row.asked_service
    assert service is not None  # the policy lets nobody take what was asked of a service elsewhere
    refuse_settled(facts)
    if not facts.is_agreed:
        raise moved_on("Both sides have to say yes first.", row)
    if row.taken_case_id is not None:
        raise moved_on(f"{row.taken_by_name} has opened {row.taken_reference} already.", row)
    if case is None and row.case_id is None:
        raise ImpossibleFact("case", "Take the contact first, then name its case here.")
    if case is not None and case.service_id != service.pk:
        raise ImpossibleFact("case", "Name a case of the service that was asked.")
    opened = case or _opened(row, _theirs(row), service, by=by, at=at)
    NeighbourRequest.objects.filter(pk=row.pk).update(
        taken_case=opened,
        taken_reference=opened.reference,
        taken_at=at,
        taken_by_id=by.user_id,
        taken_by_name=by.name,
    )
    settle(row, at=at)
    return done(opened, row, service.pk, opened.reference)


def _theirs(row: NeighbourRequest) -> CaseFacts:
    """The other service's case, read as the service itself: the second wall shows it to nobody of this one."""
    with writing(EVERYTHING):
        wanted = Case.objects.select_related("service", "council", "locality", "person", "contact")
        return facts_of(wanted.get(pk=row.case_id or 0))


def _opened(row: NeighbourRequest, theirs: CaseFacts, service: Service, *, by: Viewer, at: datetime) -> Case:
    locality = propose_locality(service, theirs.place)
    council = locality.council if locality is not None else _council(service)
    contact = ContactFacts(
        kind="referral", received_at=at, channel="other_record", duty_kind=duty_kind(service.pk, at), locality=locality,
        caller_name=row.asking_person, caller_role=row.asking_name, caller_number=row.asking_telephone,
        place=theirs.place, place_kind=theirs.case.contact.place_kind, event="nothing", danger=theirs.danger,
        asked_for="consider", contact_type=theirs.contact_type,
        words=f"On behalf of {row.on_behalf_of}, asked by {row.asking_name} ({row.reference}). {row.asks}",
    )  # fmt: skip
    person = _person(theirs.case.person, service, council, by=by, at=at)
    opened = open_from_contact(by=by, at=at, service=service, facts=contact, person=person, council=council)
    for event in theirs.legal_events:
        told = f"{event.told_by or 'not recorded'}, through {row.reference}"
        record_legal_event(
            by=by, at=at, case=opened, kind=event.kind, happened_at=event.happened_at, told_by=told[:200],
            place=event.place, hours=event.hours, reason=event.reason, authorised_by=event.authorised_by,
            superintendent_approved=event.superintendent_approved, happened_quality=event.happened_quality,
        )  # fmt: skip
    return opened


def _person(theirs: Person, service: Service, council: Organisation, *, by: Viewer, at: datetime) -> Person:
    if theirs.restricted:
        return record_person(by=by, at=at, service=service, council=council, name="")
    same = ("name", "birth_date", "age_estimate", "nhs_number", "language_or_help", "address", "telephone")
    known = {name: getattr(theirs, name) for name in same}
    return record_person(by=by, at=at, service=service, council=council, **known)


def _council(service: Service) -> Organisation:
    councils = list(service.councils.order_by("pk"))
    return service.provider if service.provider in councils or not councils else councils[0]
