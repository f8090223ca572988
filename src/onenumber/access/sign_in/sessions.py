"""Lists a sign-in as soon as it begins, so that its owner can see and end it."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(user_logged_in, dispatch_uid="onenumber.sign_in")
def note_sign_in(request: HttpRequest, **_: Any) -> None:
    """Keep where from and with which browser; a request without an address (a test's) is not listed."""
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)
