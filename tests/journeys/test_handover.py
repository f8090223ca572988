"""17:00: the day hands over to EDT by name, both sign, it prints; and a restored backup holds what was signed.

At a place of its own (people and duties, nobody has rung yet), since its clock and its lists are its own.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.databases import PrivatePostgreSQL
from tests.journeys.conftest import browsers_at, then_it_is_accessible
from tests.journeys.place import Place, a_place, running_place, served
from tests.journeys.steps import Story, when_a_referral_is_taken

pytestmark = pytest.mark.journey
DAY, NIGHT, LEAD = "Dilys Probert", "Nadia Karim", "Maud Fairbrother"
HALF_PAST_FOUR = {"hours": 2, "minutes": 10}
QUESTION, ANSWER = "Is the ambulance booked, or only asked?", "Only asked, 15:30. We ring again at 16:45."


@pytest.fixture
def database() -> Iterator[Callable[[str], str]]:
    """`database("evening")` is an empty one on a private PostgreSQL; on SQLite, none: the folder holds it."""
    if os.environ.get("ONENUMBER_JOURNEYS_ON") != "postgresql":
        yield lambda name: ""
        return
    with PrivatePostgreSQL() as server:
        yield lambda name: server.address(name, migrated=name == "evening")


@pytest.fixture
def evening(tmp_path: Path, database: Callable[[str], str]) -> Iterator[Place]:
    (tmp_path / "evening").mkdir()
    with running_place(tmp_path / "evening", database=database("evening"), years=0) as running:
        running.later(**HALF_PAST_FOUR)
        yield running


def when_the_list_is_made(day: Page) -> None:
    day.goto("/board/")
    day.keyboard.press("h")
    day.wait_for_url(re.compile("/handover/"))
    expect(day.get_by_label(re.compile("Co-ordinator"))).to_have_value(re.compile(r"\d+"))
    day.keyboard.press("Control+Enter")
    expect(day.get_by_role("heading", level=1)).to_have_text("Handover to EDT")


def then_the_worker_has_listed(day: Page, story: Story) -> None:
    """The worker's rounds add what arose since the list was made; the page shows it when it is opened again."""
    end = time.monotonic() + 30
    day.goto("/handover/")
    while story.reference not in day.get_by_role("main").inner_text():
        assert time.monotonic() < end, f"{story.reference} is not on the list after 30 s"
        day.wait_for_timeout(500)
        day.reload()


def when_one_is_questioned(night: Page) -> None:
    night.goto("/board/")
    night.keyboard.press("h")
    night.wait_for_url(re.compile(r"/handover/\d+/"))
    night.keyboard.press("j")
    night.keyboard.press("Enter")
    night.wait_for_url(re.compile("/handover/items/"))
    night.get_by_label(re.compile("Your question")).fill(QUESTION)
    then_it_is_accessible(night)
    night.get_by_role("button", name="Send to the giving side").click()
    night.wait_for_url(re.compile(r"/handover/\d+/$"))


def when_it_is_answered_and_an_item_added(day: Page) -> None:
    day.reload()
    expect(day.get_by_role("heading", name="3 things before both can sign")).to_be_visible()
    day.get_by_role("link", name=re.compile("^Answer the question on")).first.click()
    day.get_by_label("Your answer").fill(ANSWER)
    day.keyboard.press("Control+Enter")
    day.wait_for_url(re.compile(r"/handover/\d+/$"))
    day.keyboard.press("a")
    day.get_by_label("What the next duty must do or know").fill("The hub’s car is at Larkfield.")
    day.keyboard.press("Control+Enter")
    expect(day.get_by_role("heading", name="4 items")).to_be_visible()


def when_all_is_accepted(night: Page) -> None:
    night.reload()
    for left in (4, 3, 2, 1):
        accept = night.get_by_role("button", name=re.compile("^Accept"))
        expect(accept).to_have_count(left)
        with night.expect_navigation():
            accept.first.click()
    expect(night.get_by_role("main")).to_contain_text("4 accepted by name")


def when_they_sign(page: Page, side: str) -> None:
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name=f"Sign for the {side} side").click()


@pytest.mark.both_databases
def test_the_day_hands_over_to_the_night_and_a_backup_holds_it(
    evening: Place, chrome: Browser, tmp_path: Path, database: Callable[[str], str]
) -> None:
    with browsers_at(evening, chrome) as sign_in:
        day, night, story = sign_in(DAY), sign_in(NIGHT), Story(evening)
        for name in ("Leanne Marsh", "Priya Nandy"):
            when_a_referral_is_taken(day, story, name=name)
        when_the_list_is_made(day)
        when_a_referral_is_taken(
            day, story, name="Tobias Orme", event="nothing"
        )  # it comes onto the list by itself
        when_one_is_questioned(night)
        then_the_worker_has_listed(day, story)
        when_it_is_answered_and_an_item_added(day)
        then_it_is_accessible(day)
        when_all_is_accepted(night)
        when_they_sign(day, "giving")
        when_they_sign(night, "receiving")
        expect(night.get_by_role("main")).to_contain_text(re.compile(f"{DAY} 16:30, 4 items"))
        night.get_by_role("link", name="Print").click()
        then_it_is_accessible(night)
        sheet = night.get_by_role("main").inner_text()
        for words in ("LM, 35", QUESTION, ANSWER, f"{NIGHT} 16:30", "Signature on paper"):
            assert words in sheet
        assert "Leanne" not in sheet and "Marsh" not in sheet
        assert night.pdf(format="A4").startswith(b"%PDF")
        address = day.url.replace(evening.address, "")
    restored = a_place(tmp_path / "restored", database=database("restored"))
    then_a_restored_backup_says_the_same(evening, restored, chrome, address, sheet)


def then_a_restored_backup_says_the_same(
    evening: Place, restored: Place, chrome: Browser, address: str, sheet: str
) -> None:
    """`onenumber backup`, `onenumber restore` into another folder, and the sheet read from the service there."""
    kept = restored.data.with_name("kept.tar")
    made = evening.command("backup", str(kept))
    assert made.returncode == 0, made.stderr
    restored.data.mkdir()
    back = restored.command("restore", str(kept))
    assert back.returncode == 0, back.stderr
    (restored.data / "demonstration").touch()
    with served(restored), browsers_at(restored, chrome) as sign_in:
        restored.later(**HALF_PAST_FOUR)
        lead = sign_in(LEAD)
        lead.goto("/handover/past/")
        expect(lead.locator("tbody tr")).to_contain_text(f"{DAY} 16:30; {NIGHT} 16:30")
        lead.goto(f"{address}print/")
        assert lead.get_by_role("main").inner_text().splitlines()[-12:] == sheet.splitlines()[-12:]
        assert lead.locator("table").first.inner_text() in sheet
