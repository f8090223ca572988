"""/phone-entries/: what waits for a choice; /phone-entries/<id>/: two versions side by side, and the choice."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.design.about import about
from onenumber.fieldwork.actions import choose_version
from onenumber.fieldwork.forms import ChoiceForm
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import may_choose, may_list
from onenumber.fieldwork.presenters.entries import entry_line, entry_page
from onenumber.fieldwork.queries import entry_for, open_entries
from onenumber.records.submissions import read_key


@require_safe
def phone_entries(request: ViewerRequest) -> HttpResponse:
    """Everything that waits, in every service whose hub the viewer is."""
    viewer = request.viewer
    services = [number for number in viewer.services() if may_list(viewer, service_id=number)]
    if not services:
        raise NotAllowed("phone_entries")
    waiting = [entry for number in services for entry in open_entries(viewer, number)]
    about(request, title="From phones")
    lines = [entry_line(entry, at=request.at) for entry in waiting]
    return render(request, "fieldwork/entries.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def phone_entry(request: ViewerRequest, number: int) -> HttpResponse:
    """Both versions. Whoever may not choose is not shown the page."""
    entry = entry_for(request.viewer, number)
    if entry is None or not may_choose(request.viewer, entry=entry):
        raise NotAllowed("phone_entry.opened")
    form = ChoiceForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid() and _chosen(request, entry, form):
        messages.success(request, "Chosen. Both versions stay on the timeline of the case.")
        return HttpResponseRedirect(f"/phone-entries/{entry.pk}/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Two versions", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"words": entry_page(entry, at=request.at), "form": form, "open": entry.ended_at is None}
    return render(request, "fieldwork/entry.html", shown, status=status)


def _chosen(request: ViewerRequest, entry: PhoneEntry, form: ChoiceForm) -> bool:
    said = form.cleaned_data
    try:
        choose_version(
            by=request.viewer, at=request.at, entry=entry, chosen=said["chosen"], words=said["words"],
            key=read_key(said["key"]),
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.add_error(None, problem.message)
    return not form.errors
