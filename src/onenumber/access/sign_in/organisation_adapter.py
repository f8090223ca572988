"""Our rules for a sign-in through the organisation: an existing user by verified e-mail, never a new one."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onenumber.access.models import User
from onenumber.design.about import about
from onenumber.design.parts import Notice

NO_USER = Notice(
    heading="You have no sign-in here yet",
    text=(
        "Your organisation knows you, but nobody has given you a sign-in for this service.",
        "Ask the system administrator of your AMHP service, and name the e-mail address you sign in with.",
    ),
    links=(("Back to sign-in", "/sign-in/"),),
)


class OrganisationSignIn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Links the issuer's subject to a user once, by an address the issuer has verified."""

    def is_open_for_signup(self, *_: Any, **__: Any) -> bool:
        """Never: users are made by the system administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the user; refuse whoever has none. An address that is not verified finds nobody."""
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data.get("id_token", {})
        email = str(claims.get("email", "")).strip() if claims.get("email_verified") is True else ""
        user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if user is None:
            raise ImmediateHttpResponse(self._no_user(request))
        sociallogin.connect(request, user)

    def _no_user(self, request: HttpRequest) -> HttpResponse:
        about(request, title=NO_USER.heading)
        return render(request, "design/notice.html", {"notice": NO_USER}, status=403)

    def populate_user(self, _request: HttpRequest, sociallogin: SocialLogin, *_: Any, **__: Any) -> Any:
        """Nothing is taken over from the issuer: names are the system administrator's."""
        return sociallogin.user
