"""/offers/<id>/: the page of the one who is asked, and taking an offer back. Works on a phone, with one hand."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import accept_offer, decline_offer, withdraw_offer
from onenumber.allocation.forms import AnswerForm, WithdrawForm
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import is_asked, may_answer, may_withdraw
from onenumber.allocation.presenters import answer_page
from onenumber.allocation.queries import offer_for, open_offers, turn_of
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.actions import HoldsAnother
from onenumber.cases.queries import facts_of, holder_of
from onenumber.design.about import about
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ViewerRequest, offer_id: int) -> HttpResponse:
    """Accept or decline, equally large. Somebody on another case is asked for their own Yes first."""
    offer = offer_for(request.viewer, offer_id)
    if offer is None or not _may_open(request.viewer, offer):
        raise NotAllowed("offer.opened")
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if form.is_valid():
        try:
            return _answered(request, offer, form)
        except HoldsAnother as another:
            return _take_as_well(request, offer, another)
    about(request, title=f"You are asked: {offer.case.reference}", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(
        request, "allocation/answer.html", {"form": form, "words": _words(request, offer)}, status=status
    )


def _may_open(viewer: Viewer, offer: Offer) -> bool:
    """The one asked; and the hub while it types in what was answered on paper."""
    return is_asked(viewer, offer) or (viewer.paper is not None and may_answer(viewer, offer=offer))


def _words(request: ViewerRequest, offer: Offer) -> object:
    others = [each for each in open_offers(offer.case) if each.offer.pk != offer.pk]
    facts, holder = facts_of(offer.case), holder_of(offer.case_id)
    return answer_page(offer, turn_of(offer), facts, others, holder, at=request.at)


def _answered(request: ViewerRequest, offer: Offer, form: AnswerForm) -> HttpResponse:
    said = form.cleaned_data
    key, reference = read_key(said["key"]), offer.case.reference
    if said["answer"] == "accept":
        additional = said["additional"] == "yes"
        accept_offer(by=request.viewer, at=request.at, offer=offer, additional=additional, key=key)
        messages.success(request, f"{reference} is yours. The decisions in it are yours too.")
    else:
        decline_offer(by=request.viewer, at=request.at, offer=offer, reason=said["reason"], key=key)
        messages.success(request, f"You declined {reference}. Thank you for answering.")
    return HttpResponseRedirect("/my-day/", status=HTTPStatus.SEE_OTHER)


def _take_as_well(request: ViewerRequest, offer: Offer, another: HoldsAnother) -> HttpResponse:
    about(request, title=f"You are on {another.reference}")
    context = {
        "offer": offer, "words": _words(request, offer), "on_reference": another.reference,
        "on_url": f"/cases/{another.reference}/", "key": uuid4(),
    }  # fmt: skip
    return render(request, "allocation/take_as_well.html", context, status=HTTPStatus.CONFLICT)


@require_POST
def withdraw(request: ViewerRequest, offer_id: int) -> HttpResponse:
    """The hub takes an offer back."""
    offer = offer_for(request.viewer, offer_id)
    if offer is None or not may_withdraw(request.viewer, offer=offer):
        raise NotAllowed("offer.withdrawn")
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    key = read_key(request.POST.get("key"))
    done = withdraw_offer(by=request.viewer, at=request.at, offer=offer, reason=reason, key=key)
    if done.answer == Offer.Answer.WITHDRAWN:
        messages.success(
            request, f"{offer.practitioner.name} is no longer asked about {offer.case.reference}."
        )
    else:
        messages.info(request, f"{offer.practitioner.name} had answered already.")
    return HttpResponseRedirect(f"/offers/new/{offer.case.reference}/", status=HTTPStatus.SEE_OTHER)
