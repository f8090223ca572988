"""The pack for an outage in words: what the screens would show, with every end as a day and a time.

Nothing on paper is refreshed, so no "left" and no "ago" stands in a list; "today" inside a case's own sheet is the
day the pack was made, and each sheet says which. The board carries initials as on the screen. A case's sheet names
its person: without it nobody could go on. A restricted person is not named at all; the holder knows.
"""

from dataclasses import dataclass

from onenumber.design.blank import BlankForm
from onenumber.design.wording import weekday_moment
from onenumber.hub.presenters.case import CaseView, case_person_line, present_case
from onenumber.hub.presenters.contact import ContactView, present_contact
from onenumber.hub.presenters.pack_lists import Line, Listing, case_line, listings, numbers_of
from onenumber.hub.queries.pack import PackFacts


@dataclass(frozen=True)
class CaseSheet:
    """One open case. `view` is None where the person's record is restricted."""

    reference: str
    person_line: str
    line: Line
    view: CaseView | None


@dataclass(frozen=True)
class ContactSheet:
    """One contact that still waits. `view` is None where the person's record is restricted."""

    reference: str
    view: ContactView | None


@dataclass(frozen=True)
class Pack:
    """The whole pack."""

    code: str
    service: str
    one_number: str
    made: str
    listings: tuple[Listing, ...]
    cases: tuple[CaseSheet, ...]
    contacts: tuple[ContactSheet, ...]
    blanks: tuple[BlankForm, ...]


def present_pack(facts: PackFacts, *, blanks: tuple[BlankForm, ...]) -> Pack:
    """Everything, in the order in which it is needed."""
    at = facts.at
    rows = {row.reference: row for row in facts.board.cases}
    return Pack(
        code=facts.code,
        service=facts.service.name,
        one_number=facts.service.one_number,
        made=weekday_moment(at),
        listings=listings(facts),
        cases=tuple(
            CaseSheet(
                page.case.reference,
                page.case.reference if page.case.person.restricted else case_person_line(page.case, at),
                case_line(rows[page.case.reference], numbers_of(facts)),
                None if page.case.person.restricted else present_case(page, at=at),
            )
            for page in facts.cases
        ),
        contacts=tuple(
            ContactSheet(
                contact.reference,
                None
                if contact.person is not None and contact.person.restricted
                else present_contact(facts.viewer, contact, at=at),
            )
            for contact in facts.contacts
        ),
        blanks=blanks,
    )
