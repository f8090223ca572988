"""The organisation's identity provider, as allauth finds providers: a module of this name in an installed room.

allauth's own OpenID Connect provider trusts the TLS connection and checks neither signature nor nonce when it
fetched the ID token itself (which Core 1.0, 3.1.3.7 permits). Ours checks both, so that a proxy which reads and
rewrites the traffic cannot sign anybody in. The rest (state, PKCE, code exchange) is allauth's.
"""

import hashlib
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

from onenumber.access.sign_in.id_token import Expected, keys_from, verified_claims

WELL_KNOWN = "/.well-known/openid-configuration"


def nonce_of(code_verifier: str) -> str:
    """A hash of the secret that this session alone holds, so that no other sign-in's token fits (Core 1.0, 15.5.2)."""
    return hashlib.sha256(f"nonce:{code_verifier}".encode()).hexdigest()


class OrganisationAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth publishes no types
    """Talks to the identity provider."""

    code_verifier = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself; it must be the issuer it was found under (Discovery 1.0, 4.3)."""
        config: dict[str, Any] = super().openid_config
        if f"{config.get('issuer')}{WELL_KNOWN}" != self.get_provider().server_url:
            raise OAuth2Error(
                "The identity provider names itself differently from the address it was found under"
            )
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Exchange the code (RFC 7636, 4.5), and remember the secret that the nonce was made from."""
        self.code_verifier = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: SocialApp, _token: SocialToken, **kwargs: Any) -> Any:
        """The sign-in from a verified ID token alone; the userinfo address is not asked."""
        config = self.openid_config
        claims = verified_claims(
            str(kwargs["response"].get("id_token", "")),
            keys=keys_from(config["jwks_uri"]),
            expected=Expected(
                issuer=config["issuer"], client_id=app.client_id, nonce=nonce_of(self.code_verifier)
            ),
        )
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def get_callback_url(self, request: HttpRequest, _app: SocialApp) -> str:
        """Where the identity provider sends the browser back to; it must be registered there."""
        return request.build_absolute_uri(reverse("organisation_callback"))


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth publishes no types
    """Sign-in through the identity provider that the operator named."""

    id = "organisation"
    name = "Your organisation"
    oauth2_adapter_class = OrganisationAdapter

    def get_login_url(self, *_: Any, **__: Any) -> str:
        """Where the button leads."""
        return reverse("organisation_login")

    def get_callback_url(self) -> str:
        """As above, without the host."""
        return reverse("organisation_callback")

    def get_pkce_params(self) -> dict[str, str]:
        """PKCE always, and the nonce that goes with it."""
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def get_auth_params_from_request(self, *_: Any, **__: Any) -> dict[str, str]:
        """Nothing from the address of our own page is passed on."""
        return {}

    def get_scope_from_request(self, *_: Any, **__: Any) -> list[str]:
        """What is asked for: who they are and their e-mail address."""
        return ["openid", "profile", "email"]


provider_classes = [OrganisationProvider]
