"""/handover/: the list in hand; /handover/past/: every list made so far, and making the next."""

from http import HTTPStatus
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.design.about import about
from onenumber.design.wording import weekday_moment
from onenumber.handover.actions import make_handover
from onenumber.handover.forms import MakeForm
from onenumber.handover.policies import READERS, may_hand_over, may_see_handover
from onenumber.handover.presenters import list_lines
from onenumber.handover.queries import in_hand, list_of_boundary, lists_of
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.submissions import read_key
from onenumber.rota.queries import Boundary, last_boundary, next_boundary
from onenumber.workforce.queries import practitioners

LATE = 4  # hours after its boundary in which a list can still be made


def _refuse_strangers(viewer: Viewer, in_hand_is_theirs: bool) -> None:
    if not viewer.services(*READERS) and not in_hand_is_theirs:
        raise NotAllowed("handover")


def _receivers(service: Service) -> list[Service]:
    """Whom a service hands to: itself where day and out of hours are one, and the others it has named."""
    named = setting(service, "handover.services") if has_setting(service, "handover.services") else []
    own = [service] if service.mode == Service.Mode.COMBINED else []
    return [*own, *Service.objects.filter(prefix__in=named).exclude(pk=service.pk).order_by("name")]


def _to_make(viewer: Viewer, service: Service) -> tuple[Boundary | None, list[Service]]:
    """The boundary whose list this viewer may make now, and whom it may go to."""
    last, following = last_boundary(service, viewer.at), next_boundary(service, viewer.at)
    late = last is not None and (viewer.at - last.at).total_seconds() <= LATE * 3600
    for boundary in (following, last if late else None):
        if boundary is None or not may_hand_over(viewer, service=service, giving=boundary.giving):
            continue
        made = {each.receiving_service_id for each in list_of_boundary(service.pk, boundary.at)}
        left = [each for each in _receivers(service) if each.pk not in made]
        if left:
            return boundary, left
    return None, []


@require_safe
def current(request: ViewerRequest) -> HttpResponse:
    """The list in hand; without one, how to make it."""
    viewer = request.viewer
    found = in_hand(viewer, request.at)
    theirs = found is not None and may_see_handover(viewer, handover=found)
    _refuse_strangers(viewer, theirs)
    if found is not None and theirs:
        return HttpResponseRedirect(f"/handover/{found.pk}/")
    return _make(request)


@require_http_methods(["GET", "HEAD", "POST"])
def past(request: ViewerRequest) -> HttpResponse:
    """Every list so far, and making one where one is still to be made."""
    _refuse_strangers(request.viewer, False)
    return _make(request)


def _make(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    services = Service.objects.filter(pk__in=viewer.services(*READERS)).order_by("pk")
    service = services.filter(prefix=request.GET.get("service", "")).first() or services.first()
    boundary, receivers = _to_make(viewer, service) if service is not None else (None, [])
    form = None
    if service is not None and boundary is not None:
        form = MakeForm(
            request.POST if request.method == "POST" else None,
            people=[person for person in practitioners(viewer, service.pk) if person.user_id is not None],
            services=receivers,
            own=viewer.practitioner_id,
            initial={"key": uuid4()},
        )
        if form.is_valid():
            made = _try(request, form, service, boundary)
            if made is not None:
                return made
    elif request.method == "POST":
        raise NotAllowed("handover.made")
    about(request, title="Handover", has_errors=bool(form and form.is_bound))
    shown = {
        "form": form,
        "lines": list_lines(lists_of(viewer), request.at),
        "boundary": boundary,
        "boundary_words": weekday_moment(boundary.at) if boundary else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "handover/lists.html", shown, status=status)


def _try(request: ViewerRequest, form: MakeForm, service: Service, boundary: Boundary) -> HttpResponse | None:
    try:
        made = make_handover(
            by=request.viewer,
            at=request.at,
            service=service,
            to=form.chosen_service,
            boundary=boundary,
            giving=boundary.giving,
            coordinator=form.chosen_coordinator,
            key=read_key(form.cleaned_data["key"]),
        )
    except ImpossibleFact as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return None
    return HttpResponseRedirect(f"/handover/{made.pk}/", status=HTTPStatus.SEE_OTHER)
