"""Nobody works in a live service on a password alone: until the second factor is given, only its pages open."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onenumber.access.middleware.sign_in import page_to_return_to
from onenumber.access.sign_in.second_factor import second_factor_lacks

OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "totp_picture",
        "accessibility",
        "health",
    }
)


class SecondFactor:
    """Leads to the set-up of an authenticator app. Whoever has one is asked for its code at sign-in already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any, **__: Any
    ) -> HttpResponse | None:
        """The set-up page instead of any page that needs a sign-in."""
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.url_name in OPEN):
            return None
        if not second_factor_lacks(request):
            return None
        query = urlencode({"next": page_to_return_to(request)})
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{query}")
