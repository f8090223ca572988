"""Our rules for allauth's accounts: nobody signs up, limits count per account and address, plain words."""

import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest

from onenumber.access.models import User

SAID = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed. Set up another one now.",
    "mfa/messages/recovery_codes_generated.txt": (
        "Your recovery codes are on this page. Any you had before no longer work."
    ),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Users are made by the system administrator only."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "That is not your present password.",
        "incorrect_password": "That is not your password.",
        "too_many_login_attempts": (
            "That was wrong too many times from here. Wait five minutes and try again, or set a new password."
        ),
        "rate_limited": "That was wrong too many times. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, *_: Any, **__: Any) -> bool:
        """Never."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Account and address together: a stranger elsewhere cannot lock a colleague out, and one colleague's
        # mistakes do not lock out the hub that shares the address.
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"

    def reauthenticate(self, user: User, password: str) -> bool:
        """The same person again: the address is the user's own, there is no second table of addresses."""
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not in the minutes after signing in: setting up the app then would ask for the same password twice."""
        request = context.request
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records if record.get("method") != "mfa"), default=0)
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Only what is worth reading: not "signed in as"."""
        said = SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Plain words for the code."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or it was used before. Wait for the next one in your app.",
        "cannot_delete_authenticator": "The app cannot be removed now.",
    }
