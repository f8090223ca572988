"""Given a case, when every eligible doctor is asked at once, then the first two to say yes have it, by their links."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import then_it_is_accessible
from tests.journeys.place import Place
from tests.journeys.steps import (
    Story,
    then_the_board_says,
    when_a_referral_is_taken,
    when_it_is_offered_to,
    when_they_accept,
)

pytestmark = pytest.mark.journey
HUB, SPARE = "Dilys Probert", "Amara Okafor"
SignIn = Callable[..., Page]


def links_sent(place: Place, reference: str) -> list[str]:
    """The links in the demonstration's mail folder that belong to this case, in the order they were sent."""
    found = []
    for file in sorted((place.data / "mail").glob("*"), key=lambda each: each.stat().st_mtime):
        text = file.read_text(errors="replace").replace("=\n", "").replace("=3D", "=")
        if reference in text:
            found += re.findall(r"/ask/[\w.-]+/", text)
    return list(dict.fromkeys(found))


def when_every_doctor_is_asked(hub: Page, story: Story) -> int:
    """Open, tick all, send: three actions. Says how many were asked."""
    hub.goto(f"/cases/{story.reference}/doctors/")
    hub.keyboard.press("t")
    hub.wait_for_url(re.compile(r"all=yes"))
    asked = hub.locator("input[name=ask]:checked").count()
    hub.keyboard.press("Control+Enter")
    hub.wait_for_url(re.compile(f"/cases/{story.reference}/$"))
    return asked


def when_a_doctor_says_yes(chrome: Browser, story: Story, link: str, time: str) -> str:
    """On a phone, without a sign-in; the words of the page that follows."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, base_url=story.place.address)
    phone = context.new_page()
    phone.goto(link)
    then_it_is_accessible(phone)
    expect(phone.get_by_role("main")).not_to_contain_text("Nerys")
    if phone.get_by_role("button", name="Yes").count():
        phone.locator("#id_expected_from_time").fill(time)
        with phone.expect_navigation():
            phone.get_by_role("button", name="Yes").click()
        then_it_is_accessible(phone)
    said = phone.get_by_role("main").inner_text()
    context.close()
    return said


def test_every_doctor_is_asked_and_the_first_two_have_it(
    sign_in: SignIn, chrome: Browser, place: Place
) -> None:
    story = Story(place)
    hub, phone = sign_in(HUB), sign_in(SPARE, width=390)
    when_a_referral_is_taken(hub, story, name="Nerys Tallow")
    when_it_is_offered_to(hub, story, SPARE)
    when_they_accept(phone, story)
    asked = when_every_doctor_is_asked(hub, story)
    assert asked > 15
    expect(hub.get_by_role("main")).to_contain_text(f"{asked} asked, 0 said no")
    then_it_is_accessible(hub)
    for _ in range(60):
        links = links_sent(place, story.reference)
        if len(links) >= asked:
            break
        hub.wait_for_timeout(500)
    assert len(links) == asked
    assert "You said yes" in when_a_doctor_says_yes(chrome, story, links[0], "1500")
    assert "You said yes" in when_a_doctor_says_yes(chrome, story, links[1], "1530")
    assert "It is filled" in when_a_doctor_says_yes(chrome, story, links[2], "1600")
    hub.goto(f"/cases/{story.reference}/")
    panel = hub.locator("section", has=hub.get_by_role("heading", name="Who is coming, and when"))
    for words in ("Doctor 1", "Expected 15:00", "Doctor 2", "Expected 15:30"):
        expect(panel).to_contain_text(words)
    then_the_board_says(hub, story, SPARE)
