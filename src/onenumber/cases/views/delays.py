"""/delays/ and /cases/<reference>/delays/: what the work waited on, by agency and wait by wait; print and CSV."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from amhp.calendar import day_in_london, midnight_after
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.actions import take_delays
from onenumber.cases.policies import may_see_delays, may_take_delays
from onenumber.cases.presenters.delays import HEADINGS, cells_of, ledger_of
from onenumber.cases.queries import case_for, facts_of
from onenumber.cases.queries.delays import delays_between, delays_of
from onenumber.design.about import about
from onenumber.design.exports import csv_file
from onenumber.design.period import PeriodForm
from onenumber.organisations.models import Service

SHOWN_DAYS = 30  # the period that stands there first; changed on the page


def _service(viewer: Viewer, wanted: str) -> Service:
    for service in Service.objects.filter(pk__in=viewer.services()).order_by("pk"):
        if wanted in {"", service.prefix} and may_see_delays(viewer, service_id=service.pk):
            return service
    raise NotAllowed("delays.opened")


def _form(request: ViewerRequest, given: dict[str, str]) -> PeriodForm:
    today = day_in_london(request.at)
    first = today - timedelta(days=SHOWN_DAYS - 1)
    usual = {"first": f"{first:%d/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
    return PeriodForm({name: given.get(name) or value for name, value in usual.items()})


def _between(form: PeriodForm, at: datetime) -> tuple[datetime, datetime]:
    """The period typed; the last days where it cannot be read."""
    if form.is_valid():
        return form.between()
    today = day_in_london(at)
    return midnight_after(today - timedelta(days=SHOWN_DAYS)), midnight_after(today)


@require_safe
def delays(request: ViewerRequest) -> HttpResponse:
    """By agency, forced and chosen apart, for a period."""
    service = _service(request.viewer, request.GET.get("service", ""))
    form = _form(request, request.GET.dict())
    starts_at, ends_at = _between(form, request.at)
    lines = delays_between(request.viewer, service.pk, starts_at, ends_at)
    about(request, title="Delays", has_errors=not form.is_valid())
    context = {
        "form": form, "service": service, "ledger": ledger_of(lines, at=request.at),
        "takes": may_take_delays(request.viewer, service=service),
    }  # fmt: skip
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "cases/delays.html", context, status=status)


@require_POST
def delays_export(request: ViewerRequest) -> HttpResponse:
    """The waits of the period as a file; the taking is audited."""
    service = _service(request.viewer, request.GET.get("service", ""))
    form = _form(request, request.POST.dict())
    take_delays(by=request.viewer, at=request.at, service=service)
    starts_at, ends_at = _between(form, request.at)
    lines = delays_between(request.viewer, service.pk, starts_at, ends_at)
    return csv_file("delays.csv", HEADINGS, cells_of(lines))


@require_safe
def delays_of_case(request: ViewerRequest, reference: str) -> HttpResponse:
    """The ledger of one case, from its first wait to now."""
    case = case_for(request.viewer, reference)
    waits = facts_of(case).waits
    lines = [delays_of(wait, case.reference, at=request.at) for wait in waits]
    about(request, title=f"Delays: {case.reference}")
    context = {"ledger": ledger_of(lines, at=request.at), "reference": case.reference}
    return render(request, "cases/delays_of_case.html", context)
