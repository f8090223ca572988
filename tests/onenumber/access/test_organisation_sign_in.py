"""Signing in through the organisation's identity provider, against an issuer held to the specifications."""

import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from onenumber.access.models import User
from onenumber.access.sign_in.organisation_adapter import OrganisationSignIn
from onenumber.config.identity import IdentityProvider, IdentityProviderUnclear, identity_provider
from tests.onenumber.access.fake_issuer import CLIENT_ID, ISSUER, SECRET, FakeIssuer, session_to

BACK = "http://testserver/sign-in/organisation/back/"
YOURS = "/sign-in/yours/"
PROVIDER = IdentityProvider(
    name="Westmoor council",
    discovery=f"{ISSUER}/.well-known/openid-configuration",
    client_id=CLIENT_ID,
    secret=SECRET,
    second_factor_there=True,
)


@pytest.fixture
def issuer(monkeypatch, settings):
    settings.IDENTITY_PROVIDER = PROVIDER
    settings.SOCIALACCOUNT_PROVIDERS = {"organisation": PROVIDER.as_allauth()}
    made = FakeIssuer(BACK)
    monkeypatch.setattr(OrganisationSignIn, "get_requests_session", lambda self: session_to(made))
    return made


def person(user, **changes):
    return {"sub": "248289761001", "email": user.email, "email_verified": True, "name": "Somebody", **changes}


def begin(client, next_page=""):
    answer = client.post("/sign-in/organisation/", {"next": next_page} if next_page else {})
    assert answer.status_code == 302, answer.content
    return answer["Location"]


def come_back(client, issuer, claims, address=None):
    back = issuer.authorize(address or begin(client), claims)
    return client.get(back.removeprefix("http://testserver"))


def is_signed_in(client):
    return client.get(YOURS).status_code == 200


def test_the_request_is_what_the_specification_asks(issuer, db):
    address = begin(Client())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{ISSUER}/authorize?")
    assert {asked["response_type"], asked["client_id"], asked["redirect_uri"]} == {"code", CLIENT_ID, BACK}
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16
    assert len(asked["nonce"]) == 64
    again = parse_qs(urlsplit(begin(Client())).query)
    assert again["nonce"] != [asked["nonce"]]
    assert again["state"] != [asked["state"]]


def test_a_known_user_is_signed_in_and_led_back_to_their_page(issuer, county):
    client = Client()
    answer = come_back(client, issuer, person(county.users["hub_amhp"]), begin(client, "/take/C-26-7/"))
    assert (answer.status_code, answer["Location"]) == (302, "/take/C-26-7/")
    assert is_signed_in(client)
    assert "Dilys Probert" in client.get(YOURS).content.decode(), "the name is ours, not the issuer's"
    assert SocialAccount.objects.get().user == county.users["hub_amhp"]


def test_the_second_time_the_subject_is_enough(issuer, county):
    user = county.users["hub_amhp"]
    come_back(Client(), issuer, person(user))
    client = Client()
    come_back(client, issuer, person(user, email="new.address@wm.example", email_verified=False))
    assert is_signed_in(client)
    assert SocialAccount.objects.count() == 1


def test_nobody_is_made_a_user(issuer, county):
    before, client = User.objects.count(), Client()
    answer = come_back(client, issuer, person(county.users["hub_amhp"], email="stranger@wm.example"))
    assert answer.status_code == 403
    assert "nobody has given you a sign-in" in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert not is_signed_in(client)


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1])
def test_an_address_the_issuer_did_not_verify_finds_nobody(issuer, county, verified):
    client = Client()
    assert (
        come_back(client, issuer, person(county.users["hub_amhp"], email_verified=verified)).status_code
        == 403
    )
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_closed_sign_in_stays_closed(issuer, county):
    user, client = county.users["hub_amhp"], Client()
    come_back(Client(), issuer, person(user))
    User.objects.filter(pk=user.pk).update(is_active=False)
    come_back(client, issuer, person(user))
    assert not is_signed_in(client)
    fresh = county.users["amhp_lead"]
    User.objects.filter(pk=fresh.pk).update(is_active=False)
    assert come_back(Client(), issuer, person(fresh, sub="other")).status_code == 403


