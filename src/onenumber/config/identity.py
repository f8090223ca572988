"""Signing in through the organisation's own identity provider (OpenID Connect), if the operator set one up.

Either from the environment, or from a TOML file named by ONENUMBER_IDENTITY_PROVIDER:

    name = "Westmoor council sign-in"
    discovery = "https://login.example.org/tenant/.well-known/openid-configuration"
    client_id = "one-number"
    client_secret_file = "/run/secrets/one-number-oidc"
    second_factor = "provider"   # the provider asks for it; or "here": this service asks as well

The environment says the same with ONENUMBER_OIDC_NAME, _DISCOVERY, _CLIENT_ID, _CLIENT_SECRET_FILE and
_SECOND_FACTOR. The secret itself is never in either, only the name of the file that holds it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("name", "discovery", "client_id", "client_secret_file")


class IdentityProviderUnclear(ValueError):
    """The identity provider is set up only in part, or not as the specification asks."""


@dataclass(frozen=True, kw_only=True)
class IdentityProvider:
    """One OpenID Connect issuer. Source: OpenID Connect Discovery 1.0, section 4."""

    name: str
    discovery: str
    client_id: str
    secret: str
    second_factor_there: bool

    @property
    def origin(self) -> str:
        """Scheme and host, for the content policy: the sign-in form is sent on there."""
        parts = urlsplit(self.discovery)
        return f"{parts.scheme}://{parts.netloc}"

    def as_allauth(self) -> dict[str, Any]:
        """What SOCIALACCOUNT_PROVIDERS holds for it."""
        return {
            "APP": {
                "provider_id": "organisation",
                "name": self.name,
                "client_id": self.client_id,
                "secret": self.secret,
                "settings": {"server_url": self.discovery, "oauth_pkce_enabled": True},
            }
        }


def _written(environment: Mapping[str, str]) -> dict[str, str]:
    file = environment.get("ONENUMBER_IDENTITY_PROVIDER")
    if file:
        return {name: str(value) for name, value in tomllib.loads(Path(file).read_text()).items()}
    names = (*NEEDED, "second_factor")
    return {n: v for n in names if (v := environment.get(f"ONENUMBER_OIDC_{n.upper()}"))}


def identity_provider(environment: Mapping[str, str]) -> IdentityProvider | None:
    """The identity provider of this installation, or None; raises when it is set up only in part.

    >>> identity_provider({}) is None
    True
    >>> identity_provider({f"ONENUMBER_OIDC_{name}": "x" for name in ("NAME", "DISCOVERY", "CLIENT_ID")})
    Traceback (most recent call last):
    ...
    onenumber.config.identity.IdentityProviderUnclear: The identity provider lacks: client_secret_file
    """
    written = _written(environment)
    if not written:
        return None
    lacks = [name for name in NEEDED if not written.get(name)]
    if lacks:
        raise IdentityProviderUnclear(f"The identity provider lacks: {', '.join(lacks)}")
    parts = urlsplit(written["discovery"])
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise IdentityProviderUnclear("The discovery address must begin with https://")
    if not parts.path.endswith(WELL_KNOWN):
        raise IdentityProviderUnclear(f"The discovery address must end with {WELL_KNOWN}")
    there = written.get("second_factor", "here")
    if there not in {"here", "provider"}:
        raise IdentityProviderUnclear('second_factor must be "provider" or "here"')
    secret = Path(written["client_secret_file"])
    if not secret.is_file():
        raise IdentityProviderUnclear(f"The file with the client secret is not there: {secret}")
    return IdentityProvider(
        name=written["name"],
        discovery=written["discovery"],
        client_id=written["client_id"],
        secret=secret.read_text().strip(),
        second_factor_there=there == "provider",
    )
