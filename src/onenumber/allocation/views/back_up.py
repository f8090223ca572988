"""Back-up for a colleague: asked in two taps, answered by name, ended with what was done."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onenumber.access.models import ViewerRequest
from onenumber.allocation.actions import answer_back_up, ask_back_up, end_back_up
from onenumber.allocation.forms.back_up import AskForm, DoneForm, GoForm
from onenumber.allocation.models import BackUp
from onenumber.allocation.policies import may_ask_back_up
from onenumber.allocation.queries import back_up_for
from onenumber.audit.actions import NotAllowed
from onenumber.cases.models import Commitment
from onenumber.cases.policies import is_hub
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key
from onenumber.workforce.models import Practitioner


def _service(request: ViewerRequest) -> Service:
    for service in Service.objects.filter(id__in=request.viewer.services()).order_by("id"):
        if may_ask_back_up(request.viewer, service=service):
            return service
    raise NotAllowed("back_up.asked")


@require_http_methods(["GET", "HEAD", "POST"])
def new_back_up(request: ViewerRequest) -> HttpResponse:
    """Ask for back-up."""
    service = _service(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _ask(request, service, form)
    refused = request.method == "POST"
    about(request, title="Need back-up", has_errors=refused)
    shown = {"form": form, "one_number": service.one_number, "key": uuid4()}
    return render(request, "allocation/new_back_up.html", shown, status=422 if refused else 200)


def _ask(request: ViewerRequest, service: Service, form: AskForm) -> HttpResponse:
    me = Practitioner.objects.filter(pk=request.viewer.practitioner_id or 0, service=service).first()
    held = (
        Commitment.objects.filter(practitioner=me, ended_at__isnull=True, kind="active").first()
        if me
        else None
    )
    asked = ask_back_up(
        by=request.viewer,
        at=request.at,
        service=service,
        practitioner=me,
        case=held.case if held else None,
        key=read_key(request.POST.get("key")),
        **form.cleaned_data,
    )
    messages.success(
        request, "The hub and the spares are asked. Ring if it cannot wait; in danger, dial 999."
    )
    return HttpResponseRedirect(reverse("allocation:back_up", args=[asked.pk]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def back_up(request: ViewerRequest, back_up_id: int) -> HttpResponse:
    """One request: who asked and why, who goes, what was done."""
    found = back_up_for(request.viewer, back_up_id)
    if found is None:
        raise NotAllowed("back_up.answered")
    ending = found.answered_at is not None or request.POST.get("do") == "end"
    posted = request.POST if request.method == "POST" else None
    go = GoForm(posted if posted and not ending else None, service_id=found.service_id, initial=_me(request))
    done = DoneForm(posted if posted and ending else None)
    key_text = request.POST.get("key")
    if posted and not ending and go.is_valid():
        goes = go.cleaned_data["practitioner"]
        answer_back_up(
            by=request.viewer, at=request.at, back_up=found, practitioner=goes, key=read_key(key_text)
        )
        messages.success(request, f"{goes.name} goes. Whoever asked is told.")
        return HttpResponseRedirect(reverse("allocation:back_up", args=[found.pk]), status=303)
    if posted and ending and done.is_valid():
        end_back_up(
            by=request.viewer, at=request.at, back_up=found, key=read_key(key_text), **done.cleaned_data
        )
        messages.success(request, "Kept. The request is over.")
        return HttpResponseRedirect(reverse("allocation:back_up", args=[found.pk]), status=303)
    return _page(request, found, go, done, refused=posted is not None)


def _me(request: ViewerRequest) -> dict[str, object]:
    return {"practitioner": request.viewer.practitioner_id}


def _page(
    request: ViewerRequest, found: BackUp, go: GoForm, done: DoneForm, *, refused: bool
) -> HttpResponse:
    about(request, title="Back-up", has_errors=refused)
    shown = {
        "back_up": found,
        "go": go,
        "done": done,
        "hub": is_hub(request.viewer, found.service_id),
        "own": request.viewer.practitioner_id,
        "key": uuid4(),
        "at": request.at,
    }
    return render(request, "allocation/back_up.html", shown, status=422 if refused else 200)
