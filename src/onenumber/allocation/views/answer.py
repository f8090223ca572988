"""The page of the one asked, first of all on a phone: accept or decline, both as big as each other."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import accept_offer, decline_offer
from onenumber.allocation.forms.offer import AnswerForm
from onenumber.allocation.models import Offer
from onenumber.allocation.policies import is_asked, may_answer
from onenumber.allocation.presenters.offer import case_strip
from onenumber.allocation.queries import offer_for, turn_of
from onenumber.audit.actions import NotAllowed
from onenumber.cases.actions import HoldsAnother
from onenumber.cases.queries import facts_of
from onenumber.design.about import about
from onenumber.records.submissions import read_key


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ViewerRequest, offer_id: int) -> HttpResponse:
    """What is asked, by whom, until when; and the answer."""
    found = offer_for(request.viewer, offer_id)
    if found is None or not may_answer(request.viewer, offer=found):
        raise NotAllowed("offer.answered")
    if request.method != "POST":
        return _page(request, found, AnswerForm(), status=200)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    key = read_key(request.POST.get("key"))
    if form.cleaned_data["answer"] == "decline":
        decline_offer(
            by=request.viewer, at=request.at, offer=found, reason=form.cleaned_data["reason"], key=key
        )
        messages.success(request, f"You declined {found.case.reference}. The hub knows.")
        return HttpResponseRedirect(_home(request, found), status=303)
    try:
        accept_offer(
            by=request.viewer, at=request.at, offer=found, additional=form.cleaned_data["additional"], key=key
        )
    except HoldsAnother as other:
        return _as_well(request, found, other)
    messages.success(request, f"{found.case.reference} is yours. The decisions are yours.")
    return HttpResponseRedirect(_home(request, found), status=303)


def _home(request: ViewerRequest, found: Offer) -> str:
    return "/my-day/" if is_asked(request.viewer, found) else "/board/"


def _page(request: ViewerRequest, found: Offer, form: AnswerForm, *, status: int) -> HttpResponse:
    facts = facts_of(found.case)
    others = Offer.objects.filter(sending=found.sending).exclude(pk=found.pk).select_related("practitioner")
    holder = facts.commitment
    about(request, title=f"Asked about {found.case.reference}", has_errors=status != 200)
    shown = {
        "offer": found,
        "form": form,
        "strip": case_strip(facts, request.at),
        "turn": turn_of(found),
        "others": [each.practitioner.name for each in others],
        "holder": holder.practitioner.name if holder else "",
        "for_somebody": not is_asked(request.viewer, found),
        "key": uuid4(),
        "at": request.at,
    }
    return render(request, "allocation/answer.html", shown, status=status)


def _as_well(request: ViewerRequest, found: Offer, other: HoldsAnother) -> HttpResponse:
    about(request, title=f"You are on {other.reference}", has_errors=True)
    shown = {"offer": found, "other": other.reference, "key": uuid4()}
    return render(request, "allocation/as_well.html", shown, status=409)
