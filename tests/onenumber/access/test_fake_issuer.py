"""Holds the fake issuer to the specifications, so that what is proved with it means something."""

import json
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

from tests.onenumber.access.fake_issuer import CLIENT_ID, ISSUER, SECRET, FakeIssuer, challenge_of, session_to

BACK = "https://testserver/sign-in/organisation/back/"
VERIFIER = "v" * 43
PERSON = {"sub": "248289761001", "email": "nia@wm.example", "email_verified": True}


@pytest.fixture
def issuer():
    return FakeIssuer(BACK)


def ask(**changes):
    query = {
        "client_id": CLIENT_ID,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid email",
        "state": "af0ifjsldkj",
        "nonce": "n-0S6_WzA2Mj",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        **changes,
    }
    return f"{ISSUER}/authorize?{urlencode({k: v for k, v in query.items() if v is not None})}"


def answered(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def exchange(issuer, code, **changes):
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "client_id": CLIENT_ID,
        "client_secret": SECRET,
        **changes,
    }
    return session_to(issuer).post(f"{ISSUER}/token", data=form)


def test_discovery_has_every_required_field_and_the_address_it_was_found_under(issuer):
    """Discovery 1.0, 3 (REQUIRED metadata) and 4.3 (the issuer is the address without the well-known part)."""
    answer = session_to(issuer).get(f"{ISSUER}/.well-known/openid-configuration")
    found = answer.json()
    required = {
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "response_types_supported",
        "subject_types_supported",
        "id_token_signing_alg_values_supported",
    }
    assert answer.headers["Content-Type"] == "application/json"
    assert required <= found.keys()
    assert found["issuer"] == ISSUER
    assert "?" not in found["issuer"]
    assert "#" not in found["issuer"]
    assert "RS256" in found["id_token_signing_alg_values_supported"]
    assert "none" not in found["id_token_signing_alg_values_supported"]
    assert "code" in found["response_types_supported"]
    assert all(found[name].startswith("https://") for name in found if name.endswith(("_endpoint", "_uri")))


def test_the_key_set_shows_public_halves_only(issuer):
    """RFC 7517, 4 and RFC 7518, 6.3: kty, n, e; never d, p or q."""
    [key] = session_to(issuer).get(f"{ISSUER}/keys").json()["keys"]
    assert {"kty", "n", "e", "kid", "use", "alg"} == key.keys()
    assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")


def test_the_answer_carries_state_and_a_code(issuer):
    """Core 3.1.2.5."""
    address = issuer.authorize(ask(), PERSON)
    assert address.startswith(f"{BACK}?")
    assert answered(address)["state"] == "af0ifjsldkj"
    assert answered(address)["code"]


@pytest.mark.parametrize("wrong", [{"client_id": "other"}, {"redirect_uri": "https://evil.example/"}])
def test_an_unknown_client_or_return_address_sends_the_browser_nowhere(issuer, wrong):
    """RFC 6749, 4.1.2.1."""
    with pytest.raises(ValueError, match="not sent anywhere"):
        issuer.authorize(ask(**wrong), PERSON)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
    ],
)
def test_a_wrong_request_is_answered_with_an_error_and_the_state(issuer, wrong, error):
    """Core 3.1.2.6."""
    found = answered(issuer.authorize(ask(**wrong), PERSON))
    assert (found["error"], found["state"]) == (error, "af0ifjsldkj")
    assert "code" not in found


def test_the_id_token_has_every_required_claim_and_a_sound_signature(issuer):
    """Core 2 (iss, sub, aud, exp, iat; nonce when it was sent) and 3.1.3.3."""
    answer = exchange(issuer, answered(issuer.authorize(ask(), PERSON))["code"])
    found = answer.json()
    assert (answer.status_code, found["token_type"], answer.headers["Cache-Control"]) == (
        200,
        "Bearer",
        "no-store",
    )
    header = jwt.get_unverified_header(found["id_token"])
    assert (header["alg"], header["kid"]) == ("RS256", "first")
    [key] = session_to(issuer).get(f"{ISSUER}/keys").json()["keys"]
    claims = jwt.decode(
        found["id_token"],
        key=jwt.PyJWK.from_json(json.dumps(key)).key,
        algorithms=["RS256"],
        audience=CLIENT_ID,
        issuer=ISSUER,
    )
    assert {"iss", "sub", "aud", "exp", "iat", "nonce"} <= claims.keys()
    assert claims["nonce"] == "n-0S6_WzA2Mj"
    assert claims["iat"] <= time.time() < claims["exp"]


def test_no_nonce_is_invented(issuer):
    """Core 2: present if and only if the request had one."""
    token = exchange(issuer, answered(issuer.authorize(ask(nonce=None), PERSON))["code"]).json()["id_token"]
    assert "nonce" not in jwt.decode(token, options={"verify_signature": False})


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"client_secret": "guess"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"code": "guess"}, 400, "invalid_grant"),
        ({"redirect_uri": "https://testserver/elsewhere/"}, 400, "invalid_grant"),
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_grant"),
    ],
)
def test_the_token_endpoint_refuses(issuer, wrong, status, error):
    """RFC 6749, 5.2; RFC 7636, 4.6."""
    code = answered(issuer.authorize(ask(), PERSON))["code"]
    answer = exchange(issuer, wrong.pop("code", code), **wrong)
    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_a_code_works_once(issuer):
    """RFC 6749, 4.1.2."""
    code = answered(issuer.authorize(ask(), PERSON))["code"]
    assert [exchange(issuer, code).status_code for _ in range(2)] == [200, 400]


def test_the_client_may_say_who_it_is_by_basic_authentication(issuer):
    """RFC 6749, 2.3.1."""
    code = answered(issuer.authorize(ask(), PERSON))["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER}
    assert session_to(issuer).post(f"{ISSUER}/token", data=form, auth=(CLIENT_ID, SECRET)).status_code == 200


def test_the_challenge_is_the_specifications_own_example():
    """RFC 7636, appendix B."""
    assert (
        challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_a_rotated_key_replaces_the_old_one(issuer):
    """Core 10.1.1."""
    issuer.rotate()
    assert [key["kid"] for key in session_to(issuer).get(f"{ISSUER}/keys").json()["keys"]] == ["second"]
    token = exchange(issuer, answered(issuer.authorize(ask(), PERSON))["code"]).json()["id_token"]
    assert jwt.get_unverified_header(token)["kid"] == "second"
