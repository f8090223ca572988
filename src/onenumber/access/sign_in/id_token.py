"""Checks an ID token. Source: OpenID Connect Core 1.0, 2 and 3.1.3.7; RFC 7519; RFC 8725 (algorithms by list).

The keys are fetched at each sign-in, so a key the issuer has just changed is known at once and one it has
withdrawn is trusted no longer.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

ALGORITHMS = ("RS256", "PS256", "ES256")  # never "none", never HS256 with a public key as its secret
CLOCK_DIFFERENCE = 60  # seconds two servers' clocks may differ


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the token must say."""

    issuer: str
    client_id: str
    nonce: str


def keys_from(address: str) -> Sequence[dict[str, Any]]:
    """The issuer's present public keys (RFC 7517)."""
    with get_adapter().get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        return list(answer.json().get("keys", []))


def _key_for(token: str, keys: Sequence[dict[str, Any]]) -> tuple[Any, str]:
    header = jwt.get_unverified_header(token)
    algorithm = header.get("alg", "none")
    if algorithm not in ALGORITHMS:
        raise OAuth2Error(f"The token is signed with {algorithm}, which is not accepted")
    fitting = [
        key
        for key in keys
        if key.get("use", "sig") == "sig" and ("kid" not in header or key.get("kid") == header["kid"])
    ]
    if len(fitting) != 1:
        raise OAuth2Error("The issuer has no key, or several, for this token")
    return jwt.PyJWK.from_json(json.dumps(fitting[0]), algorithm=algorithm).key, algorithm


def verified_claims(token: str, *, keys: Sequence[dict[str, Any]], expected: Expected) -> dict[str, Any]:
    """The claims of a token that holds in every respect; raises OAuth2Error otherwise."""
    try:
        key, algorithm = _key_for(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[algorithm],
            issuer=expected.issuer,
            audience=expected.client_id,
            leeway=CLOCK_DIFFERENCE,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as problem:
        raise OAuth2Error(f"The token does not hold: {problem}") from problem
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != expected.client_id:
        raise OAuth2Error("The token was issued to somebody else")
    if not expected.nonce or not hmac.compare_digest(str(claims.get("nonce", "")), expected.nonce):
        raise OAuth2Error("The token answers another sign-in")
    return claims
