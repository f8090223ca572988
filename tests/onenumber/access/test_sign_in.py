"""Signing in with password and authenticator app, good and bad paths."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from tests.onenumber.conftest import PASSWORD

SIGN_IN = "/sign-in/"
APP = "/sign-in/second-factor/app/"
CODE = "/sign-in/code/"
YOURS = "/sign-in/yours/"
LONG = 10 * 365 * 24 * 3600


@pytest.fixture(autouse=True)
def _codes_that_last(settings):
    settings.MFA_TOTP_PERIOD = LONG  # no code runs out between two lines of a test


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // LONG))


@pytest.fixture
def user(county):
    found = county.users["hub_amhp"]
    found.set_password(PASSWORD)
    found.save()
    return found


@pytest.fixture
def secret(user):
    made = generate_totp_secret()
    TOTP.activate(user, made)
    return made


def give_password(client, user, *, password=PASSWORD, next_page="", **more):
    return client.post(SIGN_IN, {"login": user.email, "password": password, "next": next_page}, **more)


def is_signed_in(client):
    return client.get(YOURS).status_code == 200


def test_the_first_sign_in_sets_up_an_app_before_anything_else_opens(user):
    client = Client()
    assert client.get(SIGN_IN).status_code == 200
    assert give_password(client, user)["Location"] == "/"
    assert client.get(YOURS)["Location"].startswith(APP), "a password alone opens nothing"
    page = client.get(f"{APP}?next=/take/C-26-7/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret[:4] in page
    picture = client.get(f"{APP}picture.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert client.post(APP, {"code": "000000"}).status_code == 422
    assert client.session["mfa.totp.secret"] == secret, "a mistyped code does not change the picture"
    answer = client.post(APP, {"code": code_of(secret)})
    assert answer["Location"] == "/sign-in/second-factor/codes/"
    codes = client.get(answer["Location"]).content.decode()
    assert len(set(re.findall(r"<li>(\d{8})</li>", codes))) == 10
    assert is_signed_in(client)


def test_password_then_code(user, secret):
    client = Client()
    assert give_password(client, user, next_page="/take/C-26-7/")["Location"] == CODE
    assert not is_signed_in(client), "the password alone is not a sign-in"
    answer = client.post(CODE, {"code": code_of(secret)})
    assert answer["Location"] == "/take/C-26-7/", "back to the page the sign-in interrupted"
    assert is_signed_in(client)


def test_a_wrong_password_or_code_is_told_plainly(user, secret):
    client = Client()
    answer = give_password(client, user, password="wrong")
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "The e-mail address or the password is not right." in body
    assert user.email in body, "what was typed is kept"
    assert "wrong" not in re.sub(r"<[^>]*>", "", body).replace("password is not right", "")
    give_password(client, user)
    answer = client.post(CODE, {"code": "123456" if code_of(secret) != "123456" else "654321"})
    assert answer.status_code == 422
    assert "That code is not right" in answer.content.decode()
    assert not is_signed_in(client)


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(user):
    def words(email):
        answer = Client().post(SIGN_IN, {"login": email, "password": "wrong"})
        return (
            answer.status_code,
            "The e-mail address or the password is not right." in answer.content.decode(),
        )

    assert words(user.email) == words("nobody@wm.example") == (422, True)


def test_a_code_works_once(user, secret):
    code = code_of(secret)
    first, second = Client(), Client()
    give_password(first, user)
    give_password(second, user)
    assert first.post(CODE, {"code": code}).status_code == 302
    assert second.post(CODE, {"code": code}).status_code == 422, "RFC 6238, 5.2: never accepted a second time"
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_a_recovery_code_works_once(user, secret):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    first, second = Client(), Client()
    give_password(first, user)
    assert first.post(CODE, {"code": code}).status_code == 302
    give_password(second, user)
    assert second.post(CODE, {"code": code}).status_code == 422
    assert not is_signed_in(second)


def test_signing_in_changes_the_session_so_that_one_planted_before_is_worthless(user, secret):
    client = Client()
    planted = client.session
    planted["planted"] = "yes"
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    give_password(client, user)
    client.post(CODE, {"code": code_of(secret)})
    assert is_signed_in(client)
    assert client.session.session_key != planted.session_key
    thief = Client()
    thief.cookies["sessionid"] = planted.session_key
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        " //evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(user, secret, evil):
    client = Client()
    give_password(client, user, next_page=evil)
    answer = client.post(CODE, {"code": code_of(secret)})
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_a_closed_sign_in_is_refused_at_the_door_and_at_the_next_request(user, secret):
    client = Client()
    give_password(client, user)
    client.post(CODE, {"code": code_of(secret)})
    assert is_signed_in(client)
    user.is_active = False
    user.save()
    assert client.get(YOURS).status_code == 302, "the next request is refused"
    again = Client()
    assert give_password(again, user)["Location"] == "/sign-in/not-active/"
    assert "This sign-in is closed" in again.get("/sign-in/not-active/").content.decode()
    assert not is_signed_in(again)


def test_guessing_is_stopped_for_that_account_from_that_address_alone(user, secret, county):
    colleague = county.users["amhp_lead"]
    colleague.set_password(PASSWORD)
    colleague.save()
    guesser = Client(REMOTE_ADDR="10.0.0.9")
    said = [give_password(guesser, user, password=f"guess {n}").content.decode() for n in range(6)]
    assert "too many times" not in said[4]
    assert "too many times" in said[5]
    assert "too many times" in give_password(guesser, user).content.decode(), "even the right one has to wait"
    assert give_password(Client(REMOTE_ADDR="10.0.0.9"), colleague)["Location"], (
        "a neighbour is not locked out"
    )
    assert give_password(Client(REMOTE_ADDR="10.0.0.1"), user)["Location"] == CODE, "nor the owner elsewhere"


def test_a_hub_of_thirty_behind_one_address_can_start_its_day(county):
    hub, hashed = "192.0.2.10", make_password(PASSWORD)
    for number in range(30):
        user = county.add_user(
            f"hub{number}", name=f"Colleague {number}", role="hub_amhp", service=county.westmoor
        )
        user.password = hashed
        user.save()
        client = Client(REMOTE_ADDR=hub)
        assert give_password(client, user, password="mistyped").status_code == 422
        assert give_password(client, user).status_code == 302


def test_a_forgotten_password_is_set_by_a_link_that_works_once(user):
    client = Client()
    assert (
        client.post("/sign-in/password/forgotten/", {"email": user.email})["Location"]
        == "/sign-in/password/sent/"
    )
    assert client.post("/sign-in/password/forgotten/", {"email": "nobody@wm.example"}).status_code == 302
    assert [message.to for message in mail.outbox] == [[user.email]], "an unknown address gets nothing"
    assert user.name not in mail.outbox[0].body
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    new = "three quiet green umbrellas"
    address = page.request["PATH_INFO"]
    short = client.post(address, {"password1": "short", "password2": "short"})
    assert short.status_code == 422
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()
    assert give_password(Client(), user).status_code == 422
    assert give_password(Client(), user, password=new).status_code == 302


def test_changing_the_second_factor_asks_for_the_password_again(client_for, user, secret):
    client = client_for("hub_amhp")
    answer = client.get(f"{APP}remove/")
    assert answer["Location"].startswith("/sign-in/again/")
    wrong = client.post(answer["Location"], {"password": "wrong"})
    assert wrong.status_code == 422
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == f"{APP}remove/"
    assert client.post(f"{APP}remove/").status_code == 302
    assert not Authenticator.objects.filter(user=user, type="totp").exists()


def test_changing_the_password_needs_the_present_one(client_for, user):
    client = client_for("hub_amhp")
    new = "three quiet green umbrellas"
    wrong = client.post("/sign-in/password/", {"oldpassword": "wrong", "password1": new, "password2": new})
    assert wrong.status_code == 422
    right = client.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert right.status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert is_signed_in(client)


@pytest.mark.parametrize("address", ["signup", "email", "verify", "password", "connections", "join"])
def test_nobody_signs_up_or_changes_their_address(client_for, address):
    assert Client().get(f"/sign-in/none/{address}/").status_code == 404
    assert client_for("hub_amhp").get(f"/sign-in/none/{address}/").status_code == 404


@pytest.mark.parametrize(
    "typed", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 1_000_000, "9999-12-31T25:61"]
)
def test_hostile_words_are_a_mistake_not_a_fault(user, typed):
    for field in ("login", "password"):
        answer = Client().post(SIGN_IN, {"login": user.email, "password": "x", field: typed})
        assert answer.status_code == 422


def test_every_sign_in_page_is_drawn_in_our_own_shell(client_for, user, secret):
    client = Client()
    give_password(client, user)
    pages = [client.get(CODE), Client().get(SIGN_IN), Client().get("/sign-in/password/forgotten/")]
    signed_in = client_for("hub_amhp")
    pages += [
        signed_in.get(address)
        for address in (
            "/sign-out/",
            "/sign-in/password/",
            "/sign-in/second-factor/",
            "/sign-in/again/",
            YOURS,
        )
    ]
    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert "One Number" in page.content.decode()
        assert 'class="on-main' in page.content.decode()
