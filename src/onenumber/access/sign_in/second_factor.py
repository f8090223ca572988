"""Whether a sign-in has been proved twice, here or (where the operator said so) by the identity provider."""

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def second_factor_lacks(request: HttpRequest) -> bool:
    """Whether somebody is signed in and still has to give the second factor that this service asks for."""
    if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
        return False
    methods = {str(record.get("method")) for record in get_authentication_records(request, request.user)}
    provider = settings.IDENTITY_PROVIDER
    there = "socialaccount" in methods and provider is not None and provider.second_factor_there
    return "mfa" not in methods and not there
