"""One record, reached by a reference: how it stands, what can be done about it, and who opened it."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.access.queries import openings_of_person
from onenumber.audit.queries import openings_of
from onenumber.design.about import about
from onenumber.governance.forms import FORMS
from onenumber.governance.presenters.record import present_record
from onenumber.governance.queries import person_of, reach_of, standing_of_record
from onenumber.records.submissions import read_key


@require_safe
def record(request: ViewerRequest, reference: str) -> HttpResponse:
    """How the record stands; nothing of who it is about."""
    person = person_of(request.viewer, reference)
    reach = reach_of(person)
    standing = standing_of_record(reach, at=request.at)
    openings = len(openings_of(request.viewer, person.pk))
    view = present_record(reference, reach, standing, at=request.at, openings=openings)
    about(request, title=f"Record of {reference}", subject=f"Record of {reference}")
    return render(request, "governance/record.html", {"record": view})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ViewerRequest, reference: str, what: str) -> HttpResponse:
    """One of the forms, or the same form with what was typed and what is wrong beside it."""
    person = person_of(request.viewer, reference)
    if what not in FORMS:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = FORMS[what](posted, person=person, reference=reference, at=request.at, initial={"key": uuid4()})
    back = reverse("governance:record", args=[reference])
    if form.is_valid():
        leads_to = form.record(by=request.viewer, at=request.at, key=read_key(form.cleaned_data["key"]))
        messages.success(request, f"{reference}: recorded.")
        return HttpResponseRedirect(leads_to or back, status=HTTPStatus.SEE_OTHER)
    about(request, title=f"{form.title}: {reference}", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    facts = {"form": form, "reference": reference, "back": back}
    return render(request, "governance/add.html", facts, status=status)


@require_safe
def opened(request: ViewerRequest, reference: str) -> HttpResponse:
    """The access report: who opened the record, when, and on what ground."""
    person = person_of(request.viewer, reference)
    about(request, title=f"Who opened {reference}", subject=f"Access report, {reference}")
    rows = openings_of_person(request.viewer, person.pk)
    return render(request, "governance/opened.html", {"rows": rows, "reference": reference})
