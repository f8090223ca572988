"""/cases/<reference>/doctors/: ask doctors, all at once; each answers by their own link, the first who fit have it."""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import send_asks
from onenumber.allocation.forms import DoctorsForm
from onenumber.allocation.forms.doctors import USUAL_HOURS
from onenumber.allocation.policies import may_ask
from onenumber.allocation.queries import (
    RULE,
    DoctorChoice,
    Places,
    asks_of,
    doctors_for,
    places_of,
    recommendation_of,
)
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, case_for, facts_of
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.organisations.queries import setting
from onenumber.records.submissions import read_key

KEYS = (KeyHelp(keys=("T",), does="tick all"), KeyHelp(keys=("Ctrl", "Enter"), does="send the asks"))


def opened(request: ViewerRequest, reference: str) -> tuple[Case, CaseFacts]:
    """The case, open to this viewer and not closed, in which they may ask."""
    case = case_for(request.viewer, reference)
    if not may_ask(request.viewer, case=case):
        raise NotAllowed("ask.opened")
    facts = facts_of(case)
    if facts.closure is not None:
        link = f"/cases/{reference}/"
        raise Conflict(f"{reference} is closed. Reopen it first.", link=link, link_text="Open the case")
    return case, facts


@require_http_methods(["GET", "HEAD", "POST"])
def doctors(request: ViewerRequest, reference: str) -> HttpResponse:
    """The list with its ticks and the panel that sends; sending goes to the case."""
    case, facts = opened(request, reference)
    at, places = request.at, places_of(asks_of(case))
    if not places.free:
        names = " and ".join(ask.whom for ask in places.confirmed)
        link = f"/cases/{reference}/"
        raise Conflict(
            f"{names} said yes. Cancel one first to ask again.", link=link, link_text="Open the case"
        )
    choices = doctors_for(
        request.viewer, case, wanted_from=at, wanted_to=at + timedelta(hours=USUAL_HOURS),
        locality=facts.locality.name if facts.locality else "",
    )  # fmt: skip
    could = [one for one in choices if not one.why_not]
    form = DoctorsForm(
        request.POST if request.method == "POST" else None, doctors=choices, at=at,
        minutes=setting(case.service, "ask.minutes"),
        initial={"key": uuid4(), "wanted": _wanted(facts, places), "ask": _ticked(request, could)},
    )  # fmt: skip
    if form.is_valid() and _sent(request, form, case):
        return HttpResponseRedirect(f"/cases/{reference}/", status=HTTPStatus.SEE_OTHER)
    about(request, title=f"Ask doctors: {reference}", keys=KEYS, has_errors=form.is_bound)
    context = {
        "form": form, "reference": reference, "rule": RULE, "asked": places,
        "could": could, "could_not": [one for one in choices if one.why_not],
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/doctors.html", context, status=status)


def _ticked(request: ViewerRequest, could: Sequence[DoctorChoice]) -> list[str]:
    """Nobody, until the sender says all of them."""
    return [str(one.practitioner_id) for one in could] if request.GET.get("all") else []


def _wanted(facts: CaseFacts, places: Places) -> str:
    """One where a doctor nobody asked here has recommended already, else two; the sender changes it."""
    asked = [seen for ask in places.confirmed if (seen := recommendation_of(ask, facts)) is not None]
    return "1" if len(facts.recommendations) > len(asked) else "2"


def _sent(request: ViewerRequest, form: DoctorsForm, case: Case) -> bool:
    said = form.cleaned_data
    try:
        asks = send_asks(
            by=request.viewer, at=request.at, case=case, practitioner_ids=form.asked(), wanted=int(said["wanted"]),
            wanted_from=said["wanted_from_at"], wanted_to=said["wanted_to_at"], answer_minutes=int(said["minutes"]),
            site=request.build_absolute_uri("/"), note=said["note"], key=read_key(said["key"]),
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.refuse(problem.field, problem.message)
        return False
    several = f"{len(asks)} doctors are asked" if len(asks) > 1 else f"{asks[0].whom} is asked"
    messages.success(request, f"{several}. The first who fit have it; the rest are told.")
    return True
