"""The case page offers only the forms its viewer can use: no link leads to "no such page"."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from onenumber.access.actions import give_reason
from onenumber.cases.models import Case
from tests.onenumber.allocation.arranging import with_settings
from tests.onenumber.cases.making import begin_duty, make_case, make_wait
from tests.onenumber.conftest import AT, Clock, County

ClientFor = Callable[[str], Client]


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """A case with a wait that runs."""
    begin_duty(county, "hub_amhp")
    made = make_case(with_settings(county))
    make_wait(county, made, "Trust bed team", AT)
    return made


def links(page: str) -> set[str]:
    return set(re.findall(r'href="(/cases/[^"#]+/add/[^"#]+)"', page.replace("&amp;", "&")))


def opened(county: County, case: Case, client_for: ClientFor, role: str) -> tuple[Client, str]:
    """The page as somebody reads it who gave a reason."""
    give_reason(
        by=county.viewer(role), at=AT, person_id=case.person_id, service_id=case.service_id,
        reason="The ward rang about them just now",
    )  # fmt: skip
    client = client_for(role)
    answer = client.get(f"/cases/{case.reference}/")
    assert answer.status_code == 200
    return client, answer.content.decode()


@pytest.mark.parametrize(
    ("role", "some"), [("hub_amhp", 15), ("support", 15), ("trainee", 15), ("locality_amhp", 0)]
)
def test_every_form_that_is_offered_opens(
    county: County, case: Case, client_for: ClientFor, role: str, some: int
) -> None:
    client, page = opened(county, case, client_for, role)
    offered = links(page)
    assert len(offered) >= some and (some or not offered), offered
    refused = {link: client.get(link).status_code for link in offered} if offered else {}
    assert {link: status for link, status in refused.items() if status == 404} == {}


def test_whoever_only_reads_is_not_asked_to_add(county: County, case: Case, client_for: ClientFor) -> None:
    _, page = opened(county, case, client_for, "locality_amhp")
    assert "no bed" in page and "What happened" in page
    assert "Add what happened" not in page and "Record the decision" not in page and ">Correct<" not in page
