"""Nobody works in a live service on a password alone: until the second factor is given, only its pages open."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onenumber.access.middleware.sign_in import page_to_return_to

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


def second_factor_given(request: HttpRequest) -> bool:
    """Whether this sign-in was proved twice, here or (where the operator said so) by the identity provider."""
    user = request.user if request.user.is_authenticated else None
    methods = {str(record.get("method")) for record in get_authentication_records(request, user)}
    provider = settings.IDENTITY_PROVIDER
    return "mfa" in methods or (
        "socialaccount" in methods and provider is not None and provider.second_factor_there
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
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.url_name in OPEN):
            return None
        if second_factor_given(request):
            return None
        query = urlencode({"next": page_to_return_to(request)})
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{query}")