NOW = int(time.time())
LIES = {
    "not signed (alg none)": {"signed": "none"},
    "signed with the public key as a shared secret": {"signed": "with the public key as a shared secret"},
    "signed with another key": {"signed": "with another key"},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "for another client": {"claims": {"aud": "another-client"}},
    "for several, authorised to another": {
        "claims": {"aud": [CLIENT_ID, "another-client"], "azp": "another-client"}
    },
    "for several, authorised to nobody": {"claims": {"aud": [CLIENT_ID, "another-client"]}},
    "expired": {"claims": {"exp": NOW - 3600}},
    "issued in the future": {"claims": {"iat": NOW + 3600}},
    "not valid yet": {"claims": {"nbf": NOW + 3600}},
    "the nonce of another sign-in": {"claims": {"nonce": "0" * 64}},
    "no nonce": {"without": ["nonce"]},
    "no expiry": {"without": ["exp"]},
    "no subject": {"without": ["sub"]},
    "no audience": {"without": ["aud"]},
    "no issuer": {"without": ["iss"]},
    "no issue time": {"without": ["iat"]},
    "no ID token at all": {"no_id_token": True},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_breaks_one_rule_signs_nobody_in(issuer, county, lie):
    issuer.lies = LIES[lie]
    client = Client()
    answer = come_back(client, issuer, person(county.users["hub_amhp"]))
    assert answer.status_code == 401
    assert "Signing in through your organisation did not work" in answer.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "lie",
    [
        {"discovered_issuer": "https://evil.example"},
        {"silent": ["/.well-known/openid-configuration"]},
        {"nonsense": ["/.well-known/openid-configuration"]},
    ],
)
def test_an_issuer_that_cannot_be_believed_or_reached_is_not_gone_to(issuer, db, lie):
    issuer.lies = lie
    answer = Client().post("/sign-in/organisation/")
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize("fault", ["silent", "nonsense"])
def test_an_issuer_that_falls_silent_half_way_signs_nobody_in(issuer, county, path, fault):
    client = Client()
    address = begin(client)
    issuer.lies = {fault: [path]}
    assert come_back(client, issuer, person(county.users["hub_amhp"]), address).status_code == 401
    assert not is_signed_in(client)


def test_several_audiences_are_well_when_we_are_the_authorised_party(issuer, county):
    issuer.lies = {"claims": {"aud": [CLIENT_ID, "another-client"], "azp": CLIENT_ID}}
    client = Client()
    come_back(client, issuer, person(county.users["hub_amhp"]))
    assert is_signed_in(client)


def test_a_rotated_key_is_known_at_once_and_a_withdrawn_one_trusted_no_longer(issuer, county):
    user, old = county.users["hub_amhp"], issuer.keys[0]
    come_back(Client(), issuer, person(user))
    issuer.rotate()
    client = Client()
    come_back(client, issuer, person(user))
    assert is_signed_in(client)
    published = issuer.keys
    issuer.keys = [old]
    client, address = Client(), None
    address = issuer.authorize(begin(client), person(user))
    code = parse_qs(urlsplit(address).query)["code"][0]
    token = issuer.id_token(issuer.codes[code])  # signed with the withdrawn key
    issuer.keys = published
    issuer.id_token = lambda granted: token
    assert client.get(address.removeprefix("http://testserver")).status_code == 401
    assert not is_signed_in(client)


def test_an_answer_meant_for_another_browser_is_refused(issuer, county):
    victim, attacker = Client(), Client()
    theirs = issuer.authorize(begin(attacker), person(county.users["analyst"]))
    answer = victim.get(theirs.removeprefix("http://testserver"))
    assert answer.status_code == 401
    assert not is_signed_in(victim)


def test_an_answer_works_once(issuer, county):
    client = Client()
    back = issuer.authorize(begin(client), person(county.users["hub_amhp"])).removeprefix("http://testserver")
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 401, "the state is spent"


