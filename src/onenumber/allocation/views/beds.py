"""/cases/<reference>/beds/ and /asks/<id>/letter/: the search for a bed with its ladder, and the letter after a no."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import escalate
from onenumber.allocation.forms import LetterSentForm, RungForm
from onenumber.allocation.models import Ask
from onenumber.allocation.presenters import ask_page, bed_search, letter_of
from onenumber.allocation.queries import asks_of, escalations_of
from onenumber.allocation.views.asks import found_ask
from onenumber.allocation.views.doctors import opened
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of
from onenumber.design.about import about
from onenumber.organisations.queries import setting
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def beds(request: ViewerRequest, reference: str) -> HttpResponse:
    """Everybody asked for a bed, who is to be told and when; telling somebody is recorded here."""
    case, facts = opened(request, reference)
    ladder = setting(case.service, "bed.ladder")
    data = request.POST if request.method == "POST" else None
    form = RungForm(data, rungs=[rung["tell"] for rung in ladder], at=request.at, initial={"key": uuid4()})
    if form.is_valid():
        rung = {"rung": form.number(), "said": form.cleaned_data["said"]}
        if _told(request, form, case, what=Ask.What.BED, told=form.who(), **rung):
            return HttpResponseRedirect(f"/cases/{reference}/beds/", status=HTTPStatus.SEE_OTHER)
    words = bed_search(facts, asks_of(case), escalations_of(case), ladder, at=request.at)
    about(request, title=f"Bed search: {reference}", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/beds.html", {"form": form, "words": words}, status=status)


def _told(request: ViewerRequest, form: RungForm | LetterSentForm, case: Case, **facts: object) -> bool:
    said = form.cleaned_data
    try:
        escalate(
            by=request.viewer, at=request.at, case=case, happened_at=said["happened_at"], key=read_key(said["key"]),
            **facts,  # type: ignore[arg-type]
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.refuse(problem.field, problem.message)
        return False
    messages.success(request, f"{case.reference}: recorded.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: ViewerRequest, ask_id: int) -> HttpResponse:
    """The letter, written from what is recorded; that it was sent is recorded here."""
    ask = found_ask(request, ask_id)
    if not ask_page(ask, at=request.at).letter_url:
        raise Http404("no letter follows from this ask")
    form = LetterSentForm(
        request.POST if request.method == "POST" else None, at=request.at, initial={"key": uuid4(), "told": ask.whom}
    )  # fmt: skip
    if form.is_valid():
        sent = {"what": ask.what, "told": form.cleaned_data["told"], "ask": ask, "by_letter": True}
        if _told(request, form, ask.case, **sent):
            return HttpResponseRedirect(f"/cases/{ask.case.reference}/", status=HTTPStatus.SEE_OTHER)
    facts, asks = facts_of(ask.case), asks_of(ask.case)
    words = letter_of(ask, facts, asks, by_name=request.viewer.name, at=request.at)
    about(request, title=f"Letter: {ask.case.reference}", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/letter.html", {"form": form, "words": words}, status=status)
