"""/handover/<number>/: one list; adding to it, signing it, and the sheet on paper with room to sign."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.queries import NotFound
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.handover.actions import add_item, sign_handover
from onenumber.handover.forms import AddForm
from onenumber.handover.models import Handover, Signature
from onenumber.handover.policies import may_give, may_see_handover, may_sign
from onenumber.handover.presenters import present_list
from onenumber.handover.queries import handover_for, is_receiver, read_list
from onenumber.records.submissions import read_key

KEYS = (
    KeyHelp(keys=("J", "K"), does="move through the items"),
    KeyHelp(keys=("A",), does="add an item"),
    KeyHelp(keys=("Enter",), does="answer the item"),
)


def _open(request: ViewerRequest, number: int) -> Handover:
    found = handover_for(request.viewer, number)
    if found is None:
        raise NotFound("no such handover")
    if not may_see_handover(request.viewer, handover=found):
        raise NotAllowed("handover")
    return found


@require_safe
def handover(request: ViewerRequest, number: int) -> HttpResponse:
    """What stops the signatures first, then every item with its owner."""
    found = _open(request, number)
    viewer = request.viewer
    facts = read_list(found, viewer)
    page = present_list(facts, request.at)
    about(request, title=page.title, subject=page.subject, keys=KEYS)
    sides = [
        side
        for side in Signature.Side.values
        if side not in facts.signatures and not facts.stops and may_sign(viewer, handover=found, side=side)
    ]
    shown = {
        "list": page,
        "gives": may_give(viewer, handover=found),
        "receives": is_receiver(viewer, found),
        "sides": sides,
        "key_for": uuid4,
    }
    return render(request, "handover/list.html", shown)


@require_safe
def handover_print(request: ViewerRequest, number: int) -> HttpResponse:
    """A4 with room to sign; initials, never names of people served."""
    found = _open(request, number)
    page = present_list(read_list(found, request.viewer), request.at)
    about(request, title=f"{page.title}, on paper", subject=page.subject)
    return render(request, "handover/print.html", {"list": page})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ViewerRequest, number: int) -> HttpResponse:
    """An item in one's own words."""
    found = _open(request, number)
    if not may_give(request.viewer, handover=found):
        raise NotAllowed("handover_item.added")
    form = AddForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        key = read_key(form.cleaned_data["key"])
        try:
            add_item(
                by=request.viewer, at=request.at, handover=found, words=form.cleaned_data["words"], key=key
            )
        except ImpossibleFact as problem:
            form.add_error("words", problem.message)
        else:
            messages.success(request, "The item is on the list.")
            return HttpResponseRedirect(f"/handover/{number}/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Add an item", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "handover/add.html", {"form": form, "url": f"/handover/{number}/"}, status=status)


@require_POST
def sign(request: ViewerRequest, number: int) -> HttpResponse:
    """One side signs."""
    found = _open(request, number)
    side = request.POST.get("side", "")
    if side not in Signature.Side.values:
        raise NotAllowed("handover.signed")
    key = read_key(request.POST.get("key"))
    sign_handover(by=request.viewer, at=request.at, handover=found, side=side, key=key)
    messages.success(request, "Signed.")
    return HttpResponseRedirect(f"/handover/{number}/", status=HTTPStatus.SEE_OTHER)
