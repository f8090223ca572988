"""A case is considered by another service, on behalf of our council: asked, and accepted by name on both sides.

Both services are on this system; each has its own people and its own record.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WIDTHS, then_it_is_accessible
from tests.journeys.county import SERVICE_FILE
from tests.journeys.place import Place
from tests.journeys.steps import Story, when_a_referral_is_taken

pytestmark = pytest.mark.journey
HUB, OTHER = "Dilys Probert", "Frank Eastley"
EASTMERE = """
[service]
name = "Eastmere AMHP service"
short_name = "Eastmere"
prefix = "EM"
one_number = "01632 960 301"
mode = "COMBINED"
synthetic = true
provider = "Eastmere Borough Council"
councils = ["Eastmere Borough Council"]
[organisations."Eastmere Borough Council"]
kind = "council"
code_gss = "E06009903"
[localities.MERE]
name = "Mereside"
council = "Eastmere Borough Council"
"""
PEOPLE = (
    "name,email,roles,telephone,locality,employer,authority,hats\n"
    f"{OTHER},frank@eastmere.example,hub_amhp,01632 960 302,MERE,Eastmere,Eastmere,amhp 2024-04-01 2029-03-31\n"
)
BORN, NAME = "1991", "Leanne Marsh"


def given_eastmere_is_here_too(place: Place) -> None:
    westmoor = SERVICE_FILE.read_text()
    (place.data / "eastmere.toml").write_text(EASTMERE + westmoor[westmoor.index("[settings.") :])
    (place.data / "eastmere.csv").write_text(PEOPLE)
    loaded = place.command("load", "--service", "EM", "eastmere.toml", "eastmere.csv")
    assert loaded.returncode == 0, loaded.stderr


def when_the_hub_asks_eastmere(hub: Page, story: Story) -> None:
    hub.goto(f"/cases/{story.reference}/")
    hub.get_by_role("link", name="Ask another service to consider it").click()
    hub.get_by_label("Which AMHP service is asked").select_option(
        label="Eastmere AMHP service (answers on screen)"
    )
    expect(hub.get_by_label("On behalf of which council")).to_have_value("Westmoor County Council")
    hub.get_by_label("Why the duty appears to be that council’s").fill(
        "Lives in Westmoor, on your side since noon."
    )
    hub.get_by_label("What is asked").fill(f"{NAME} is to be seen at home.")
    hub.keyboard.press("Control+Enter")
    expect(hub.get_by_role("main")).to_contain_text("Leave out who the person is")
    then_it_is_accessible(hub)
    hub.get_by_label("What is asked").fill("To be seen where they are, by one of yours who is nearer.")
    hub.keyboard.press("Control+Enter")
    hub.wait_for_url(re.compile(r"/requests/\d+/$"))


def then_eastmere_reads_what_is_asked_and_not_about_whom(other: Page) -> str:
    other.goto("/board/")
    now = other.locator("li", has_text="Westmoor AMHP service asks.")
    expect(now).to_contain_text("On behalf of Westmoor County Council.")
    now.get_by_role("link", name="Say yes or no").click()
    other.wait_for_url(re.compile(r"/requests/\d+/$"))
    page = other.get_by_role("main")
    expect(page).to_contain_text("Nothing moves until both sides have said yes.")
    expect(page).to_contain_text("s136 at an ED")
    for word in (*NAME.split(), BORN, "Marlbridge General"):
        expect(page).not_to_contain_text(word)
    for width in WIDTHS:
        other.set_viewport_size({"width": width, "height": 844})
        then_it_is_accessible(other)
    return other.url


def when_they_say_yes(page: Page, words: str, terms: str = "") -> None:
    page.get_by_label(words).check(force=True)
    page.get_by_label("Why, or on what terms").fill(terms)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this answer").click()


def test_both_sides_say_yes_by_name_and_the_record_says_on_behalf_of_whom(
    place: Place, sign_in: Callable[..., Page]
) -> None:
    given_eastmere_is_here_too(place)
    hub, other, story = sign_in(HUB), sign_in(OTHER), Story(place)
    when_a_referral_is_taken(hub, story, name=NAME)
    when_the_hub_asks_eastmere(hub, story)
    address = then_eastmere_reads_what_is_asked_and_not_about_whom(other)
    when_they_say_yes(other, "Yes: we consider it", "By 17:00")
    hub.goto("/board/")
    line = hub.locator("li", has_text=f"{OTHER} of Eastmere AMHP service says yes")
    expect(line).to_contain_text(story.reference)
    line.get_by_role("link", name="Say yes or no").click()
    when_they_say_yes(hub, "Yes: they consider it from now on")
    other.goto("/board/")
    other.locator("li", has_text="No case here yet").get_by_role("link", name="Open its case").click()
    other.get_by_role("button", name="Open the case here").click()
    other.wait_for_url(re.compile(r"/cases/EM-26-\d+/$"))
    case = other.get_by_role("main")
    for words in (NAME, "On behalf of Westmoor County Council.", f"{OTHER}, Eastmere AMHP service,", "s136"):
        expect(case).to_contain_text(words)
    theirs = re.findall(r"EM-26-\d+", other.url)[0]
    hub.goto(address)
    page = hub.get_by_role("main")
    expect(page).to_contain_text(
        f"considers it on behalf of Westmoor County Council, since today 14:20, as {theirs}."
    )
    expect(page).to_contain_text("By 17:00")
    hub.goto(f"/cases/{story.reference}/print/")
    expect(hub.get_by_role("main")).to_contain_text(f"as {theirs}.")
    then_it_is_accessible(hub)
