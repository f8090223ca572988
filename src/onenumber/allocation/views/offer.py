"""Whom to ask: a choice, seen to be a choice. Nothing is ticked or passed on by the page."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import send_offers, withdraw_offer
from onenumber.allocation.forms.offer import TOGETHER, OfferForm, OrderForm
from onenumber.allocation.policies import may_offer
from onenumber.allocation.presenters.offer import present_offer
from onenumber.allocation.queries import Order, offer_for, offer_text, open_offers, standing, suggestions_for
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import ImpossibleFact
from onenumber.cases.models import Case
from onenumber.cases.queries import CaseFacts, case_for, facts_of
from onenumber.design.about import about
from onenumber.design.page import KeyHelp
from onenumber.organisations.queries import setting
from onenumber.records.submissions import read_key
from onenumber.workforce.models import Practitioner

KEYS = (KeyHelp(keys=("Ctrl", "Enter"), does="send the offer"),)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ViewerRequest, reference: str) -> HttpResponse:
    """Who could go, who is not suggested and why, and the offer to send."""
    case = case_for(request.viewer, reference)
    if not may_offer(request.viewer, case=case):
        raise NotAllowed("offer.sent")
    people = Practitioner.objects.filter(service_id=case.service_id).values_list("pk", flat=True)
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        people=list(people),
        minutes=setting(case.service, "offer.minutes"),
        at=request.at,
    )
    if request.method == "POST" and form.is_valid():
        sent = _send(request, case, form)
        if sent is not None:
            return sent
    return _page(request, case, form)


def _send(request: ViewerRequest, case: Case, form: OfferForm) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        offers = send_offers(
            by=request.viewer,
            at=request.at,
            case=case,
            practitioner_ids=said["ask"],
            together=said["how"] == TOGETHER,
            answer_minutes=said["minutes"],
            line=said["line"],
            key=read_key(request.POST.get("key")),
        )
    except ImpossibleFact as problem:
        form.add_error(None, problem.message)
        return None
    names = " and ".join(each.practitioner.name for each in offers)
    messages.success(request, f"{case.reference} is offered to {names}. Nothing is passed on by itself.")
    return HttpResponseRedirect("/board/", status=303)


def _page(request: ViewerRequest, case: Case, form: OfferForm) -> HttpResponse:
    facts = facts_of(case)
    wanted = OrderForm(request.GET)
    chosen = wanted.cleaned_data["order"] if wanted.is_valid() else ""
    order = Order(chosen) if chosen else Order.LOCALITY
    locality = facts.locality.name if facts.locality else ""
    suggested = suggestions_for(request.viewer, case, request.at, locality=locality, order=order)
    refused = request.method == "POST"
    about(request, title=f"Offer {case.reference}", keys=KEYS, has_errors=refused)
    shown = {
        "case": case,
        "form": form,
        "view": present_offer(facts, suggested, at=request.at),
        "not_suggested": suggested.not_suggested,
        "orders": [(each.value, each.words) for each in Order],
        "order": order.value,
        "standing": standing(case, facts),
        "asked": open_offers(case),
        "triaged": facts.triage is not None,
        "text": _text(facts, request, case),
        "key": uuid4(),
        "at": request.at,
    }
    return render(request, "allocation/offer.html", shown, status=422 if refused else 200)


def _text(facts: CaseFacts, request: ViewerRequest, case: Case) -> str:
    soonest = min(setting(case.service, "offer.minutes"))
    return offer_text(facts, answer_by=request.at + timedelta(minutes=soonest))


@require_POST
def withdraw(request: ViewerRequest, offer_id: int) -> HttpResponse:
    """Take an offer back before it is answered."""
    found = offer_for(request.viewer, offer_id)
    if found is None:
        raise NotAllowed("offer.withdrawn")
    key = read_key(request.POST.get("key"))
    withdraw_offer(by=request.viewer, at=request.at, offer=found, key=key)
    messages.success(request, f"{found.practitioner.name} is no longer asked about {found.case.reference}.")
    return HttpResponseRedirect(reverse("allocation:offer", args=[found.case.reference]), status=303)
