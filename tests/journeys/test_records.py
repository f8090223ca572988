"""A request to see what is held, in a real browser: noted, each text looked at, given out in one file, ended."""

import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import then_it_is_accessible_at_every_width
from tests.journeys.place import Place
from tests.journeys.steps import Story, when_a_referral_is_taken, when_it_is_offered_to

pytestmark = pytest.mark.journey
HUB, LEAD = "Dilys Probert", "Maud Fairbrother"


def given_a_record_that_is_asked_for(sign_in: Callable[..., Page], place: Place) -> Story:
    hub, story = sign_in(HUB), Story(place)
    when_a_referral_is_taken(hub, story, name="Ivor Penhale")
    when_it_is_offered_to(hub, story, "Amara Okafor")
    return story


def when_the_lead_notes_the_request(lead: Page, story: Story) -> None:
    lead.goto("/records/")
    reference = lead.get_by_role("main").locator("input[name=reference]")
    reference.fill(story.reference.lower())
    with lead.expect_navigation():
        reference.press("Enter")
    lead.goto(f"/records/of/{story.reference}/add/request/")
    lead.locator("input[name=asked_by][value=person]").check(force=True)
    lead.get_by_label("How you made sure who they are").fill("Passport seen")
    lead.get_by_label("day", exact=False).first.fill("24/11/2026")
    lead.get_by_label("time, 24-hour").first.fill("1000")
    with lead.expect_navigation():
        lead.get_by_role("main").locator("form button[type=submit]").last.click()


def when_a_reason_is_given(lead: Page) -> None:
    """Whoever reads every word of a record says why first, and is then where they wanted to be."""
    expect(lead).to_have_url(re.compile("/reason/[?]next="))
    then_it_is_accessible_at_every_width(lead)
    lead.locator("textarea").fill("Answering a request to see what is held")
    with lead.expect_navigation():
        lead.get_by_role("main").locator("form button[type=submit]").last.click()


def when_every_text_is_looked_at(lead: Page) -> None:
    while (items := lead.locator("fieldset.on-item")).count():
        for item in items.all():
            item.get_by_label("What is shown", exact=True).select_option("all")
            item.get_by_label("Why", exact=True).select_option("own")
        with lead.expect_navigation():
            lead.get_by_role("button", name="Keep what I decided").click()


def test_somebody_asks_to_see_what_is_held(place: Place, sign_in: Callable[..., Page], tmp_path) -> None:
    story = given_a_record_that_is_asked_for(sign_in, place)
    lead = sign_in(LEAD)
    when_the_lead_notes_the_request(lead, story)
    when_a_reason_is_given(lead)
    expect(lead.get_by_role("heading", level=1)).to_have_text(re.compile("Request SAR-26-"))
    request = lead.url
    then_it_is_accessible_at_every_width(lead)
    when_every_text_is_looked_at(lead)
    with lead.expect_download() as taken:
        lead.get_by_role("button", name="Take the file").click()
    taken.value.save_as(tmp_path / "given.zip")
    with zipfile.ZipFile(tmp_path / "given.zip") as given:
        assert "Ivor Penhale" in given.read("record.html").decode()
    lead.goto(f"{request}end/")
    then_it_is_accessible_at_every_width(lead)
    lead.locator("input[name=how][value=sent]").check(force=True)
    with lead.expect_navigation():
        lead.get_by_role("button", name="End it").click()
    expect(lead.get_by_role("main")).to_contain_text(re.compile(r"SAR-26-\d+: ended"))
