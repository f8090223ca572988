"""What people do and see in the stories, as sentences."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.place import Place


@dataclass
class Story:
    """What a story carries from one step to the next."""

    place: Place
    reference: str = ""


def when_a_referral_is_taken(
    hub: Page, story: Story, *, name: str, role: str = "Police constable", event: str = "s136_arrived"
) -> None:
    """By keyboard, as a call goes; saved to the board."""
    hub.goto("/take/")
    put_an_unfinished_one_aside(hub)
    hub.keyboard.press("r")
    for field, text in (
        ("caller_name", "Amy Hobbs"), ("caller_role", f"{role}, Westmoor"), ("caller_number", "01632 960 417"),
        ("person_name", name), ("birth_date", "14 3 1991"), ("place", "Marlbridge General, Emergency Department"),
    ):  # fmt: skip
        hub.locator(f"#id_{field}").fill(text)
    hub.locator("#id_event").select_option(event)
    if event != "nothing":
        hub.locator("#id_event_time").fill("13:25")
    hub.locator("#id_danger_0").check(force=True)
    hub.locator("#id_words").fill("Found by the river, cold and frightened.")
    hub.keyboard.press("Control+s")
    hub.wait_for_url(re.compile("/board/"))
    kept = hub.get_by_text(re.compile(r"WM-26-\d+ is on the board")).first.inner_text()
    found = re.search(r"WM-26-\d+", kept)
    assert found is not None
    story.reference = found.group()


def put_an_unfinished_one_aside(hub: Page) -> None:
    """The page offers to go on with an unfinished contact; the story begins a new one."""
    new = hub.get_by_role("button", name=re.compile("new contact", re.IGNORECASE))
    if new.count():
        with hub.expect_navigation():
            new.first.click()


def when_it_is_offered_to(hub: Page, story: Story, *names: str) -> None:
    """Ticked by the sender, sent with the keyboard."""
    hub.goto(f"/offers/new/{story.reference}/")
    for name in names:
        hub.get_by_label(re.compile(f"^{name}")).first.check()
    hub.keyboard.press("Control+Enter")
    hub.wait_for_url(re.compile("/board/"))


def when_they_accept(phone: Page, story: Story) -> None:
    """On the phone, from My day; whoever still has a case of an earlier story takes this as well."""
    phone.goto("/my-day/")
    asked = phone.locator("section", has_text=story.reference).first
    with phone.expect_navigation():
        asked.get_by_role("button", name="Accept").click()
    if phone.get_by_role("heading", name=re.compile("Take this as well")).count():
        with phone.expect_navigation():
            phone.get_by_role("button", name=re.compile("Yes")).click()


def when_they_tap(phone: Page, story: Story, words: str) -> None:
    """One step of the visit, on My day."""
    phone.goto("/my-day/")
    held = phone.locator("section", has=phone.get_by_role("heading", name=re.compile(story.reference)))
    with phone.expect_navigation():  # kept on the phone, sent, and the page opened afresh
        held.get_by_role("button", name=words).click()


def when_they_record(
    page: Page, story: Story, what: str, *, choices: dict[str, str] | None = None, **typed: str
) -> None:
    """One form of the case: choices by the name of the field and its value, the rest typed."""
    page.goto(f"/cases/{story.reference}/add/{what}/")
    for field, value in (choices or {}).items():
        chosen = page.locator(f"[name={field}]")
        if chosen.first.evaluate("each => each.tagName") == "SELECT":
            chosen.first.select_option(value)
        else:
            page.locator(f'[name={field}][value="{value}"]').check(force=True)
    for field, text in typed.items():
        page.locator(f"[name={field}]").fill(text)
    page.get_by_role("main").locator("form button[type=submit]").first.click()
    page.wait_for_url(re.compile(f"/cases/{story.reference}/$"))


def then_the_board_says(hub: Page, story: Story, *words: str | re.Pattern[str]) -> None:
    """The row of the case says all of this."""
    hub.goto("/board/")
    row = hub.locator("table.on-cases tr", has_text=story.reference)
    for each in words:
        expect(row).to_contain_text(each)


def then_the_case_says(page: Page, story: Story, *words: str) -> None:
    """The case page says all of this."""
    page.goto(f"/cases/{story.reference}/")
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)
