"""Pages for when something cannot be done: they say what, and what to do next, and lose nothing that was typed."""

import logging
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onenumber.access.views.typed import from_our_own_page, typed_fields
from onenumber.audit.actions import Conflict
from onenumber.design.about import about
from onenumber.design.parts import Notice

log = logging.getLogger(__name__)
HOME = ("Go to the first page", "/")


def _say(request: HttpRequest, status: HTTPStatus, notice: Notice, *, bare: bool = False) -> HttpResponse:
    about(request, title=notice.heading, bare=bare)
    return render(request, "design/notice.html", {"notice": notice}, status=status)


def _again(
    request: HttpRequest, status: HTTPStatus, notice: Notice, *, resend: bool = True, bare: bool = False
) -> HttpResponse:
    about(request, title=notice.heading, bare=bare)
    own = resend and from_our_own_page(request)
    facts = {
        "notice": notice,
        "typed": typed_fields(request),
        "may_send_again": own,
        "address": request.get_full_path(),
    }
    return render(request, "access/again.html", facts, status=status)


def bad_request(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """400: what was sent could not be read."""
    text = (
        "What was sent could not be read, so nothing was changed.",
        "Go back, check what was typed, and send it again.",
    )
    notice = Notice(heading="That could not be read", text=text, links=(HOME,))
    return _say(request, HTTPStatus.BAD_REQUEST, notice, bare=True)


def lost_key(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the form has lost its key, so sending it twice could not be told from sending it once."""
    return _again(
        request,
        HTTPStatus.BAD_REQUEST,
        Notice(
            heading="This form could not be taken", text=(str(exception), "Nothing was saved."), links=(HOME,)
        ),
    )


def not_found(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """404: there is no such page, or it is not for this viewer; the two are not told apart."""
    text = (
        "There is no such page, or it is not open to you.",
        "Check the reference. If you need this record for your work, ask the service that owns it.",
    )
    return _say(request, HTTPStatus.NOT_FOUND, Notice(heading="Page not found", text=text, links=(HOME,)))


@login_not_required
def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 for an address that only exists because a library asks for its name."""
    return not_found(request)


def conflict(request: HttpRequest, problem: Conflict) -> HttpResponse:
    """409: the world moved on while the form was open."""
    links = ((problem.link_text or "See how it is now", problem.link),) if problem.link else (HOME,)
    notice = Notice(heading="This has changed", text=(problem.message,), links=links)
    return _again(request, HTTPStatus.CONFLICT, notice, resend=False)


def too_many(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """429: sent too often in a short time."""
    text = (
        "This was sent too many times in a short while, so it was not taken this time.",
        "Wait a minute and send it again. Nothing that was saved before is lost.",
    )
    answer = _again(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        Notice(heading="Wait a minute, please", text=text, links=(HOME,)),
    )
    answer["Retry-After"] = "60"
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any form or list of ours holds. It is not read, so nothing of it can be shown again."""
    text = (
        "What was sent is larger than 2 MB, so it was not taken.",
        "Send a list in parts, or a shorter text.",
    )
    notice = Notice(heading="That is too large", text=text, links=(HOME,))
    return _say(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, notice, bare=True)


def cannot_keep(request: HttpRequest, problem: Exception) -> HttpResponse:
    """503: the database takes nothing just now (a full disk, a restart). Asks it nothing; what was typed is shown."""
    log.error("The database did not take it: %s", type(problem).__name__)
    notice = Notice(
        heading="That could not be kept",
        text=(
            "The database did not take it, so nothing of it was saved. What you typed is still here.",
            "Send it again in a minute. If it happens again, work on paper and tell your system administrator.",
        ),
        links=(HOME,),
    )
    return _again(request, HTTPStatus.SERVICE_UNAVAILABLE, notice, bare=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Asks the database nothing, since that may be what is broken."""
    text = (
        "Something went wrong on our side. What you saved before is kept; this one step may not be.",
        "Go back and try again. If it happens again, work on paper and tell your system administrator the time.",
    )
    notice = Notice(heading="That did not work", text=text, links=(HOME,))
    return _say(request, HTTPStatus.INTERNAL_SERVER_ERROR, notice, bare=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 by Django's check that a form is ours: usually a page left open over a sign-in; keeps what was typed."""
    log.warning("Form refused: %s", reason)
    text = ("You signed in again after this page was opened, so it was not taken and nothing was saved.",)
    return _again(
        request, HTTPStatus.FORBIDDEN, Notice(heading="Please send this again", text=text, links=(HOME,))
    )


def signed_out_while_typing(request: HttpRequest, sign_in_at: str) -> HttpResponse:
    """401: a form was sent after the sign-in had ended. It is shown again, to be sent after signing in."""
    text = (
        "Your sign-in had ended, so nothing was saved. What you typed is still here.",
        "Sign in in a new tab, come back to this page, and send it again.",
    )
    links = (("Sign in in a new tab", sign_in_at),)
    return _again(
        request,
        HTTPStatus.UNAUTHORIZED,
        Notice(heading="Sign in, then send this again", text=text, links=links),
    )
