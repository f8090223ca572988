"""Ends a sign-in after so many hours, or after so many minutes in which nobody did anything.

The board asks for news by itself every ten seconds; that is nobody doing anything. Keeping a draft is somebody
typing. The moment is written down at most once a minute, so that a page does not cost a write.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from onenumber.records import clock

SIGNED_IN_AT = "onenumber.signed_in_at"
SEEN_AT = "onenumber.seen_at"
WRITTEN_EVERY = timedelta(minutes=1)


def _moment(request: HttpRequest, name: str) -> datetime | None:
    kept = request.session.get(name)
    return datetime.fromtimestamp(kept, UTC) if isinstance(kept, (int, float)) else None


def is_over(request: HttpRequest, *, at: datetime) -> bool:
    """Whether this sign-in has lasted too long or was left alone too long."""
    hours, idle = timedelta(hours=settings.SESSION_HOURS), timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    signed_in_at, seen_at = _moment(request, SIGNED_IN_AT), _moment(request, SEEN_AT)
    too_long = bool(hours and signed_in_at and at - signed_in_at >= hours)
    left_alone = bool(idle and seen_at and at - seen_at >= idle)
    return too_long or left_alone


def note_seen(request: HttpRequest, *, at: datetime) -> None:
    """Write down that somebody did something, if the last note is a minute old."""
    seen_at = _moment(request, SEEN_AT)
    if seen_at is not None and at - seen_at < WRITTEN_EVERY:
        return
    try:
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=at)
    except OperationalError:
        return  # a database that takes nothing (a full disk) must not keep anybody from reading
    request.session.setdefault(SIGNED_IN_AT, at.timestamp())
    request.session[SEEN_AT] = at.timestamp()


class SessionLimits:
    """Before the viewer is known: a sign-in that is over is signed out, and the page asks to sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = clock.now()
        if request.user.is_authenticated:
            if is_over(request, at=at):
                UserSession.objects.filter(session_key=request.session.session_key).delete()
                logout(request)
            elif "X-Fragment" not in request.headers:
                note_seen(request, at=at)
        return self.get_response(request)
