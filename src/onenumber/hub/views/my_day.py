"""My day: the page of one practitioner, first of all on a phone; each tap is one fact with its time."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amhp.dataset import propose_place
from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import change_commitment, finish_attempt, record_attempt, record_carrying_out
from onenumber.cases.models import Attempt, CarryingOut, Case, Commitment
from onenumber.cases.queries import case_for, facts_of
from onenumber.design.about import about
from onenumber.fieldwork.panels import show_phone
from onenumber.hub.presenters.my_day import present_my_day
from onenumber.hub.queries.my_day import read_my_day
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key
from onenumber.welfare.panels import show_own_call


def _practitioner_id(request: ViewerRequest) -> int:
    """The page is for whoever wears a practitioner's hat, and nobody else."""
    if request.viewer.practitioner_id is None:
        raise NotAllowed("my_day")
    return request.viewer.practitioner_id


STEPS = ("arrived", "started", "finished", "waiting", "active")


@require_safe
def my_day(request: ViewerRequest) -> HttpResponse:
    """What I am asked, what I hold, what comes later, and help."""
    number = _practitioner_id(request)
    day = present_my_day(read_my_day(request.viewer, number, at=request.at), at=request.at)
    about(request, title="My day")
    service = Service.objects.filter(id__in=request.viewer.services()).first()
    held = [(card.reference, card.next_step, card.next_words) for card in day.held]
    shown = {
        "day": day, "at": request.at, "key_for": uuid4,
        "own_call": show_own_call(request.viewer, at=request.at),
        "phone": show_phone(
            request.viewer, at=request.at, one_number=service.one_number if service else "", held=held
        ),
    }  # fmt: skip
    return render(request, "hub/my_day.html", shown)


@require_POST
def my_day_step(request: ViewerRequest, reference: str, step: str) -> HttpResponse:
    """One tap: arrived, started, finished, nothing to do now, with it again."""
    case = case_for(request.viewer, reference)
    held = Commitment.objects.filter(
        case=case, practitioner_id=_practitioner_id(request), ended_at__isnull=True
    ).first()
    if held is None or step not in STEPS:
        raise NotAllowed("my_day.step")
    key = read_key(request.POST.get("key"))
    if step in {"waiting", "active"}:
        change_commitment(by=request.viewer, at=request.at, commitment=held, kind=step, key=key)
    else:
        _tap(request, case, step, key=key, at=request.at)
    return HttpResponseRedirect(reverse("hub:my_day"), status=303)


def _tap(request: ViewerRequest, case: Case, step: str, *, key: UUID, at: datetime) -> None:
    facts, by = facts_of(case), request.viewer
    if step == "arrived":
        record_carrying_out(
            by=by, at=at, case=case, step=CarryingOut.Step.ARRIVED, place=facts.place, key=key
        )
    elif step == "started":
        place = facts.place
        record_attempt(by=by, at=at, case=case, place=place, place_kind=propose_place(place) or "", key=key)
    elif facts.open_attempt is not None:
        finish_attempt(by=by, at=at, attempt=facts.open_attempt, result=Attempt.Result.DONE, key=key)
    else:
        raise Conflict(
            "Nothing is under way to finish. It may have been recorded by a colleague.",
            link="/my-day/",
            link_text="My day",
        )
