"""Lists a sign-in as soon as it begins, so that its owner can see and end it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


def note_sign_in(sender: Any, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:  # noqa: ARG001
    """Keep where from and with which browser; a request without an address (a test's) is not listed."""
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def note_second_factor(
    sender: Any,
    request: HttpRequest,
    user: AbstractBaseUser,
    authenticator: Authenticator,
    **kwargs: Any,  # noqa: ARG001
) -> None:
    """Setting up the app has just proved that it works: this sign-in counts as proved twice."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
