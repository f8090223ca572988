"""/offers/new/<case reference>/: choose whom to ask. They choose whether to accept; whoever accepts decides."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amhp.calendar import hours_after
from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import send_offers
from onenumber.allocation.forms import OfferForm
from onenumber.allocation.policies import may_offer
from onenumber.allocation.presenters import offer_page
from onenumber.allocation.queries import Order, offer_said, open_offers, suggestions_for
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import case_for, facts_of, holder_of
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.organisations.queries import setting
from onenumber.records.submissions import read_key

KEYS = (
    KeyHelp(keys=("↑", "↓"), does="from person to person"),
    KeyHelp(keys=("Space",), does="tick"),
    KeyHelp(keys=("Ctrl", "Enter"), does="send the offer"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ViewerRequest, reference: str) -> HttpResponse:
    """The lists and the send panel; sending goes to the board."""
    viewer, at = request.viewer, request.at
    case = case_for(viewer, reference)
    if not may_offer(viewer, case=case):
        raise NotAllowed("offer.sent")
    facts, asked = facts_of(case), open_offers(case)
    _refuse_held(case.pk, case.reference)
    if facts.closure is not None:
        link = f"/cases/{reference}/"
        raise Conflict(f"{reference} is closed. Reopen it first.", link=link, link_text="Open the case")
    chosen = request.POST.get("order") or request.GET.get("order", "")
    order = Order(chosen) if chosen in set(Order) else Order.LOCALITY
    locality = facts.locality.name if facts.locality else ""
    suggested = suggestions_for(viewer, case, at, locality=locality, order=order)
    minutes: list[int] = setting(case.service, "offer.minutes")
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, suggested=suggested, minutes=minutes, at=at, initial={"key": uuid4()})
    if form.is_valid() and _sent(request, form, case):
        return HttpResponseRedirect("/board/", status=HTTPStatus.SEE_OTHER)
    text = offer_said(facts, answer_by=hours_after(at, hours=minutes[0] / 60)).body
    words = offer_page(facts, suggested, asked, text=text, at=at)
    about(request, title=f"Offer {case.reference}", keys=KEYS, has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(
        request, "allocation/offer.html", {"form": form, "words": words, "key_for": uuid4}, status=status
    )


def _refuse_held(case_id: int, reference: str) -> None:
    held = holder_of(case_id)
    if held is not None and held.ended_at is None:
        raise Conflict(
            f"{held.name} has {reference}.", link=f"/cases/{reference}/", link_text="Open the case"
        )


def _sent(request: ViewerRequest, form: OfferForm, case: Case) -> bool:
    said, reference = form.cleaned_data, case.reference
    try:
        offers = send_offers(
            by=request.viewer,
            at=request.at,
            case=case,
            practitioner_ids=form.asked(),
            together=said["how"] == "together",
            answer_minutes=int(said["minutes"]),
            line=said["line"],
            key=read_key(said["key"]),
        )
    except ImpossibleFact as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return False
    names = ", ".join(one.practitioner.name for one in offers)
    messages.success(
        request, f"{reference} is offered to {names}. If nobody answers it comes back to “Needs you now”."
    )
    return True
