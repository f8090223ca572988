"""An OpenID Connect issuer inside the test process, reached through the real HTTP client of the service.

No real identity provider can be reached where these tests run. `test_fake_issuer.py` holds this one to the
specifications (OpenID Connect Core 1.0 and Discovery 1.0, RFC 6749, 7517, 7636), so that a sign-in which works
here is a sign-in the specifications describe. `lies` makes it break one rule at a time.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from requests.adapters import BaseAdapter

ISSUER = "https://idp.example"
CLIENT_ID, SECRET = "one-number", "a secret shared with the issuer"
LIFE = 300


@dataclass
class Key:
    """A signing key with its id."""

    kid: str
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def public(self) -> dict[str, Any]:
        """As in a JWK set (RFC 7517); the private half stays here."""
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key()))
        return {"kty": "RSA", "n": shown["n"], "e": shown["e"], "kid": self.kid, "use": "sig", "alg": "RS256"}


@dataclass
class Granted:
    """A code that was handed out and not used yet."""

    claims: dict[str, Any]
    redirect_uri: str
    challenge: str
    nonce: str | None


class FakeIssuer:
    """Authorization, token and key endpoints of one issuer with one registered client."""

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri
        self.keys = [Key("first")]
        self.codes: dict[str, Granted] = {}
        self.lies: dict[str, Any] = {}
        self.asked: list[str] = []

    def rotate(self, kid: str = "second") -> None:
        """Sign with a new key; the old one is withdrawn."""
        self.keys = [Key(kid)]

    def discovery(self) -> dict[str, Any]:
        """Discovery 1.0, section 3."""
        return {
            "issuer": self.lies.get("discovered_issuer", ISSUER),
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "claims_supported": ["sub", "email", "email_verified", "name"],
        }

    def authorize(self, address: str, claims: dict[str, Any]) -> str:
        """The person agrees; where the browser is sent (Core 3.1.2.5). ValueError where Core 3.1.2.2 says to refuse."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if asked.get("client_id") != CLIENT_ID or asked.get("redirect_uri") != self.redirect_uri:
            raise ValueError("unknown client or redirect_uri: the browser is not sent anywhere")
        answer = {"state": asked["state"]} if "state" in asked else {}
        if asked.get("response_type") != "code":
            return f"{self.redirect_uri}?{urlencode({**answer, 'error': 'unsupported_response_type'})}"
        if "openid" not in asked.get("scope", "").split() or asked.get("code_challenge_method") != "S256":
            return f"{self.redirect_uri}?{urlencode({**answer, 'error': 'invalid_request'})}"
        code = secrets.token_urlsafe(24)
        self.codes[code] = Granted(claims, asked["redirect_uri"], asked["code_challenge"], asked.get("nonce"))
        return f"{self.redirect_uri}?{urlencode({**answer, 'code': code})}"

    def id_token(self, granted: Granted) -> str:
        """Core 1.0, section 2; with whatever lie was asked for."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + LIFE,
            **granted.claims,
            **({"nonce": granted.nonce} if granted.nonce else {}),
            **self.lies.get("claims", {}),
        }
        for name in self.lies.get("without", ()):
            claims.pop(name, None)
        match self.lies.get("signed"):
            case "none":
                return jwt.encode(claims, None, algorithm="none")
            case "with the public key as a shared secret":
                return _hs256(claims, json.dumps(self.keys[0].public()).encode(), self.keys[0].kid)
            case "with another key":
                return jwt.encode(
                    claims, Key("x").private, algorithm="RS256", headers={"kid": self.keys[0].kid}
                )
        return jwt.encode(claims, self.keys[0].private, algorithm="RS256", headers={"kid": self.keys[0].kid})

    def token(self, form: dict[str, str], basic: tuple[str, str] | None) -> tuple[int, dict[str, Any]]:
        """RFC 6749, 4.1.3 and 5.2; RFC 7636, 4.6."""
        who = basic or (form.get("client_id", ""), form.get("client_secret", ""))
        if who != (CLIENT_ID, SECRET):
            return 401, {"error": "invalid_client"}
        if form.get("grant_type") != "authorization_code":
            return 400, {"error": "unsupported_grant_type"}
        granted = self.codes.pop(form.get("code", ""), None)  # a code works once
        if granted is None or granted.redirect_uri != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if challenge_of(form.get("code_verifier", "")) != granted.challenge:
            return 400, {"error": "invalid_grant"}
        token = self.id_token(granted)
        return 200, {
            "access_token": secrets.token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": LIFE,
            **({} if self.lies.get("no_id_token") else {"id_token": token}),
        }


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636, 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _hs256(claims: dict[str, Any], secret: bytes, kid: str) -> str:
    import hmac

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    head = json.dumps({"alg": "HS256", "typ": "JWT", "kid": kid}).encode()
    body = f"{part(head)}.{part(json.dumps(claims).encode())}"
    return f"{body}.{part(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


class Wire(BaseAdapter):
    """Carries the service's real requests to the fake issuer instead of the network."""

    def __init__(self, issuer: FakeIssuer) -> None:
        super().__init__()
        self.issuer = issuer

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        path = urlsplit(request.url or "").path
        self.issuer.asked.append(path)
        if path in self.issuer.lies.get("silent", ()):
            raise requests.ConnectionError(f"{path} does not answer")
        status, body = 200, {}
        if path in self.issuer.lies.get("nonsense", ()):
            body = ["nonsense"]
        elif path == "/.well-known/openid-configuration":
            body = self.issuer.discovery()
        elif path == "/keys":
            body = {"keys": [key.public() for key in self.issuer.keys]}
        elif path == "/token" and request.method == "POST":
            form = {name: values[0] for name, values in parse_qs(str(request.body or "")).items()}
            status, body = self.issuer.token(form, _basic(request.headers.get("Authorization", "")))
        else:
            status, body = 404, {"error": "not_found"}
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = status, request.url or "", request
        answer.headers["Content-Type"] = "application/json"
        answer.headers["Cache-Control"] = "no-store"
        answer._content = json.dumps(body).encode()
        return answer

    def close(self) -> None:
        """Nothing is open."""


def _basic(header: str) -> tuple[str, str] | None:
    if not header.startswith("Basic "):
        return None
    name, _, secret = base64.b64decode(header[6:]).decode().partition(":")
    return name, secret


def session_to(issuer: FakeIssuer) -> requests.Session:
    """An HTTP session that reaches the issuer and nothing else."""
    session = requests.Session()
    session.mount("https://", Wire(issuer))
    session.mount("http://", Wire(issuer))
    return session
