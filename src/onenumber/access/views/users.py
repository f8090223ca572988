"""Users and roles of a service, and its local settings: /settings/."""

from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from onenumber.access.actions import add_user, disable_user, enable_user, end_grant, grant_role
from onenumber.access.forms.users import RoleForm, UserForm
from onenumber.access.models import Grant, Role, User, ViewerRequest
from onenumber.access.policies import may_see_settings, may_switch_user
from onenumber.access.presenters.local_settings import setting_rows, text_ways
from onenumber.access.presenters.users import user_rows
from onenumber.access.queries.users import grants_of, works_elsewhere
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.design.about import about
from onenumber.organisations.models import Service
from onenumber.records.submissions import read_key

LONDON = ZoneInfo("Europe/London")


def _service(request: ViewerRequest, *roles: Role) -> Service:
    services = request.viewer.services(*roles)
    if not services:
        raise NotAllowed("user.added")
    return Service.objects.get(pk=services[0])


def _back(request: ViewerRequest, words: str, to: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(to, status=HTTPStatus.SEE_OTHER)


def _midnight(day: date | None, *, after: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days=after), time.min, LONDON) if day else None


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: ViewerRequest) -> HttpResponse:
    """Users for the system administrator, who may add one; the local settings for the AMHP lead too."""
    viewer = request.viewer
    if not may_see_settings(viewer):
        raise NotAllowed("user.added")
    manages = bool(viewer.services(Role.SYSTEM_ADMIN))
    if request.method == "POST" and not manages:
        raise NotAllowed("user.added")
    service = _service(request, Role.SYSTEM_ADMIN if manages else Role.AMHP_LEAD)
    form = UserForm(request.POST if request.method == "POST" else None, service=service)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        user = add_user(
            by=viewer,
            at=request.at,
            service_id=service.pk,
            name=facts["name"],
            email=facts["email"],
            role=Role(facts["role"]),
            council_id=facts["council"].pk if facts["council"] else None,
            key=read_key(request.POST.get("key")),
        )
        words = "Added. They set their password under “Forgotten your password?” on the sign-in page."
        return _back(request, words, f"/settings/users/{user.pk}/")
    about(request, title="Settings", has_errors=bool(form.errors))
    grants = grants_of(viewer, Role.SYSTEM_ADMIN).filter(service=service) if manages else ()
    page = {
        "manages": manages,
        "users": user_rows(grants, at=request.at),
        "form": form,
        "key": uuid4(),
        "service": service,
        "settings": setting_rows(service),
        "texts": text_ways(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "access/settings.html", page, status=status)


def _user(request: ViewerRequest, service: Service, number: int) -> tuple[User, list[Grant]]:
    grants = list(grants_of(request.viewer, Role.SYSTEM_ADMIN).filter(service=service, user_id=number))
    if not grants:
        raise Http404
    return grants[0].user, grants


def _grant(request: ViewerRequest, service: Service, user: User, facts: dict[str, Any]) -> None:
    grant_role(
        by=request.viewer,
        at=request.at,
        user=user,
        service_id=service.pk,
        role=Role(facts["role"]),
        council_id=facts["council"].pk if facts["council"] else None,
        begins_at=_midnight(facts["begins_on"]),
        ends_at=_midnight(facts["ends_on"], after=1),
        key=read_key(request.POST.get("key")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def user_page(request: ViewerRequest, number: int) -> HttpResponse:
    """One user: their roles, and a form for one more."""
    service = _service(request, Role.SYSTEM_ADMIN)
    user, grants = _user(request, service, number)
    today = request.at.astimezone(LONDON).date()
    form = RoleForm(request.POST if request.method == "POST" else None, service=service, today=today)
    if request.method == "POST" and form.is_valid():
        _grant(request, service, user, form.cleaned_data)
        return _back(request, "The role is given.", f"/settings/users/{number}/")
    about(request, title="User", has_errors=bool(form.errors))
    [row] = user_rows(grants, at=request.at)
    page = {
        "row": row,
        "form": form,
        "key": uuid4(),
        "own": number == request.viewer.user_id,
        "elsewhere": works_elsewhere(number, service.pk, at=request.at),
        "may_switch": may_switch_user(request.viewer, user=user, service_id=service.pk),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "access/user.html", page, status=status)


@require_POST
def end_role(request: ViewerRequest, number: int, grant_number: int) -> HttpResponse:
    """End one role of one user."""
    service = _service(request, Role.SYSTEM_ADMIN)
    _, grants = _user(request, service, number)
    grant = next((one for one in grants if one.pk == grant_number), None)
    if grant is None:
        raise Http404
    end_grant(by=request.viewer, at=request.at, grant=grant, key=read_key(request.POST.get("key")))
    return _back(request, "The role is ended.", f"/settings/users/{number}/")


@require_POST
def switch_user(request: ViewerRequest, number: int) -> HttpResponse:
    """Close or reopen a sign-in."""
    service = _service(request, Role.SYSTEM_ADMIN)
    user, _ = _user(request, service, number)
    if works_elsewhere(number, service.pk, at=request.at):
        raise Conflict(
            "This person also works in another service, so their sign-in stays. End their roles here instead.",
            link=f"/settings/users/{number}/",
            link_text="Back to the user",
        )
    act, words = (
        (enable_user, "Opened again.") if request.POST.get("to") == "open" else (disable_user, "Closed.")
    )
    act(
        by=request.viewer,
        at=request.at,
        user=user,
        service_id=service.pk,
        key=read_key(request.POST.get("key")),
    )
    return _back(request, f"The sign-in is {words.lower()}", f"/settings/users/{number}/")
