"""Lists a sign-in as soon as it begins, so that its owner can see and end it."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


def note_sign_in(sender: Any, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:  # noqa: ARG001
    """Keep where from and with which browser; a request without an address (a test's) is not listed."""
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)