def test_a_code_is_worthless_without_the_secret_of_its_sign_in(issuer, county):
    first, second = Client(), Client()
    stolen = parse_qs(urlsplit(issuer.authorize(begin(first), person(county.users["hub_amhp"]))).query)[
        "code"
    ][0]
    state = parse_qs(urlsplit(begin(second)).query)["state"][0]
    answer = second.get(f"/sign-in/organisation/back/?code={stolen}&state={state}")
    assert answer.status_code == 401
    assert not is_signed_in(second)


def test_only_a_form_of_ours_starts_it(issuer, db):
    assert Client().get("/sign-in/organisation/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/sign-in/organisation/").status_code == 403


def test_stopping_half_way_signs_nobody_in(issuer, db):
    client = Client()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = client.get(f"/sign-in/organisation/back/?error=access_denied&state={state}", follow=True)
    assert "You stopped signing in" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/"])
def test_it_never_leads_to_another_site(issuer, county, evil):
    client = Client()
    answer = come_back(client, issuer, person(county.users["hub_amhp"]), begin(client, evil))
    assert "evil" not in answer["Location"]


def test_a_second_factor_here_is_asked_for_when_the_operator_says_so(issuer, county, settings):
    settings.IDENTITY_PROVIDER = replace(PROVIDER, second_factor_there=False)
    client = Client()
    come_back(client, issuer, person(county.users["hub_amhp"]))
    assert client.get(YOURS)["Location"].startswith("/sign-in/second-factor/app/")
    TOTP.activate(county.users["hub_amhp"], generate_totp_secret())
    another = Client()
    assert come_back(another, issuer, person(county.users["hub_amhp"]))["Location"] == "/sign-in/code/"
    assert not is_signed_in(another)


def test_without_an_identity_provider_there_is_no_such_page(db, settings):
    settings.IDENTITY_PROVIDER, settings.SOCIALACCOUNT_PROVIDERS = None, {}
    assert Client().post("/sign-in/organisation/").status_code == 404
    assert Client().get("/sign-in/organisation/back/?code=x&state=y").status_code == 404
    assert "Sign in with" not in Client().get("/sign-in/").content.decode()


def test_the_sign_in_page_names_the_organisation(issuer, db):
    assert "Sign in with Westmoor council" in Client().get("/sign-in/").content.decode()


def written(tmp_path, **changes):
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    facts = {
        "ONENUMBER_OIDC_NAME": "Council",
        "ONENUMBER_OIDC_DISCOVERY": f"{ISSUER}/.well-known/openid-configuration",
        "ONENUMBER_OIDC_CLIENT_ID": "one",
        "ONENUMBER_OIDC_CLIENT_SECRET_FILE": str(secret),
        **changes,
    }
    return {name: value for name, value in facts.items() if value is not None}


def test_it_is_set_up_from_the_environment_or_from_a_file(tmp_path):
    from_environment = identity_provider(written(tmp_path))
    assert (from_environment.secret, from_environment.origin, from_environment.second_factor_there) == (
        "s3cret",
        ISSUER,
        False,
    )
    file = tmp_path / "idp.toml"
    file.write_text(
        f'name = "Council"\ndiscovery = "{ISSUER}/.well-known/openid-configuration"\nclient_id = "one"\n'
        f'client_secret_file = "{tmp_path / "secret"}"\nsecond_factor = "provider"\n'
    )
    from_file = identity_provider({"ONENUMBER_IDENTITY_PROVIDER": str(file)})
    assert from_file == replace(from_environment, second_factor_there=True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ONENUMBER_OIDC_CLIENT_ID": None}, "lacks: client_id"),
        (
            {"ONENUMBER_OIDC_DISCOVERY": "http://idp.example/.well-known/openid-configuration"},
            "begin with https",
        ),
        ({"ONENUMBER_OIDC_DISCOVERY": "https://idp.example/"}, "must end with"),
        ({"ONENUMBER_OIDC_CLIENT_SECRET_FILE": "/nowhere/at/all"}, "is not there"),
        ({"ONENUMBER_OIDC_SECOND_FACTOR": "maybe"}, "second_factor"),
    ],
)
def test_a_half_made_set_up_is_refused_at_the_start(tmp_path, changes, said):
    with pytest.raises(IdentityProviderUnclear, match=said):
        identity_provider(written(tmp_path, **changes))
