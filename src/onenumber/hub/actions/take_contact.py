"""Save what was taken: person, contact, case or join, answers about who it is, in one transaction and one
audit unit.

The hub owns no records: this only calls the actions of the rooms that do, so that all of it stands or falls
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from onenumber.allocation.actions import ask_back_up
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import join_open_case, open_from_contact
from onenumber.cases.models import Case
from onenumber.hub.queries.take import open_case_of_person
from onenumber.intake.actions import answer_same_person, record_contact, record_step
from onenumber.intake.models import Contact, ContactFacts, ContactStep
from onenumber.intake.queries import OPENS_A_CASE, may_take
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.actions import correct_person, record_person
from onenumber.persons.models import Person


@dataclass(frozen=True, kw_only=True)
class About:
    """What was said of the person; all of it may be unknown."""

    name: str = ""
    birth_date: date | None = None
    age_estimate: int | None = None
    nhs_number: str = ""
    language_or_help: str = ""
    address: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything was said by which a person's record can be kept."""
        return bool(self.name or self.birth_date or self.age_estimate is not None or self.nhs_number)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of saving: the contact, and the case it opened or joined."""

    contact: Contact
    case: Case | None = None
    joined: bool = False
    back_up_id: int | None = None
    leads_to: str = "/board/"


@dataclass(frozen=True, kw_only=True)
class BackUpAsked:
    """Why a colleague needs back-up, and whether it is now."""

    why: str
    urgent: bool
    words: str


def _may_take(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    return may_take(viewer, service=service)


@action("contact.taken", policy=_may_take)
def take_contact(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    reference: str,
    facts: ContactFacts,
    about: About,
    council: Organisation,
    same_person: Person | None = None,
    not_same: Sequence[Person] = (),
    back_up: BackUpAsked | None = None,
    then: str = "board",
    key: UUID | None = None,
) -> Done[Taken]:
    """`same_person` is the suggested record the taker said it is. `then` is what the taker does next:
    "offer" the case, go to the "board", or the contact is "answered" on this very call.
    """
    opens = facts.kind in OPENS_A_CASE
    person = same_person
    if person is None and (about.is_known or opens):
        person = _record(about, by=by, at=at, service=service, council=council)
    case = open_case_of_person(same_person.pk) if same_person is not None else None
    taken = _keep(facts, person, case, by=by, at=at, service=service, council=council, reference=reference)
    for suggested in (*((same_person,) if same_person else ()), *not_same):
        answer_same_person(
            by=by, at=at, contact=taken.contact, suggested=suggested, same=suggested is same_person
        )
    if same_person is not None:
        _add_what_was_not_known(same_person, about, by=by, at=at, reference=reference)
    if then == "answered" and not opens and back_up is None:
        record_step(by=by, at=at, contact=taken.contact, kind=ContactStep.Kind.ANSWERED)
    if back_up is not None:
        asked = ask_back_up(
            by=by, at=at, service=service, why=back_up.why, urgent=back_up.urgent, words=back_up.words[:400],
            contact=taken.contact, case=case,
        )  # fmt: skip
        taken = replace(taken, back_up_id=asked.pk)
    taken = replace(taken, leads_to=_leads_to(taken, then))
    return Done(taken, subject=reference, service_id=service.pk, leads_to=taken.leads_to)


def _record(about: About, *, by: Viewer, at: datetime, service: Service, council: Organisation) -> Person:
    return record_person(by=by, at=at, service=service, council=council, **vars(about))


def _keep(
    facts: ContactFacts,
    person: Person | None,
    case: Case | None,
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    council: Organisation,
    reference: str,
) -> Taken:
    if person is None or facts.kind not in OPENS_A_CASE:
        contact = record_contact(
            by=by, at=at, service=service, facts=facts, person=person, council=council, reference=reference
        )
        return Taken(contact=contact)
    if case is not None:
        contact = join_open_case(
            by=by, at=at, service=service, facts=facts, person=person, case=case, council=council,
            reference=reference,
        )  # fmt: skip
        return Taken(contact=contact, case=case, joined=True)
    opened = open_from_contact(
        by=by, at=at, service=service, facts=facts, person=person, council=council, reference=reference
    )
    return Taken(contact=opened.contact, case=opened)


def _add_what_was_not_known(
    person: Person, about: About, *, by: Viewer, at: datetime, reference: str
) -> None:
    """Nothing on the record is replaced: only what was empty is filled, with where it came from."""
    told = {
        "name": (person.name, about.name),
        "nhs_number": (person.nhs_number, about.nhs_number),
        "birth_date": (person.birth_date, about.birth_date and about.birth_date.isoformat()),
        "language_or_help": (person.language_or_help, about.language_or_help),
    }
    for field, (known, said) in told.items():
        if said and not known:
            correct_person(
                by=by, at=at, person=person, field=field, value=said, reason=f"told in {reference}"
            )


def _leads_to(taken: Taken, then: str) -> str:
    if taken.case is not None and then == "offer":
        case = taken.case.reference
        return f"/cases/{case}/" if taken.joined else f"/offers/new/{case}/"
    if taken.back_up_id is not None and then == "request":
        return f"/back-up/{taken.back_up_id}/"
    return f"/contacts/{taken.contact.reference}/" if then == "answered" else "/board/"
