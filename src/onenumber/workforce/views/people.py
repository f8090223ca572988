"""The AMHP lead's list: whose approval ends soon, and the doctors who can be asked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amhp.calendar import day_in_london
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.workforce.policies import READERS
from onenumber.workforce.presenters import approval_rows, doctor_rows
from onenumber.workforce.queries import approvals, section_12_doctors


@require_safe
def people(request: ViewerRequest) -> HttpResponse:
    """Approvals with the soonest end first; section 12 doctors by name."""
    services = request.viewer.services(*READERS)
    if not services:
        raise NotAllowed("people")
    service, today = Service.objects.get(pk=services[0]), day_in_london(request.at)
    rows = approval_rows(approvals(request.viewer, service.pk, today), today=today)
    about(request, title="People")
    shown = {
        "service": service,
        "approvals": rows,
        "soon": sum(row.icon == "soon" for row in rows),
        "doctors": doctor_rows(section_12_doctors(request.viewer, service.pk, today)),
    }
    return render(request, "workforce/people.html", shown)
