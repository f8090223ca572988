"""/requests/: what is asked between services; one request, where each side decides; asking, and being asked."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.allocation.queries import ask_words
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import case_for, facts_of
from onenumber.design.about import about
from onenumber.neighbours.actions import ask_neighbour, write_down_asked
from onenumber.neighbours.forms import AskedForm, AskForm
from onenumber.neighbours.policies import may_ask_neighbour, may_see_requests, may_write_down_asked
from onenumber.neighbours.presenters.requests import DUTY, request_rows
from onenumber.neighbours.queries import requests_of
from onenumber.organisations.models import Agreement, Service
from onenumber.organisations.queries import agreements, setting
from onenumber.records.submissions import read_key

MINUTES = "request.minutes"


def _agreements(request: ViewerRequest, service: Service) -> list[Agreement]:
    """Those that hold between services; one past its review holds until somebody ends it."""
    found = agreements(request.viewer, service.pk)
    return [one.row for one in found if one.holds and one.row.kind != Agreement.Kind.LOCAL]


@require_safe
def request_index(request: ViewerRequest) -> HttpResponse:
    """Open requests first, then the newest."""
    services = Service.objects.filter(pk__in=request.viewer.services()).order_by("pk")
    seen = [each for each in services if may_see_requests(request.viewer, service_id=each.pk)]
    if not seen:
        raise NotAllowed("requests.opened")
    about(request, title="Requests between services")
    writes = any(may_write_down_asked(request.viewer, service=each) for each in seen)
    rows = request_rows(requests_of(request.viewer), request.at)
    return render(request, "neighbours/requests.html", {"rows": rows, "writes": writes})


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: ViewerRequest, reference: str) -> HttpResponse:
    """We ask another service to consider this case."""
    case = case_for(request.viewer, reference)
    if not may_ask_neighbour(request.viewer, case=case):
        raise NotAllowed("request.asked")
    facts = facts_of(case)
    if facts.closure is not None:
        closed = f"{reference} is closed. Reopen it first."
        raise Conflict(closed, link=f"/cases/{reference}/", link_text="Open the case")
    others = list(Service.objects.exclude(pk=case.service_id).order_by("name"))
    form = AskForm(
        request.POST if request.method == "POST" else None, at=request.at, minutes=setting(case.service, MINUTES),
        agreements=_agreements(request, case.service), others=others,
        initial={"key": uuid4(), "on_behalf_of": case.council.name},
    )  # fmt: skip
    if form.is_valid():
        said, key = form.cleaned_data, read_key(form.cleaned_data["key"])
        try:
            made = ask_neighbour(
                by=request.viewer, at=request.at, case=case, to=form.other(), text=form.text(),
                happened_at=said["happened_at"], key=key,
            )  # fmt: skip
        except ImpossibleFact as problem:
            form.refuse(problem.field, problem.message)
        else:
            messages.success(request, "It is asked. The case stays here until both sides have said yes.")
            return HttpResponseRedirect(f"/requests/{made.pk}/", status=HTTPStatus.SEE_OTHER)
    words = {
        "title": "Ask another AMHP service", "lead": f"{case.reference}. They read: {ask_words(facts)}.",
        "back": f"/cases/{case.reference}/", "button": "Ask them",
    }  # fmt: skip
    return _form_page(request, form, words, title=f"Ask another service: {case.reference}")


def _form_page(
    request: ViewerRequest, form: AskForm | AskedForm, words: dict[str, str], *, title: str
) -> HttpResponse:
    about(request, title=title, has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "duty": DUTY, **words}
    return render(request, "neighbours/request_form.html", shown, status=status)


def _own_service(request: ViewerRequest) -> Service:
    for service in Service.objects.filter(pk__in=request.viewer.services()).order_by("pk"):
        if may_write_down_asked(request.viewer, service=service):
            return service
    raise NotAllowed("request.received")


def named_case(request: ViewerRequest, reference: str) -> Case | None:
    """The case somebody typed; raises ImpossibleFact where it is none of theirs to open."""
    if not reference:
        return None
    try:
        return case_for(request.viewer, reference.strip().upper())
    except Http404 as problem:
        raise ImpossibleFact("case", "No such case is open to you. Check the reference.") from problem


@require_http_methods(["GET", "HEAD", "POST"])
def request_asked(request: ViewerRequest) -> HttpResponse:
    """A service elsewhere asks us."""
    service = _own_service(request)
    form = AskedForm(
        request.POST if request.method == "POST" else None, at=request.at, minutes=setting(service, MINUTES),
        agreements=_agreements(request, service),
        initial={"key": uuid4(), "case": request.GET.get("case", "")[:20]},
    )  # fmt: skip
    if form.is_valid():
        said, key = form.cleaned_data, read_key(form.cleaned_data["key"])
        try:
            case = named_case(request, said["case"])
            made = write_down_asked(
                by=request.viewer, at=request.at, service=service, who=form.other(), text=form.text(), case=case,
                happened_at=said["happened_at"], key=key,
            )  # fmt: skip
        except ImpossibleFact as problem:
            form.refuse(problem.field, problem.message)
        else:
            messages.success(request, "It is written down. Now say yes or no, by name.")
            return HttpResponseRedirect(f"/requests/{made.pk}/", status=HTTPStatus.SEE_OTHER)
    words = {
        "title": "Another AMHP service asks us", "button": "Write it down", "back": "/requests/",
        "lead": "For a service that is not on this system. A referral is taken as a contact; this keeps who decides.",
    }  # fmt: skip
    return _form_page(request, form, words, title="Another service asks us")
