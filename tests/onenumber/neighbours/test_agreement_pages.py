"""The pages of agreements: the list, writing down, replacing, ending, the file; and what is shown beside a call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

import onenumber
from onenumber.cases.actions import change_case
from onenumber.organisations.models import Agreement
from onenumber.organisations.queries import read_service_file
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County

SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
pytestmark = pytest.mark.django_db
SLA = {
    "kind": "sla", "with_whom": "Eastmere AMHP service", "council": "all", "covers": "Cover across the border\n=1+1",
    "begins_on": "1/4/2025", "until": "", "review_on": "1/12/2026", "signed_by": "Both leads", "document": "2025/3",
}  # fmt: skip
SCHOOL = {
    "with_whom": "Stonechat House School", "locality": "NORTH", "called": "Stonechat House", "postcodes": "WM7 4QT",
    "covers": "Ask for the plan.", "ring": "the nurse on call", "telephone": "01632 960 341", "begins_on": "1/4/2025",
    "review_on": "1/10/2026", "signed_by": "Helen Ashdown", "document": "",
}  # fmt: skip


@pytest.fixture
def lead(county: County, client_for: Callable[[str], Client], clock: Clock) -> Client:
    county.westmoor.settings = dict(read_service_file(SETTINGS.read_text()).settings)
    county.westmoor.save()
    return client_for("amhp_lead")


def post(client: Client, address: str, said: dict[str, Any]) -> HttpResponse:
    return client.post(address, {"key": str(uuid4()), **said})


def sent(client: Client, address: str, said: dict[str, Any]) -> str:
    answer = post(client, address, said)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_is_to_be_looked_at_stands_first_and_the_board_tells_the_lead(
    lead: Client, client_for: Callable[[str], Client]
) -> None:
    sent(lead, "/agreements/new/agreement/", SLA)
    sent(lead, "/agreements/new/agreement/", SLA | {"with_whom": "Netherdale", "review_on": "1/4/2027"})
    sent(lead, "/agreements/new/arrangement/", SCHOOL)
    page = read(lead, "/agreements/")
    first, others = page.split('id="others"')
    assert "Review in 60 days or less" in first
    assert "Stonechat House School" in first and "past its review" in first
    assert "Eastmere AMHP service" in first and "review due" in first
    assert "Netherdale" in others and "Netherdale" not in first.split('id="first"')[1]
    assert "Agreements: 2 to look at" in read(lead, "/board/")
    assert "to look at" not in read(client_for("hub_amhp"), "/board/")
    for who, buttons in (("manager", True), ("hub_amhp", False)):
        assert ("New agreement" in read(client_for(who), "/agreements/")) is buttons


def test_written_anew_the_older_text_stays_and_leads_to_the_newer(lead: Client) -> None:
    address = sent(lead, "/agreements/new/arrangement/", SCHOOL)
    form = read(lead, f"{address}replace/")
    assert 'value="1/4/2025"' not in form and 'value="01/04/2025"' in form and "the nurse on call" in form
    newer = sent(lead, f"{address}replace/", SCHOOL | {"review_on": "1/10/2027", "ring": "the deputy head"})
    assert newer != address
    older = read(lead, address)
    assert "replaced" in older and "the nurse on call" in older and f'href="{newer}"' in older
    assert "Reviewed: write it anew" not in older
    assert post(lead, address, {"why": "x"}).status_code == 409
    assert post(lead, f"{address}replace/", SCHOOL).status_code == 409


def test_days_that_cannot_be_are_said_beside_their_field(lead: Client) -> None:
    wrong = {"begins_on": "1/4/2027", "until": "1/3/2027", "review_on": "31/2/2027"}
    answer = post(lead, "/agreements/new/agreement/", SLA | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Agreement.objects.exists()
    assert "This day is before it begins." in page and "There is no such day." in page
    assert 'value="31/2/2027"' in page
    assert post(lead, "/agreements/new/agreement/", SLA | {"review_on": "1/1/0026"}).status_code == 422
    assert lead.get("/agreements/new/treaty/").status_code == 404


def test_ended_with_a_reason_and_kept_in_the_file(lead: Client, client_for: Callable[[str], Client]) -> None:
    address = sent(lead, "/agreements/new/agreement/", SLA)
    assert post(lead, address, {"why": ""}).status_code == 422
    assert sent(lead, address, {"why": "Not renewed"}) == "/agreements/"
    assert "Not renewed" in read(lead, address) and "Ended and replaced" in read(lead, "/agreements/")
    file = client_for("manager").post("/agreements/export/")
    heading, row = file.content.decode().split("\r\n", 2)[:2]
    assert heading.startswith("Kind,With whom,") and "Not renewed" in file.content.decode()
    assert "Both leads" in file.content.decode() and row.startswith("service-level agreement")
    assert client_for("hub_amhp").post("/agreements/export/").status_code == 404


def test_what_is_arranged_is_shown_on_the_case_and_its_sheets(
    lead: Client, county: County, client_for: Callable[[str], Client]
) -> None:
    sent(lead, "/agreements/new/arrangement/", SCHOOL)
    case = make_case(county)
    case_page = f"/cases/{case.reference}/"
    hub = client_for("hub_amhp")
    post(hub, f"{case_page}reason/", {"reason": "On the line"})
    assert "Arranged here" not in read(hub, case_page)
    change_case(
        by=county.viewer("hub_amhp"), at=AT, case=case, field="place", value="Stonechat House, the sick bay",
        reason="Told by the school",
    )  # fmt: skip
    for address in (case_page, f"{case_page}print/"):
        page = read(hub, address)
        assert "Ring the nurse on call" in page and "01632 960 341" in page, address
        assert "Its review is past: ask whether it still holds." in page
    assert "Shown because the place says Stonechat House." in read(hub, case_page)


def test_what_is_arranged_is_shown_while_the_place_is_typed(
    lead: Client, client_for: Callable[[str], Client]
) -> None:
    sent(lead, "/agreements/new/arrangement/", SCHOOL)
    hub = client_for("hub_amhp")
    take = hub.get("/take/?new=1").headers["Location"]
    side = hub.post(f"{take}draft/", {"place": "the lane by Stonechat", "sequence": "1"}).json()["side_html"]
    assert "Arranged here" not in side
    side = hub.post(f"{take}draft/", {"place": "6 Mill Lane, wm7 4qt", "sequence": "2"}).json()["side_html"]
    assert "Ring the nurse on call." in side and "the postcode is WM7 4QT" in side
