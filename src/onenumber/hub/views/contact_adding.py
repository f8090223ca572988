"""What each of a contact's forms does when it is sent."""

from collections.abc import Callable

from onenumber.access.models import ViewerRequest
from onenumber.cases.actions import open_recorded_contact
from onenumber.hub.forms.contact import AddForm
from onenumber.hub.presenters.contact import open_question
from onenumber.intake.actions import (
    CannotCorrect,
    answer_same_person,
    correct_contact,
    countersign,
    record_police_entry,
    record_step,
)
from onenumber.intake.models import Contact
from onenumber.persons.actions import CannotCorrect as CannotCorrectPerson
from onenumber.persons.actions import correct_person
from onenumber.persons.models import Person


class CannotAdd(ValueError):
    """What was sent cannot be added; the words stand beside `field`."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field = field


Said = tuple[str, str]  # what is told on the next page, and its address


def add(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    """Do it. Raises CannotAdd."""
    return _DOES[form.what](request, contact, form)


def _page_of(contact: Contact) -> str:
    return f"/contacts/{contact.reference}/"


def _step(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    record_step(
        by=request.viewer,
        at=request.at,
        contact=contact,
        kind=form.what,
        detail=form.cleaned_data["detail"],
        key=form.cleaned_data["key"],
    )
    return f"{contact.reference} is kept as {form.what.replace('_', ' ')}.", _page_of(contact)


def _police(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    if contact.kind != Contact.Kind.POLICE:
        raise CannotAdd(None, "This contact is not a police line.")
    record_police_entry(by=request.viewer, at=request.at, contact=contact, **form.cleaned_data)
    return f"Added to {contact.reference}.", _page_of(contact)


def _referral(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    case = open_recorded_contact(
        by=request.viewer,
        at=request.at,
        contact=contact,
        contact_type=form.cleaned_data["contact_type"],
        key=form.cleaned_data["key"],
    )
    return f"{case.reference} is on the board.", f"/cases/{case.reference}/"


def _correct(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    try:
        correct_contact(by=request.viewer, at=request.at, contact=contact, **form.cleaned_data)
    except CannotCorrect as problem:
        raise CannotAdd("value", str(problem)) from problem
    return f"{contact.reference} is corrected; what it said before is kept.", _page_of(contact)


def _correct_person(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    if contact.person is None:
        raise CannotAdd(None, "Nobody is recorded for this contact yet.")
    try:
        correct_person(by=request.viewer, at=request.at, person=contact.person, **form.cleaned_data)
    except (CannotCorrectPerson, ValueError) as problem:
        raise CannotAdd("value", str(problem)) from problem
    return "The person’s record is corrected; what it said before is kept.", _page_of(contact)


def _countersign(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    countersign(by=request.viewer, at=request.at, contact=contact, key=form.cleaned_data["key"])
    return f"{contact.reference} is countersigned.", _page_of(contact)


def _same(request: ViewerRequest, contact: Contact, form: AddForm) -> Said:
    wanted = Person.objects.select_related("service").filter(service_id=contact.service_id, restricted=False)
    suggested = wanted.filter(pk=form.cleaned_data["person"]).first()
    if suggested is None or suggested.pk not in {
        line.person_id for line in open_question(request.viewer, contact, request.at)
    }:
        raise CannotAdd(None, "This suggestion is no longer there. Open the page again.")
    same = form.what == "same"
    answer_same_person(
        by=request.viewer,
        at=request.at,
        contact=contact,
        suggested=suggested,
        same=same,
        key=form.cleaned_data["key"],
    )
    return ("Kept: the same person." if same else "Kept: not the same person."), _page_of(contact)


_DOES: dict[str, Callable[[ViewerRequest, Contact, AddForm], Said]] = {
    "answered": _step,
    "passed_on": _step,
    "withdrawn": _step,
    "voided": _step,
    "police": _police,
    "referral": _referral,
    "correct": _correct,
    "correct_person": _correct_person,
    "countersign": _countersign,
    "same": _same,
    "not_same": _same,
}
