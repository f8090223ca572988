"""One contact: the whole record, what became of it, and what can be added. Opening a person's record is
kept.
"""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from onenumber.access.actions import give_reason
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed, note_opening
from onenumber.design.about import about
from onenumber.hub.forms.contact import FORMS, AddForm, ReasonForm
from onenumber.hub.presenters.contact import present_contact
from onenumber.hub.views.contact_adding import CannotAdd, add
from onenumber.intake.models import Contact
from onenumber.intake.queries import contact as contact_of
from onenumber.intake.queries import may_add_to, may_countersign, standing_of_contact
from onenumber.persons.queries import standing_of

SEE_OTHER = 303
CASE_STEPS = {"opened", "joined"}
ENDED = {"voided", "withdrawn"}


def _contact(request: ViewerRequest, reference: str) -> tuple[Contact, bool]:
    """The contact, and whether its person's record is open to the viewer. Raises NotAllowed."""
    found = contact_of(request.viewer, reference[:20])
    if found is None:
        raise NotAllowed("contact.opened")
    if found.person is None:
        return found, True
    standing = standing_of(request.viewer, found.person)
    if standing == "hidden":
        raise NotAllowed("contact.opened")
    return found, standing == "open"


@require_safe
def contact(request: ViewerRequest, reference: str) -> HttpResponse:
    """The page of one contact, or the page that asks why it should open."""
    found, is_open = _contact(request, reference)
    if not is_open:
        return _ask_reason(request, found, ReasonForm(service=found.service, initial={"key": uuid.uuid4()}))
    return _page(request, found)


@require_POST
def contact_add(request: ViewerRequest, reference: str) -> HttpResponse:
    """Add one thing; the same page with the words beside the field when it cannot be."""
    found, is_open = _contact(request, reference)
    kind = FORMS.get(request.POST.get("what", ""))
    if kind is None:
        return _page(request, found, status=422) if is_open else HttpResponse(status=400)
    form = kind(request.POST, service=found.service)
    if isinstance(form, ReasonForm):
        here = f"/contacts/{found.reference}/"
        return (
            HttpResponseRedirect(here, status=SEE_OTHER)
            if is_open
            else _open_with_reason(request, found, form)
        )
    if not is_open or (form.what != "countersign" and not may_add_to(request.viewer, contact=found)):
        raise NotAllowed("contact.added_to")
    if not form.is_valid():
        return _page(request, found, wrong=form, status=422)
    try:
        said, leads_to = add(request, found, form)
    except CannotAdd as problem:
        form.add_error(problem.field, str(problem))
        return _page(request, found, wrong=form, status=422)
    messages.success(request, said)
    return HttpResponseRedirect(leads_to, status=SEE_OTHER)


def _open_with_reason(request: ViewerRequest, found: Contact, form: ReasonForm) -> HttpResponse:
    if not form.is_valid():
        return _ask_reason(request, found, form, status=422)
    if found.person is not None:
        give_reason(
            by=request.viewer,
            at=request.at,
            person_id=found.person.pk,
            service_id=found.service_id,
            reason=form.cleaned_data["reason"],
            leads_to=f"/contacts/{found.reference}/",
            key=form.cleaned_data["key"],
        )
    return HttpResponseRedirect(f"/contacts/{found.reference}/", status=SEE_OTHER)


def _ask_reason(
    request: ViewerRequest, found: Contact, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    about(request, title=f"Contact {found.reference}", has_errors=status != 200)
    shown = {"reference": found.reference, "form": form, "errors": status != 200}
    return render(request, "hub/contact_reason.html", shown, status=status)


def _page(
    request: ViewerRequest, found: Contact, *, wrong: AddForm | None = None, status: int = 200
) -> HttpResponse:
    if found.person is not None:
        note_opening(
            by=request.viewer,
            at=request.at,
            person_id=found.person.pk,
            service_id=found.service_id,
            how="contact",
        )
    about(
        request,
        title=f"Contact {found.reference}",
        subject=f"Contact {found.reference}",
        has_errors=status != 200,
    )
    view = present_contact(request.viewer, found, at=request.at)
    shown = {
        "contact": view,
        "forms": _forms(request, found, wrong),
        "wrong": wrong,
        "same_key": uuid.uuid4(),
        "not_same_key": uuid.uuid4(),
    }
    return render(request, "hub/contact.html", shown, status=status)


def _forms(request: ViewerRequest, found: Contact, wrong: AddForm | None) -> list[AddForm]:
    """The forms this contact can have now, for this viewer; the one that was sent with what was typed in
    it.
    """
    offered = _offered(request, found)
    return [
        wrong
        if wrong is not None and wrong.what == name
        else FORMS[name](service=found.service, initial={"key": uuid.uuid4()})
        for name in offered
    ]


def _offered(request: ViewerRequest, found: Contact) -> list[str]:
    offered: list[str] = []
    if found.needs_countersign and not hasattr(found, "countersign"):
        offered += ["countersign"] if may_countersign(request.viewer, contact=found) else []
    if not may_add_to(request.viewer, contact=found):
        return offered
    standing = standing_of_contact(found).kind
    if found.kind == Contact.Kind.POLICE and standing not in ENDED:
        offered.append("police")
    if standing not in CASE_STEPS | ENDED:
        offered += ["answered", "passed_on", "referral", "withdrawn", "voided"]
    offered.append("correct")
    if found.person is not None:
        offered.append("correct_person")
    return offered
