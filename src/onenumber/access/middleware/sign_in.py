"""Asks for a sign-in before every page, and keeps what was typed when the sign-in ended meanwhile."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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


class SignInRequired(LoginRequiredMiddleware):
    """Signed out, a page leads to sign-in and back; a script's request gets 401; a form is kept and shown again."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # noqa: ARG002
        sign_in_at = f"{settings.LOGIN_URL}?{urlencode({'next': page_to_return_to(request)})}"
        if request.headers.get("X-Fragment") or request.headers.get("Accept", "").startswith("application/json"):
            return HttpResponse("Signed out.", content_type="text/plain", status=HTTPStatus.UNAUTHORIZED)
        if request.method == "POST" and from_our_own_page(request):
            return signed_out_while_typing(request, sign_in_at)
        return HttpResponse(status=HTTPStatus.FOUND, headers={"Location": sign_in_at})
