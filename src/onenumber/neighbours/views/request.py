"""/requests/<number>/: one request; each side decides here, or what it decided elsewhere is written down."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.queries import NotFound
from onenumber.design.about import about
from onenumber.neighbours.actions import decide_request, take_on
from onenumber.neighbours.actions.decide import POSSIBLE
from onenumber.neighbours.forms import DecideForm, TakeOnForm, TheirDecisionForm
from onenumber.neighbours.policies import may_decide, may_take_on
from onenumber.neighbours.presenters.requests import DUTY, request_page
from onenumber.neighbours.queries import (
    ASKED,
    ASKING,
    RequestFacts,
    RequestStanding,
    holders_of,
    request_for,
    sides_of,
)
from onenumber.neighbours.views.requests import named_case
from onenumber.records.submissions import read_key

Forms = Mapping[str, DecideForm]
TAKE = "take"
ANYTHING = (ASKED, ASKING, TAKE)


@require_http_methods(["GET", "HEAD", "POST"])
def request_page_of(request: ViewerRequest, number: int) -> HttpResponse:
    """Three things can be said: what the side asked decides, what the side that asks decides, and the case taken on."""
    facts = request_for(request.viewer, number)
    if facts is None:
        raise NotFound(f"no request {number}")
    offered = _offered(request, facts)
    what = _meant(request, offered)
    if request.method == "POST" and what not in offered:
        _refuse(request, facts, what)
    deciding = {str(side): _decide_form(request, facts, side, what) for side in offered if side != TAKE}
    taking = _take_form(request, facts, what) if TAKE in offered else None
    if request.method == "POST":
        said = _said(request, facts, what, deciding, taking)
        if said:
            return HttpResponseRedirect(said, status=HTTPStatus.SEE_OTHER)
    return _page(request, facts, deciding, taking)


def _offered(request: ViewerRequest, facts: RequestFacts) -> list[str]:
    """What this viewer can say now, in the order of the page."""
    viewer, row = request.viewer, facts.row
    if facts.standing == RequestStanding.AGREED and row.asked_service_id is not None:
        return [TAKE] if may_take_on(viewer, request=row) else []
    sides = [side for side in (ASKED, ASKING) if (side, facts.standing) in POSSIBLE]
    return [str(side) for side in sides if may_decide(viewer, request=row, side=side)]


def _meant(request: ViewerRequest, offered: Sequence[str]) -> str:
    """Which of the forms was sent; one that does not say is the first of the page, so that what was typed stays."""
    said = request.POST.get("what", "") if request.method == "POST" else ""
    return said if said in ANYTHING or not (offered and request.method == "POST") else offered[0]


def _decide_form(request: ViewerRequest, facts: RequestFacts, side: str, what: str) -> DecideForm:
    here = facts.row.asked_service_id if side == ASKED else facts.row.asking_service_id
    made = TheirDecisionForm if here is None else DecideForm
    data = request.POST if what == side else None
    decisions = POSSIBLE[side, facts.standing]
    return made(data, at=request.at, side=side, decisions=decisions, initial={"key": uuid4()})


def _take_form(request: ViewerRequest, facts: RequestFacts, what: str) -> TakeOnForm:
    data = request.POST if what == TAKE else None
    return TakeOnForm(data, is_here=facts.row.case_id is not None, initial={"key": uuid4()})


def _refuse(request: ViewerRequest, facts: RequestFacts, what: str) -> None:
    """What this viewer has no form for: not theirs to say (404), or its turn has passed (409, told by the action)."""
    key = read_key(request.POST.get("key"))
    by, at, row = request.viewer, request.at, facts.row
    if what in (ASKED, ASKING):
        decide_request(by=by, at=at, request=row, side=what, decision="", key=key)
    if what == TAKE:
        take_on(by=by, at=at, request=row, key=key)
    raise NotAllowed("request.decided")


def _said(
    request: ViewerRequest, facts: RequestFacts, what: str, deciding: Forms, taking: TakeOnForm | None
) -> str:
    """Do what was sent; where the page goes then, or nothing when something is to be mended."""
    if what in deciding and deciding[what].is_valid():
        return _decided(request, facts, deciding[what])
    if what == TAKE and taking is not None and taking.is_valid():
        return _taken(request, facts, taking)
    return ""


def _decided(request: ViewerRequest, facts: RequestFacts, form: DecideForm) -> str:
    said = form.cleaned_data
    try:
        decide_request(
            by=request.viewer, at=request.at, request=facts.row, side=form.side, decision=said["decision"],
            person=said.get("person", ""), words=said["words"], happened_at=said.get("happened_at"),
            key=read_key(said["key"]),
        )  # fmt: skip
    except ImpossibleFact as problem:
        form.refuse(problem.field, problem.message)
        return ""
    messages.success(request, "It is kept, by name and time.")
    return f"/requests/{facts.row.pk}/"


def _taken(request: ViewerRequest, facts: RequestFacts, form: TakeOnForm) -> str:
    try:
        case = None if facts.row.case_id else named_case(request, form.cleaned_data["case"])
        key = read_key(form.cleaned_data["key"])
        opened = take_on(by=request.viewer, at=request.at, request=facts.row, case=case, key=key)
    except ImpossibleFact as problem:
        form.add_error("case", problem.message)
        return ""
    messages.success(request, f"{opened.reference} is on the board, on behalf of {facts.row.on_behalf_of}.")
    return f"/cases/{opened.reference}/"


def _page(
    request: ViewerRequest, facts: RequestFacts, deciding: Forms, taking: TakeOnForm | None
) -> HttpResponse:
    sides, row = sides_of(request.viewer, facts.row), facts.row
    shown = [row.case_id if ASKING in sides else None, row.taken_case_id]
    words = request_page(facts, sides=sides, holders=holders_of(shown), at=request.at)
    wrong = [form for form in (*deciding.values(), taking) if form is not None and form.is_bound]
    refused = request.method == "POST"
    about(request, title="A request between services", subject=f"Request {row.pk}", has_errors=refused)
    page = {"words": words, "deciding": deciding, "taking": taking, "wrong": wrong, "duty": DUTY}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "neighbours/request.html", page, status=status)
