"""allauth's forms in our look: labels say it all, so no grey words inside the fields and no help that links."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp


class _Plain:
    """Takes placeholders and help away; our pages say both where they can be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]  # mixed into a form
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class LoginForm(_Plain, account.LoginForm):  # type: ignore[misc]  # allauth publishes no types
    """E-mail address and password."""


class ReauthenticateForm(_Plain, account.ReauthenticateForm):  # type: ignore[misc]  # as above
    """The password again."""


class ChangePasswordForm(_Plain, account.ChangePasswordForm):  # type: ignore[misc]  # as above
    """Present and new password."""


class ResetPasswordForm(_Plain, account.ResetPasswordForm):  # type: ignore[misc]  # as above
    """The address a link is sent to."""


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    """The new password, twice."""


class CodeForm(_Plain, mfa.AuthenticateForm):  # type: ignore[misc]  # as above
    """The code at sign-in."""


class CodeAgainForm(_Plain, mfa.ReauthenticateForm):  # type: ignore[misc]  # as above
    """The code before a change."""


class FirstCodeForm(_Plain, totp.ActivateTOTPForm):  # type: ignore[misc]  # as above
    """The first code of a new app."""
