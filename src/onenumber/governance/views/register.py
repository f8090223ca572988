"""The register: what falls due, what is held or asked for, what is proposed and was destroyed; and the schedule."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amhp.retention import retention_class, schedule
from onenumber.access.models import Role, ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.governance.presenters.record import MARKS
from onenumber.governance.queries import (
    LOOKS,
    confirmed,
    due_records,
    first_due,
    may_see_register,
    person_of,
    register,
)
from onenumber.organisations.models import Service


def _service(request: ViewerRequest) -> Service:
    services = Service.objects.filter(id__in=request.viewer.services(*LOOKS)).order_by("id")
    wanted = request.GET.get("service", "")
    found = next((each for each in services if wanted in {"", each.prefix}), None)
    if found is None or not may_see_register(request.viewer, service=found):
        raise NotAllowed("records.register")
    return found


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """The register of the service; a manager sees proposals and tombstones, and what falls due without a way in."""
    service = _service(request)
    about(request, title="Records", subject=f"Register of records, {service.short_name}")
    governs = request.viewer.may_in(service.pk, (Role.AMHP_LEAD,))
    facts = {
        "service": service,
        "governs": governs,
        "register": register(request.viewer, service),
        "due": due_records(request.viewer, service, at=request.at),
        "first_due": first_due(request.viewer, service),
        "class_name": lambda code: retention_class(code).name,
    }
    return render(request, "governance/home.html", facts)


@require_safe
def retention(request: ViewerRequest) -> HttpResponse:
    """The schedule as it is: class, period, where from, how well checked, and whether the council confirmed it."""
    service = _service(request)
    about(request, title="Retention schedule", subject=f"Retention schedule, {service.short_name}")
    facts = {"service": service, "classes": schedule(), "confirmed": confirmed(service), "marks": MARKS}
    return render(request, "governance/schedule.html", facts)


@require_POST
def find(request: ViewerRequest) -> HttpResponse:
    """Go to the record behind a reference."""
    service = _service(request)
    wanted = " ".join(request.POST.get("reference", "").split()).upper()
    try:
        person_of(request.viewer, wanted)
    except Http404:
        about(request, title="Not found")
        facts = {"wanted": wanted[:20], "service": service}
        return render(request, "governance/not_found.html", facts, status=HTTPStatus.NOT_FOUND)
    return HttpResponseRedirect(reverse("governance:record", args=[wanted]), status=HTTPStatus.SEE_OTHER)
