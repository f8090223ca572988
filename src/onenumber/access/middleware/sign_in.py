"""Asks for a sign-in before every page, and keeps what was typed when the sign-in ended meanwhile."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from onenumber.access.views.failures import signed_out_while_typing
from onenumber.access.views.typed import from_our_own_page


def page_to_return_to(request: HttpRequest) -> str:
    """The page to show after signing in: this one, or for a form the page it was on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    parts = urlsplit(came_from)
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) and parts.path.startswith("/"):
        return parts._replace(scheme="", netloc="", fragment="").geturl()
    return "/"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page leads to sign-in and back; a script's request gets 401; a form is kept and shown again."""
    sign_in_at = f"{settings.LOGIN_URL}?{urlencode({'next': page_to_return_to(request)})}"
    if request.headers.get("X-Fragment") or request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse("Signed out.", content_type="text/plain", status=HTTPStatus.UNAUTHORIZED)
    if request.method == "POST" and from_our_own_page(request):
        return signed_out_while_typing(request, sign_in_at)
    return HttpResponseRedirect(sign_in_at)


class SignInRequired(LoginRequiredMiddleware):
    """Django's rule (every view asks for a sign-in unless it says `login_not_required`), with our answers."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], *_: Any, **__: Any
    ) -> HttpResponse | None:
        """None where the page may be shown."""
        if request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        return ask_to_sign_in(request)
