"""The duty list: who is on today and on the next days; a line is typed on the same page."""

from datetime import date, time, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amhp.calendar import civil, day_in_london
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import Conflict
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, localities, setting
from onenumber.records.submissions import read_key
from onenumber.rota.actions import record_duty
from onenumber.rota.duty_file import ANY_MOMENT, read_day
from onenumber.rota.forms import DutyForm
from onenumber.rota.policies import may_change_duty_list
from onenumber.rota.presenters import duty_days
from onenumber.rota.queries import duties_between
from onenumber.rota.views._service import service_to_change, service_to_see
from onenumber.workforce.queries import practitioners

DAYS_SHOWN = 4
MIDNIGHT = time(0, 0)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_list(request: ViewerRequest) -> HttpResponse:
    """GET shows four days from `?from=`; POST adds a line and comes back."""
    if request.method == "POST":
        return _add(request)
    return _show(request, service_to_see(request))


def _add(request: ViewerRequest) -> HttpResponse:
    service = service_to_change(request)
    form = _form(request, service, request.POST)
    if form.is_valid():
        key, line = read_key(form.cleaned_data["key"]), form.line()
        try:
            record_duty(by=request.viewer, at=request.at, service=service, key=key, **line)
        except Conflict as problem:
            form.add_error(None, problem.message)
        else:
            messages.success(request, f"{line['practitioner'].name} is on the duty list.")
            return HttpResponseRedirect(
                f"/duty/?from={day_in_london(line['starts_at'])}", status=HTTPStatus.SEE_OTHER
            )
    return _show(request, service, form)


def _form(request: ViewerRequest, service: Service, data: Any = None, *, day: date | None = None) -> DutyForm:
    initial = {"key": uuid4(), "day": f"{day:%d/%m/%Y}" if day else "", "kind": "locality"}
    return DutyForm(
        data, people=practitioners(request.viewer, service.pk), areas=localities(service), now=request.at,
        initial=initial,
    )  # fmt: skip


def first_day(request: ViewerRequest) -> date:
    """The day asked for, or today; a day nobody can mean is today."""
    try:
        asked = read_day(request.GET.get("from", ""))
    except ValueError:
        return day_in_london(request.at)
    near = abs((asked - day_in_london(request.at)).days) < 366 * 20
    return asked if near and asked > ANY_MOMENT.date() else day_in_london(request.at)


def _show(request: ViewerRequest, service: Service, form: DutyForm | None = None) -> HttpResponse:
    first, areas = first_day(request), localities(service)
    begins, ends = civil(first, MIDNIGHT), civil(first + timedelta(days=DAYS_SHOWN + 1), MIDNIGHT)
    lines = duties_between(request.viewer, service.pk, begins, ends)
    periods = setting(service, "duty.periods") if has_setting(service, "duty.periods") else []
    may_change = may_change_duty_list(request.viewer, service=service)
    if form is None and may_change:
        form = _form(request, service, day=first)
    errors = form is not None and form.is_bound
    about(request, title="Duty list", has_errors=errors)
    shown = {
        "days": duty_days(lines, first=first, days=DAYS_SHOWN, areas=areas, periods=periods, at=request.at),
        "service": service,
        "form": form,
        "may_change": may_change,
        "earlier": first - timedelta(days=DAYS_SHOWN),
        "later": first + timedelta(days=DAYS_SHOWN),
    }
    return render(request, "rota/duty_list.html", shown, status=422 if errors else 200)
