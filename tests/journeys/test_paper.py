"""A night on paper, in a real browser: the pack opens without a network, its sheets come back, none is missing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import breaches
from tests.journeys.conftest import then_it_is_accessible_at_every_width
from tests.journeys.place import Place

pytestmark = pytest.mark.journey
OPENS_WITH = "invented county of westmoor"


def given_the_newest_pack(place: Place) -> Path:
    made = place.command("pack")
    assert made.returncode == 0, made.stdout + made.stderr
    return sorted((place.data / "packs").glob("WM-*.html"))[-1]


def when_it_is_opened_without_a_network(chrome: Browser, pack: Path) -> Page:
    context = chrome.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(pack.as_uri())
    assert breaches(page) == []
    page.get_by_label("Passphrase").fill("some other words altogether")
    page.get_by_role("button", name="Open the pack").click()
    expect(page.locator("#said")).to_contain_text("does not open this pack", timeout=60_000)
    page.get_by_label("Passphrase").fill(OPENS_WITH)
    page.get_by_role("button", name="Open the pack").click()
    expect(page.get_by_role("heading", name="Westmoor AMHP service on paper")).to_be_visible(timeout=60_000)
    assert faults == []
    return page


def then_it_shows_the_board_and_numbers_its_sheets(page: Page) -> None:
    board = page.locator("table").first
    expect(board).to_contain_text("s136 ends Tue 24 Nov 2026 15:32")
    expect(board).to_contain_text("Callum Reid 07700 900 361")
    assert "Mark Zielinski" not in board.inner_text()  # initials on the board, names on the case's own sheet
    page.get_by_label("First number").fill("41")
    for box in page.locator("input[data-kind]").all():
        box.fill("0")
    page.locator("input[data-kind=note]").fill("2")
    page.get_by_role("button", name="Show them below").click()
    expect(page.locator("#sheets .sheet")).to_have_count(2)
    expect(page.locator("#sheets .sheet__n").last).to_contain_text("42")
    expect(page.locator("#next")).to_have_text("The next print begins at 43.")
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert breaches(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def when_the_hub_types_a_sheet_in(page: Page) -> str:
    page.goto("/paper/")
    page.get_by_label("Paper began: day").fill("24/11/2026")
    page.get_by_label("Paper began: time, 24-hour").fill("0200")
    page.get_by_label("Sheets handed out, from the sheet log").fill("41-42")
    page.get_by_role("button", name="Begin to type in").click()
    reference = page.url.strip("/").rpartition("/")[2]
    then_it_is_accessible_at_every_width(page)
    head = page.get_by_role("region", name="The next sheet")
    head.get_by_label("Sheet", exact=True).fill("41")
    head.get_by_label("What it is").select_option(label="A note")
    head.get_by_label("Case reference").fill("1794")
    head.get_by_label("It happened: time, 24-hour").fill("0320")
    head.get_by_label("Written by").select_option(label="Nadia Karim")
    head.get_by_role("button", name="Type it in").click()
    expect(page.get_by_text("You are typing in sheet 41")).to_be_visible()
    then_it_is_accessible_at_every_width(page)
    page.get_by_label("What happened").fill("He slept from three o’clock")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("2 handed out = 1 typed in + 0 void + 1 missing")).to_be_visible()
    return reference


def when_the_other_is_void(page: Page) -> None:
    void = page.get_by_role("region", name="A sheet is void")
    void.get_by_label("Sheet", exact=True).fill("42")
    void.get_by_label("Why it is void").fill("Spoilt")
    void.get_by_role("button", name="Void").click()
    page.get_by_role("button", name="No sheet is missing").click()
    expect(page.get_by_text(re.compile("Finished .*: no sheet is missing"))).to_be_visible()
    then_it_is_accessible_at_every_width(page)
    page.goto("/paper/")
    then_it_is_accessible_at_every_width(page)
    page.goto("/restored/")
    then_it_is_accessible_at_every_width(page)


def test_a_night_on_paper(place: Place, chrome: Browser, sign_in: Callable[..., Page]) -> None:
    page = sign_in("Dilys Probert")
    pack = given_the_newest_pack(place)
    opened = when_it_is_opened_without_a_network(chrome, pack)
    then_it_shows_the_board_and_numbers_its_sheets(opened)
    opened.context.close()
    when_the_hub_types_a_sheet_in(page)
    when_the_other_is_void(page)
    page.goto("/cases/WM-26-1794/")
    expect(
        page.get_by_text("Nadia Karim on paper (sheet 41 of WM-P-26-1), typed in by Dilys Probert").first
    ).to_be_visible()
