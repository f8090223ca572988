"""/doctors/: who can be asked for a recommendation, how to reach them, and when they say they are free."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amhp.calendar import day_in_london
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.submissions import read_key
from onenumber.workforce.actions import note_free_time, withdraw_free_time
from onenumber.workforce.forms import FreeTimeForm
from onenumber.workforce.models import Practitioner
from onenumber.workforce.policies import may_see_doctors, may_withdraw_free_time
from onenumber.workforce.presenters import doctor_cards
from onenumber.workforce.queries import free_time_for, free_times, section_12_doctors


def _service(viewer: Viewer) -> Service:
    """The first of the viewer's services whose doctors they may see."""
    for service in Service.objects.filter(pk__in=viewer.services()).order_by("pk"):
        if may_see_doctors(viewer, service_id=service.pk):
            return service
    raise NotAllowed("doctors.opened")


@require_http_methods(["GET", "HEAD", "POST"])
def doctors(request: ViewerRequest) -> HttpResponse:
    """The list, and the form for what one of them told."""
    viewer, at = request.viewer, request.at
    service = _service(viewer)
    lines = section_12_doctors(viewer, service.pk, day_in_london(at))
    form = FreeTimeForm(
        request.POST if request.method == "POST" else None, doctors=lines, at=at, initial={"key": uuid4()}
    )
    if form.is_valid():
        said = form.cleaned_data
        doctor = Practitioner.objects.get(pk=int(said["practitioner"]), service=service)
        note_free_time(
            by=viewer, at=at, practitioner=doctor, free=said["free"] == "yes", starts_at=said["starts_at"],
            ends_at=said["ends_at"], key=read_key(said["key"]),
        )  # fmt: skip
        messages.success(request, f"Kept: what {doctor.name} told.")
        return HttpResponseRedirect("/doctors/", status=HTTPStatus.SEE_OTHER)
    skills = setting(service, "skills") if has_setting(service, "skills") else {}
    cards = doctor_cards(lines, free_times(viewer, service.pk, after=at), skills=skills, at=at)
    about(request, title="Doctors", has_errors=form.is_bound)
    context = {"service": service, "doctors": cards, "form": form, "key_for": uuid4}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "workforce/doctors.html", context, status=status)


@require_POST
def withdraw(request: ViewerRequest, number: int) -> HttpResponse:
    """What a doctor told no longer holds."""
    found = free_time_for(request.viewer, number)
    if found is None or not may_withdraw_free_time(request.viewer, free_time=found):
        raise NotAllowed("free_time.withdrawn")
    key = read_key(request.POST.get("key"))
    withdraw_free_time(by=request.viewer, at=request.at, free_time=found, key=key)
    messages.success(request, f"What {found.practitioner.name} told no longer counts.")
    return HttpResponseRedirect("/doctors/", status=HTTPStatus.SEE_OTHER)
