"""/agreements/: what is agreed with whom, with what is to be reviewed first; writing down, replacing, ending."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amhp.calendar import day_in_london
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.design.about import about
from onenumber.design.exports import csv_file
from onenumber.neighbours.forms import FORMS, EndForm, as_typed, form_for
from onenumber.neighbours.presenters.agreements import HEADINGS, agreement_list, agreement_page, cells_of
from onenumber.organisations.actions import end_agreement, record_agreement, take_agreements
from onenumber.organisations.models import Agreement, Organisation, Service
from onenumber.organisations.policies import may_end_agreement, may_keep_agreements, may_see_agreements
from onenumber.organisations.queries import (
    StandingAgreement,
    agreement_for,
    agreements,
    localities,
    review_days,
)
from onenumber.records.submissions import read_key


def _service(request: ViewerRequest, *, to_keep: bool = False) -> Service:
    wanted = request.GET.get("service", "")
    for service in Service.objects.filter(pk__in=request.viewer.services()).order_by("pk"):
        if wanted not in {"", service.prefix} or not may_see_agreements(
            request.viewer, service_id=service.pk
        ):
            continue
        if not to_keep or may_keep_agreements(request.viewer, service=service):
            return service
    raise NotAllowed("agreements.opened")


def _found(request: ViewerRequest, number: int) -> StandingAgreement:
    found = agreement_for(request.viewer, number)
    if found is None or not may_see_agreements(request.viewer, service_id=found.row.service_id):
        raise Http404("no such agreement")
    return found


@require_safe
def agreement_index(request: ViewerRequest) -> HttpResponse:
    """All of them; those to be reviewed stand first."""
    service = _service(request)
    about(request, title="Agreements")
    shown = {
        "list": agreement_list(agreements(request.viewer, service.pk)),
        "service": service,
        "days": review_days(service),
        "keeps": may_keep_agreements(request.viewer, service=service),
    }
    return render(request, "neighbours/agreements.html", shown)


@require_POST
def agreements_export(request: ViewerRequest) -> HttpResponse:
    """The list as a file; the taking is audited."""
    service = _service(request, to_keep=True)
    take_agreements(by=request.viewer, at=request.at, service=service)
    return csv_file("agreements.csv", HEADINGS, cells_of(agreements(request.viewer, service.pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request: ViewerRequest, what: str) -> HttpResponse:
    """A new agreement, or a new local arrangement."""
    if what not in FORMS:
        raise Http404("no such form")
    return _write(request, _service(request, to_keep=True), what)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_replace(request: ViewerRequest, number: int) -> HttpResponse:
    """The same agreement with a newer text or newer days; the older one stays, replaced."""
    found = _found(request, number)
    if not may_end_agreement(request.viewer, agreement=found.row):
        raise NotAllowed("agreement.recorded")
    return _write(request, found.row.service, form_for(found.row), replaces=found.row)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: ViewerRequest, number: int) -> HttpResponse:
    """One agreement; a post ends it."""
    found = _found(request, number)
    ends = may_end_agreement(request.viewer, agreement=found.row)
    if request.method == "POST" and not ends:
        raise NotAllowed("agreement.ended")
    form = EndForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        key, why = read_key(form.cleaned_data["key"]), form.cleaned_data["why"]
        end_agreement(by=request.viewer, at=request.at, agreement=found.row, why=why, key=key)
        messages.success(request, "It is ended.")
        return HttpResponseRedirect("/agreements/", status=HTTPStatus.SEE_OTHER)
    page = agreement_page(found, request.at)
    about(request, title="Agreement", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"words": page, "form": form, "ends": ends and not page.is_over}
    return render(request, "neighbours/agreement.html", shown, status=status)


def _councils(request: ViewerRequest, service: Service) -> list[Organisation | None]:
    """All of the service first; somebody whose grant reaches some councils writes for those."""
    reached = request.viewer.councils_in(service.pk)
    own: list[Organisation | None] = list(service.councils.order_by("name"))
    return [None, *own] if reached is None else [each for each in own if each and each.pk in reached]


def _write(
    request: ViewerRequest, service: Service, what: str, replaces: Agreement | None = None
) -> HttpResponse:
    councils = _councils(request, service)
    known = as_typed(replaces) if replaces is not None else {}
    form = FORMS[what](
        request.POST if request.method == "POST" else None, today=day_in_london(request.at), councils=councils,
        areas=[area for area in localities(service) if area.council in councils], initial={**known, "key": uuid4()},
    )  # fmt: skip
    if form.is_valid():
        key = read_key(form.cleaned_data["key"])
        row = record_agreement(
            by=request.viewer, at=request.at, service=service, text=form.text(), replaces=replaces, key=key
        )
        messages.success(request, "It is kept.")
        return HttpResponseRedirect(f"/agreements/{row.pk}/", status=HTTPStatus.SEE_OTHER)
    about(request, title=form.title, has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    back = f"/agreements/{replaces.pk}/" if replaces is not None else "/agreements/"
    shown = {"form": form, "replaces": replaces is not None, "back": back}
    return render(request, "neighbours/agreement_form.html", shown, status=status)
