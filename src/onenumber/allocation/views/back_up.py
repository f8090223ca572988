"""/back-up/new/ and /back-up/<id>/: call for back-up, answer the call, say what was done."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from onenumber.access.models import Role, ViewerRequest
from onenumber.allocation.actions import answer_back_up, ask_back_up, end_back_up
from onenumber.allocation.forms import BackUpDoneForm, BackUpForm, BackUpGoForm
from onenumber.allocation.models import BackUp
from onenumber.allocation.policies import may_ask_back_up, may_end_back_up, may_see_back_up
from onenumber.allocation.presenters import back_up_page
from onenumber.allocation.queries import back_up_for
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.policies import is_hub
from onenumber.cases.queries import in_councils
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key
from onenumber.rota.queries import on_duty
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.queries import practitioners


@require_http_methods(["GET", "HEAD", "POST"])
def new_back_up(request: ViewerRequest) -> HttpResponse:
    """A practitioner for themself, or the hub for anybody."""
    service = _service(request.viewer)
    own = request.viewer.practitioner_id or 0
    people = practitioners(request.viewer, service.pk) if is_hub(request.viewer, service.pk) else []
    form = BackUpForm(
        request.POST if request.method == "POST" else None,
        people=people,
        own=own,
        initial={"key": uuid4(), "reference": request.GET.get("case", "")[:20]},
    )
    case = _case(request.viewer, form) if form.is_valid() else None
    if form.is_valid():
        said = form.cleaned_data
        chosen = said.get("practitioner", "")
        asking = form.people.get(chosen) if people else Practitioner.objects.filter(pk=own).first()
        asked = ask_back_up(
            by=request.viewer,
            at=request.at,
            service=service,
            why=said["why"],
            urgent=said["urgent"] == "yes",
            words=said["words"],
            practitioner=asking,
            case=case,
            key=read_key(said["key"]),
        )
        messages.success(request, "Back-up is asked for. Every spare on duty is told.")
        return HttpResponseRedirect(f"/back-up/{asked.pk}/", status=HTTPStatus.SEE_OTHER)
    about(request, title="Ask for back-up", has_errors=form.is_bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "allocation/new_back_up.html", {"form": form}, status=status)


def _service(viewer: Viewer) -> Service:
    """The first of the viewer's services in which they may call for back-up."""
    for service in Service.objects.filter(pk__in=viewer.services(*Role)).order_by("pk"):
        if may_ask_back_up(viewer, service=service):
            return service
    raise NotAllowed("back_up.asked")


def _case(viewer: Viewer, form: BackUpForm) -> Case | None:
    """The case named, if it is one of the viewer's services; anything else is said beside the field."""
    reference = form.cleaned_data["reference"].strip().upper()
    if not reference:
        return None
    found = Case.objects.filter(reference=reference, service_id__in=viewer.services()).first()
    if found is None or not in_councils(viewer, found):
        form.add_error("reference", "No case has this reference. Leave it empty if you are not sure.")
        return None
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def back_up(request: ViewerRequest, back_up_id: int) -> HttpResponse:
    """One request: who goes, and what was done."""
    found = back_up_for(request.viewer, back_up_id)
    if found is None or not may_see_back_up(request.viewer, back_up=found):
        raise NotAllowed("back_up.opened")
    going, done = _forms(request, found)
    for form in (going, done):
        if form is not None and form.is_bound and form.is_valid():
            _act(request, found, form)
            return HttpResponseRedirect(f"/back-up/{found.pk}/", status=HTTPStatus.SEE_OTHER)
    bound = [form for form in (going, done) if form is not None and form.is_bound]
    refused = request.method == "POST"
    about(request, title="Back-up", has_errors=refused)
    context = {"words": back_up_page(found, at=request.at), "going": going, "done": done, "wrong": bound}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "allocation/back_up.html", context, status=status)


def _forms(request: ViewerRequest, found: BackUp) -> tuple[BackUpGoForm | None, BackUpDoneForm | None]:
    posted = request.method == "POST"
    what = request.POST.get("what", "") if posted else ""
    going: BackUpGoForm | None = None
    people = _who_may_go(request.viewer, found)
    if (people and found.answered_at is None and found.ended_at is None) or what == "go":
        initial = {"key": uuid4(), "practitioner": str(request.viewer.practitioner_id or "")}
        going = BackUpGoForm(request.POST if what == "go" else None, people=people, initial=initial)
    done: BackUpDoneForm | None = None
    if (found.ended_at is None or what == "done") and may_end_back_up(request.viewer, back_up=found):
        done = BackUpDoneForm(request.POST if what == "done" else None, initial={"key": uuid4()})
    return going, done


def _who_may_go(viewer: Viewer, found: BackUp) -> list[Practitioner]:
    if is_hub(viewer, found.service_id):
        return _colleagues(viewer, found.service_id)
    return list(Practitioner.objects.filter(pk=viewer.practitioner_id or 0, service_id=found.service_id))


def _colleagues(viewer: Viewer, service_id: int) -> list[Practitioner]:
    """Spares on duty first, then others on duty, then everybody else who is an AMHP or EDT officer."""
    order = {
        line.practitioner_id: (0 if line.kind == "spare" else 1)
        for line in on_duty(viewer, service_id, viewer.at)
    }
    serving = Hat.objects.filter(kind__in=(Hat.Kind.AMHP, Hat.Kind.EDT)).values_list(
        "practitioner_id", flat=True
    )
    able = set(serving) | set(order)
    people = [person for person in practitioners(viewer, service_id) if person.pk in able]
    return sorted(people, key=lambda person: (order.get(person.pk, 2), person.name))


def _act(request: ViewerRequest, found: BackUp, form: BackUpGoForm | BackUpDoneForm) -> None:
    key = read_key(form.cleaned_data["key"])
    if isinstance(form, BackUpGoForm):
        person = form.people[form.cleaned_data["practitioner"]]
        answer_back_up(by=request.viewer, at=request.at, back_up=found, practitioner=person, key=key)
        messages.success(request, f"{person.name} goes.")
    else:
        end_back_up(by=request.viewer, at=request.at, back_up=found, done=form.cleaned_data["done"], key=key)
        messages.success(request, "Recorded.")
