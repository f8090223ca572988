"""A sign-in ends after so many hours, or when nobody did anything; its owner sees and ends each of theirs."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory

from tests.onenumber.doors import doors

YOURS = "/sign-in/yours/"


@pytest.fixture(autouse=True)
def _live_limits(settings):
    settings.SESSION_HOURS, settings.SESSION_IDLE_MINUTES = 12, 30


def is_signed_in(client):
    return client.get(YOURS).status_code == 200


def test_thirty_minutes_of_nothing_end_a_sign_in_and_lead_back_to_the_same_page(client_for, clock):
    client = client_for("hub_amhp")
    assert is_signed_in(client)
    clock.forward(minutes=29)
    assert is_signed_in(client), "somebody did something: the half hour begins again"
    clock.forward(minutes=29)
    assert is_signed_in(client)
    clock.forward(minutes=30)
    answer = client.get("/sign-in/password/?from=4")
    assert answer["Location"] == "/sign-in/?next=%2Fsign-in%2Fpassword%2F%3Ffrom%3D4"
    assert not is_signed_in(client)


def test_the_board_asking_by_itself_is_nobody_doing_anything(client_for, clock):
    client = client_for("hub_amhp")
    assert is_signed_in(client)
    for _ in range(29):
        clock.forward(minutes=1)
        client.get(YOURS, headers={"X-Fragment": "board"})
    clock.forward(minutes=1)
    assert client.get(YOURS, headers={"X-Fragment": "board"}).status_code == 401


def test_twelve_hours_end_a_sign_in_however_busy(client_for, clock):
    client = client_for("hub_amhp")
    for _ in range(12 * 3):
        assert is_signed_in(client)
        clock.forward(minutes=20)
    assert not is_signed_in(client)


def test_zero_means_no_limit(client_for, clock, settings):
    settings.SESSION_HOURS = settings.SESSION_IDLE_MINUTES = 0
    client = client_for("hub_amhp")
    assert is_signed_in(client)
    clock.forward(days=9)
    assert is_signed_in(client)


def test_a_page_costs_a_write_at_most_once_a_minute(client_for, clock, django_assert_max_num_queries):
    client = client_for("hub_amhp")
    client.get("/health/")
    clock.forward(seconds=50)
    of_health = (
        2 if connection.vendor == "postgresql" else 1
    )  # the worker; on PostgreSQL whether the wall stands
    with django_assert_max_num_queries(3 + of_health + doors()):  # session, user, grants
        client.get("/health/")


def signed_in_with(user, agent, address):
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    client = Client()
    request.session, request.user = client.session, AnonymousUser()
    login(request, user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    request.session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    request.session["account_authentication_methods_user"] = str(user.pk)
    request.session.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


def test_your_sign_ins_are_listed_and_each_can_be_ended(county):
    user = county.users["hub_amhp"]
    desk = signed_in_with(user, "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36", "192.0.2.1")
    phone = signed_in_with(user, "Mozilla/5.0 (iPhone; CPU iPhone OS 26) Safari/604.1", "192.0.2.2")
    body = desk.get(YOURS).content.decode()
    assert "Chrome on Windows" in body
    assert "Safari on iPhone" in body
    assert body.index("this one") < body.index("Safari on iPhone"), "this sign-in stands first"
    of_phone = UserSession.objects.get(ip="192.0.2.2")
    assert desk.post(f"{YOURS}{of_phone.pk}/end/").status_code == 303
    assert not is_signed_in(phone)
    assert is_signed_in(desk)
    assert not Session.objects.filter(session_key=of_phone.session_key).exists()


def test_nobody_ends_somebody_elses_sign_in(county, client_for):
    signed_in_with(county.users["amhp_lead"], "Firefox/143.0", "192.0.2.3")
    theirs = UserSession.objects.get(ip="192.0.2.3")
    for role in ("hub_amhp", "system_admin", "foreign"):
        assert client_for(role).post(f"{YOURS}{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_signing_out_ends_the_session_itself(client_for):
    client = client_for("hub_amhp")
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 200, "a link alone signs nobody out"
    assert is_signed_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    thief = Client()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = key
    assert not is_signed_in(thief)
