"""/cases/<reference>/ask/<what>/ and /asks/<id>/: write down who was asked, and what becomes of each ask."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amhp.calendar import day_in_london
from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import record_ask
from onenumber.allocation.forms import STEPS, AskForm
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_change_ask
from onenumber.allocation.presenters import ask_page
from onenumber.allocation.presenters.ask import STEP_WORDS
from onenumber.allocation.queries import ask_for, steps_open
from onenumber.allocation.views.doctors import opened
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import case_for
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.organisations.queries import setting
from onenumber.records.submissions import read_key
from onenumber.workforce.models import Practitioner
from onenumber.workforce.queries import section_12_doctors


@require_http_methods(["GET", "HEAD", "POST"])
def new_ask(request: ViewerRequest, reference: str, what: str) -> HttpResponse:
    """Somebody was asked on the telephone; the page of the new ask takes the answer."""
    if what not in Ask.What.values:
        raise Http404("nobody is asked for this")
    case, _facts = opened(request, reference)
    form = AskForm(
        request.POST if request.method == "POST" else None, what=what, partners=_partners(case.service, what),
        doctors=_doctors(request.viewer, case, what), at=request.at, initial={"key": uuid4()},
    )  # fmt: skip
    if form.is_valid():
        ask = _recorded(request, form, case)
        if ask is not None:
            return HttpResponseRedirect(f"/asks/{ask.pk}/", status=HTTPStatus.SEE_OTHER)
    words = str(Ask.What(what).label)
    title = f"{words[:1].upper()}{words[1:]} asked"
    about(request, title=f"{title}: {reference}", has_errors=form.is_bound)
    context = {"form": form, "title": title, "reference": reference}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/new_ask.html", context, status=status)


def _partners(service: Service, what: str) -> list[tuple[str, str]]:
    return [
        (row["name"], row["telephone"]) for row in setting(service, "ask.partners") if row["what"] == what
    ]


def _doctors(viewer: Viewer, case: Case, what: str) -> list[Practitioner]:
    if what != Ask.What.DOCTOR:
        return []
    lines = section_12_doctors(viewer, case.service_id, day_in_london(viewer.at))
    found = Practitioner.objects.in_bulk([line.practitioner_id for line in lines])
    return [found[line.practitioner_id] for line in lines]


def _recorded(request: ViewerRequest, form: AskForm, case: Case) -> Ask | None:
    said = form.cleaned_data
    try:
        return record_ask(
            by=request.viewer, at=request.at, case=case, asked=form.asked(), happened_at=said["happened_at"],
            answer_by=said["answer_by_at"], wait_begins=said["wait_begins"], key=read_key(said["key"]),
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.refuse("whom_of_list" if problem.field == "whom" else problem.field, problem.message)
        return None


def found_ask(request: ViewerRequest, ask_id: int) -> Ask:
    """The ask, if its case is open to this viewer and they may ask in it."""
    ask = ask_for(request.viewer, ask_id)
    if ask is None:
        raise NotAllowed("ask.opened")
    ask.case = case_for(request.viewer, ask.case.reference)
    if not may_change_ask(request.viewer, ask=ask):
        raise NotAllowed("ask.opened")
    return ask


@require_safe
def ask(request: ViewerRequest, ask_id: int) -> HttpResponse:
    """One ask: how it stands, and what can be recorded next."""
    found = found_ask(request, ask_id)
    words = ask_page(found, at=request.at)
    about(request, title=f"{found.case.reference}: {Ask.What(found.what).label}")
    return render(request, "allocation/ask.html", {"words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def ask_step(request: ViewerRequest, ask_id: int, step: str) -> HttpResponse:
    """The form of one step. A step that cannot come (any more) is answered with how it is now."""
    if step not in STEPS:
        raise Http404("no such step")
    found = found_ask(request, ask_id)
    if step not in steps_open(found):
        words = f"{STEP_WORDS[step]}: this does not follow from how the ask stands now."
        raise Conflict(words, link=f"/asks/{ask_id}/", link_text="Open the ask")
    data = request.POST if request.method == "POST" else None
    form = STEPS[step](data, ask=found, at=request.at, initial={"key": uuid4()})
    key = read_key(form.cleaned_data["key"]) if form.is_valid() else None
    if key is not None and form.try_to_record(by=request.viewer, at=request.at, key=key):
        messages.success(request, f"{found.case.reference}: recorded.")
        return HttpResponseRedirect(f"/cases/{found.case.reference}/", status=HTTPStatus.SEE_OTHER)
    about(request, title=f"{form.title}: {found.case.reference}", has_errors=form.is_bound)
    context = {"form": form, "words": ask_page(found, at=request.at)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/ask_step.html", context, status=status)
