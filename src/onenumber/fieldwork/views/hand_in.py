"""A phone hands in what it kept. Answers are JSON: sent, apart (with its page), refused (with the reason).

Two addresses. The first is for somebody signed in. The second takes the pass that My day gave the phone: "I am not
safe" counts whether or not a sign-in has run out; anything else is taken there only from somebody who can no longer
sign in, and is kept apart for the lead. The key of a thing is called `item` here: a page's `key`, sent again, is
answered with a redirect, which a script could not tell from the one to sign-in.
"""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from onenumber.access.models import User, ViewerRequest
from onenumber.access.queries import viewer_for
from onenumber.audit.actions import AlreadyDone
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.fieldwork.actions import Told, take_entry
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import holder_of_pass
from onenumber.records import clock
from onenumber.records.submissions import NotAKey, read_key
from onenumber.records.wall import as_the_service
from onenumber.welfare.actions import call_not_safe
from onenumber.workforce.models import Practitioner

NOT_SAFE = "not_safe"
LONGEST = {"reference": 20, "words": 20000, "back_up_why": 10, "kind": 10}


class Unreadable(ValueError):
    """What was sent is no entry of a phone."""


@require_POST
def hand_in(request: ViewerRequest) -> HttpResponse:
    """From somebody signed in; what another one kept on the same phone is left for them."""
    if request.POST.get("user") != str(request.viewer.user_id):
        return _answer("other", status=HTTPStatus.CONFLICT)
    return _take(request, request.viewer, request.viewer.user_id, at=request.at)


@login_not_required
@require_POST
@as_the_service
def hand_in_signed_out(request: HttpRequest) -> HttpResponse:
    """From a phone with a pass."""
    at = clock.now()
    user = User.objects.filter(pk=holder_of_pass(request.POST.get("pass", "")) or 0).first()
    if user is None:
        return _answer("sign_in", status=HTTPStatus.UNAUTHORIZED)
    viewer = viewer_for(user, at=at)
    may_sign_in = user.is_active and bool(viewer.grants)
    if may_sign_in and request.POST.get("kind") != NOT_SAFE:
        return _answer("sign_in", status=HTTPStatus.UNAUTHORIZED)
    return _take(request, viewer, user.pk, at=at)


def _take(request: HttpRequest, viewer: Viewer, user_id: int, *, at: datetime) -> HttpResponse:
    who = Practitioner.objects.select_related("service").filter(user_id=user_id).first()
    if who is None:
        return _refused("Only practitioners hand in from a phone.")
    by = viewer
    if viewer.practitioner_id is None:  # no grant any more: still the same person
        by = Viewer(user_id=user_id, name=who.name, grants=(), at=at, practitioner_id=who.pk)
    try:
        apart = _record(_read(request), by, who, at=at, key=read_key(request.POST.get("item")))
    except (NotAKey, Unreadable):
        return _refused("The phone sent something that could not be read.")
    except ImpossibleFact as problem:
        return _refused(problem.message)
    except AlreadyDone:
        return _answer("sent")
    if apart is None:
        return _answer("sent")
    return _answer("apart", url=f"/phone-entries/{apart.pk}/", reason=str(apart.get_why_display()))


def _record(told: Told, by: Viewer, who: Practitioner, *, at: datetime, key: UUID) -> PhoneEntry | None:
    if told.kind == NOT_SAFE:
        call_not_safe(by=by, at=at, practitioner=who, happened_at=told.happened_at, key=key)
        return None
    return take_entry(by=by, at=at, practitioner=who, told=told, key=key)


def _read(request: HttpRequest) -> Told:
    """What was told. Raises Unreadable."""
    said = {name: request.POST.get(name, "") for name in LONGEST}
    if any("\x00" in said[name] or len(said[name]) > longest for name, longest in LONGEST.items()):
        raise Unreadable
    try:
        moment = parse_datetime(request.POST.get("happened_at", ""))
    except ValueError as problem:
        raise Unreadable from problem
    if moment is None or moment.tzinfo is None:
        raise Unreadable
    return Told(**said, happened_at=moment)


def _answer(state: str, *, status: HTTPStatus = HTTPStatus.OK, **more: str) -> HttpResponse:
    return JsonResponse({"state": state, **more}, status=status)


def _refused(reason: str) -> HttpResponse:
    return _answer("refused", status=HTTPStatus.UNPROCESSABLE_ENTITY, reason=reason)
