"""Gives each request its viewer and its moment, and turns what an action or query raised into a page.

The only place, besides commands and the worker, that reads the clock.
"""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onenumber.access.middleware.sign_in import page_to_return_to
from onenumber.access.models import ViewerRequest
from onenumber.access.queries import ReasonNeeded, viewer_for
from onenumber.access.views import failures
from onenumber.audit.actions import AlreadyDone, Conflict, NotAllowed
from onenumber.audit.queries import reach_of
from onenumber.records import clock
from onenumber.records.submissions import NotAKey, already_answered, read_key
from onenumber.records.wall import reading

SEE_OTHER = 303
READS = frozenset({"GET", "HEAD"})
REFUSALS = frozenset({404, 409, 422})  # of a form that was read; a body too large (413) is never read
PAGES: dict[type[Exception], Callable[..., HttpResponse]] = {
    Conflict: failures.conflict,
    NotAllowed: failures.not_found,
    NotAKey: failures.lost_key,
    OperationalError: failures.cannot_keep,
}


def _only_reads(request: HttpRequest) -> bool:
    """A page that is opened. The pages of the sign-in note what was shown (the library keeps that with the factor)."""
    return request.method in READS and not request.path.startswith(settings.LOGIN_URL)


def _as_answered(seen: ViewerRequest) -> HttpResponse | None:
    """Where the first sending of this form led, if it has been kept. Asked again before a refusal goes out: the first
    may have been kept while the second was looked at, and only its own effect is in the second's way.
    """
    if seen.method != "POST" or not seen.viewer.user_id or not seen.POST.get("key"):
        return None
    try:
        led = already_answered(read_key(seen.POST["key"]), by_id=seen.viewer.user_id)
    except NotAKey:
        return None  # the view says so beside what was typed
    return None if led is None else HttpResponseRedirect(led, status=SEE_OTHER)


class ViewerMiddleware:
    """Sets `request.viewer` and `request.at`; answers AlreadyDone, ReasonNeeded, and what PAGES names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = cast(ViewerRequest, request)
        seen.at = clock.now()
        seen.viewer = viewer_for(seen.user, at=seen.at)
        answer = self._answer(seen)
        if seen.viewer.user_id:  # on a shared computer nobody reads a record by going back after the sign-out
            answer.setdefault("Cache-Control", "no-store")
        return answer

    def _answer(self, seen: ViewerRequest) -> HttpResponse:
        """With the rows of the viewer alone; signed out, with none. A page that is only read can write nothing."""
        if not seen.viewer.user_id:
            return self.get_response(seen)
        try:
            with reading(reach_of(seen.viewer), only=_only_reads(seen)):
                answer = self.get_response(seen)
                return (_as_answered(seen) or answer) if answer.status_code in REFUSALS else answer
        except (
            OperationalError
        ) as problem:  # it went away at the very end: what was not committed was not kept
            return failures.cannot_keep(seen, problem)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """A form sent again is answered as the first time, before anything is looked at: the world moved on since."""
        return _as_answered(cast(ViewerRequest, request))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to what a view raised, or None for what is not ours to answer."""
        match exception:
            case AlreadyDone():
                return HttpResponseRedirect(exception.leads_to, status=SEE_OTHER)
            case ReasonNeeded():
                back = urlencode({"next": page_to_return_to(request)})
                return HttpResponseRedirect(f"{exception.ask_at}?{back}")
        page = next((page for kind, page in PAGES.items() if isinstance(exception, kind)), None)
        return page(request, exception) if page else None
