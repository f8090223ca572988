"""The AMHP lead's list of people: approvals that end soon in words and shape, doctors with how to reach them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from onenumber.organisations.models import Service
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.presenters import approval_rows
from onenumber.workforce.queries import ApprovalLine
from tests.onenumber.conftest import Clock, County


def a_doctor(service: Service, name: str) -> None:
    doctor = Practitioner.objects.create(service=service, name=name, telephone="07700 900 301")
    Hat.objects.create(
        practitioner=doctor, kind="s12", authority="Secretary of State", begins_on=date(2025, 1, 1)
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("amhp_lead", 200),
        ("hub_amhp", 404),
        ("locality_amhp", 404),
        ("edt_officer", 404),
        ("manager", 404),
        ("auditor", 404),
        ("trainee", 404),
        ("support", 404),
        ("analyst", 404),
        ("system_admin", 404),
        ("foreign", 404),
    ],
)
def test_who_sees_the_people(
    county: County, client_for: Callable[[str], Client], clock: Clock, role: str, status: int
) -> None:
    assert client_for(role).get("/people/").status_code == status


def test_the_lead_sees_own_people_and_doctors(
    county: County, client_for: Callable[[str], Client], clock: Clock
) -> None:
    a_doctor(county.westmoor, "Dr Helena Voss")
    a_doctor(county.eastmere, "Dr Foreign Canary")
    Hat.objects.filter(practitioner=county.practitioners["hub_amhp"]).update(ends_on=date(2026, 12, 4))
    page = client_for("amhp_lead").get("/people/").content.decode()
    assert "ends in 10 days" in page
    assert "ending within 90 days: 1" in page
    assert 'href="tel:07700900301"' in page
    assert "Dr Foreign Canary" not in page
    assert "Frank Eastley" not in page


@pytest.mark.parametrize(
    ("begins", "ends", "words", "icon"),
    [
        (date(2020, 1, 1), None, "in force", "done"),
        (date(2020, 1, 1), date(2027, 2, 23), "in force", "done"),
        (date(2020, 1, 1), date(2027, 2, 22), "ends in 90 days", "soon"),
        (date(2020, 1, 1), date(2026, 11, 25), "ends tomorrow", "soon"),
        (date(2020, 1, 1), date(2026, 11, 24), "today is the last day", "soon"),
        (date(2026, 12, 1), date(2031, 1, 1), "begins 1 Dec 2026", "none"),
    ],
)
def test_how_long_an_approval_lasts_in_words_and_shape(
    begins: date, ends: date | None, words: str, icon: str
) -> None:
    line = ApprovalLine(1, 1, "A. Body", "amhp", "County", "", begins, ends, "")
    [row] = approval_rows([line], today=date(2026, 11, 24))
    assert (row.words, row.icon) == (words, icon)
