"""One click signs in as any role: in a demonstration, and nowhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from onenumber.access.models import Grant, Role
from onenumber.rota.models import Duty
from tests.onenumber.conftest import AT, Clock, County

PAGE = "/demonstration/"


@pytest.fixture
def demonstration(settings) -> None:
    settings.DEMONSTRATION = True
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.parametrize("role", ["signed_out", *Role, "foreign"])
def test_a_live_service_has_no_such_page(
    county: County, client_for: Callable[[str], Client], settings, clock: Clock, role: str
) -> None:
    settings.DEMONSTRATION = False
    settings.SECOND_FACTOR_REQUIRED = False
    client = client_for(role)
    assert client.get(PAGE).status_code == 404
    answer = client.post(PAGE, {"user": str(county.users["amhp_lead"].pk)})
    assert answer.status_code == 404
    assert client.session.get("_auth_user_id") != str(county.users["amhp_lead"].pk) or role == "amhp_lead"


def test_everybody_is_listed_by_role_and_who_is_on_duty(
    demonstration: None, county: County, clock: Clock
) -> None:
    Duty.objects.create(
        service=county.westmoor,
        practitioner=county.practitioners["edt_officer"],
        kind="edt",
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        happened_at=AT,
        recorded_at=AT,
        by_id=1,
        by_name="A",
    )
    page = Client().get(PAGE).content.decode()
    assert all(user.name in page for user in county.users.values())
    assert page.count("on duty now") == 1
    assert "Ruth Nkemelu" in page.split("on duty now")[0].rpartition("<li")[2]


@pytest.mark.parametrize("role", list(Role))
def test_one_click_signs_in(demonstration: None, county: County, clock: Clock, role: str) -> None:
    client = Client()
    answer = client.post(PAGE, {"user": str(county.users[role].pk)})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(county.users[role].pk)


def test_signing_in_again_is_being_somebody_else(
    demonstration: None, county: County, clock: Clock, client_for: Callable[[str], Client]
) -> None:
    client = client_for("support")
    client.post(PAGE, {"user": str(county.users["manager"].pk)})
    assert client.session["_auth_user_id"] == str(county.users["manager"].pk)


def test_looking_signs_nobody_in(demonstration: None, county: County, clock: Clock) -> None:
    client = Client()
    client.get(PAGE, {"user": str(county.users["amhp_lead"].pk)})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("wanted", ["", "0", "999999999999999999999999", "x", "\x00", "1 OR 1=1"])
def test_nobody_by_that_number(demonstration: None, county: County, clock: Clock, wanted: str) -> None:
    client = Client()
    assert client.post(PAGE, {"user": wanted}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_somebody_who_may_no_longer_sign_in_is_not_there(
    demonstration: None, county: County, clock: Clock
) -> None:
    manager, support = county.users["manager"], county.users["support"]
    manager.is_active = False
    manager.save()
    Grant.objects.filter(user=support).update(ends_at=AT)
    page = Client().get(PAGE).content.decode()
    assert manager.name not in page
    assert support.name not in page
    assert Client().post(PAGE, {"user": str(manager.pk)}).status_code == 422


def test_a_form_from_elsewhere_signs_nobody_in(demonstration: None, county: County, clock: Clock) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(PAGE, {"user": str(county.users["amhp_lead"].pk)})
    assert answer.status_code in {400, 403}
    assert "_auth_user_id" not in client.session
