"""Take a contact in a browser: signed out and back to the same cursor, without script, and readable by everyone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import WIDTHS, then_it_is_accessible
from tests.journeys.county import RunningService, running_service
from tests.journeys.keyboard import Keyboard, signed_in, wait_until

pytestmark = [pytest.mark.journey, pytest.mark.slow]
AT = "2026-11-24T14:20:10+00:00"
TOLD = {
    "caller_name": "PC Amy Hobbs",
    "caller_role": "Police constable, Westmoor Police",
    "person_name": "Leanne Marsh",
    "birth_date": "14 3 1991",
    "nhs_number": "999 159 5147",
    "place": "Marlbridge General, Emergency Department",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with running_service(tmp_path_factory.mktemp("county")) as running:
        running.set_clock(AT)
        yield running


@pytest.fixture
def page(service: RunningService, chrome: Browser) -> Iterator[Page]:
    context = signed_in(chrome, service)
    yield context.new_page()
    context.close()


def given_a_call_half_taken(page: Page, service: RunningService) -> Keyboard:
    page.goto(f"{service.address}/take/?new=1")
    keys = Keyboard(page)
    keys.press("r")
    for name, words in TOLD.items():
        keys.tab_to(name)
        keys.type(words, dictated=True)
    keys.tab_to("event_time")
    keys.wait_kept(place=TOLD["place"])
    keys.type("1325", dictated=False)
    keys.wait_all_kept()
    return keys


def test_signed_out_and_back_to_the_same_cursor(page: Page, service: RunningService) -> None:
    # given a call half taken, the cursor in the time
    given_a_call_half_taken(page, service)
    draft = page.url
    # when the session is gone and more is typed
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("PC Hobbs")
    page.keyboard.press("Tab")
    page.get_by_role("main").get_by_text("Not kept: you are signed out.").wait_for()
    # then the way back leads through signing in to this very call
    page.goto(draft)
    assert re.search(r"/sign-in/\?next=%2Ftake%2FC-26-\d+%2F|/sign-in/\?next=/take/C-26-\d+/", page.url)
    page.context.add_cookies([{"name": "sessionid", "value": service.session, "url": service.address}])
    page.goto(draft)
    wait_until(page, "document.activeElement?.name === 'event_time'")
    for name, words in TOLD.items():
        assert page.locator(f"[name={name}]").input_value() == words
    assert "Ends Wed 25 Nov, 13:25" in page.locator("#side").inner_text()


def test_enter_in_a_field_does_not_save_the_call(page: Page, service: RunningService) -> None:
    keys = given_a_call_half_taken(page, service)
    keys.tab_to("danger")
    keys.press("Space")
    keys.press("Shift+Tab")
    keys.press("Enter")
    page.wait_for_timeout(300)
    assert "/take/C-26-" in page.url and page.locator("#take").count() == 1


def test_without_script_the_same_page_takes_the_call(service: RunningService, chrome: Browser) -> None:
    context = signed_in(chrome, service, java_script_enabled=False)
    page = context.new_page()
    # given the page as a plain form
    page.goto(f"{service.address}/take/?new=1")
    page.get_by_label("Referral").check()
    for name, words in TOLD.items():
        page.locator(f"[name={name}]").fill(words)
    # when the clock is asked for, then it is there, with what follows from the words
    page.get_by_role("button", name="Work out the clock").click()
    assert page.locator("[name=event]").input_value() == "s136_arrived"
    assert page.locator("[name=locality]").input_value() == "MARLBRIDGE"
    # when it is saved too early, then the words stand beside the fields and nothing is lost
    page.get_by_role("button", name="Save to the board").click()
    assert (
        page.locator("#id_event_time-error")
        .inner_text()
        .endswith("Type the time like 0920, or ? if it is not known.")
    )
    assert page.locator("[name=person_name]").input_value() == TOLD["person_name"]
    # when the rest is answered, then it is on the board
    page.locator("[name=event_time]").fill("1325")
    page.get_by_role("group", name="Is anyone in danger right now?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save to the board").click()
    assert page.url == f"{service.address}/board/"
    assert re.search(r"C-26-\d+ kept\. WM-26-\d+ is on the board\.", page.locator("main").inner_text())
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_can_be_read_by_everyone(service: RunningService, chrome: Browser, width: int) -> None:
    context = signed_in(chrome, service, width=width)
    page = context.new_page()
    for letter in ("", "a", "p", "b", "t"):
        page.goto(f"{service.address}/take/?new=1")
        if letter:
            page.keyboard.press(letter)
            Keyboard(page).wait_all_kept()
        then_it_is_accessible(page)
    keys = given_a_call_half_taken(page, service)
    then_it_is_accessible(page)
    keys.press("Control+s")
    page.locator("[data-error-summary]").wait_for()
    then_it_is_accessible(page)
    page.locator("details.take-record summary").click()
    then_it_is_accessible(page)
    page.goto(f"{service.address}/take/")
    page.get_by_text("Go on with one you began").wait_for()
    then_it_is_accessible(page)
    page.goto(f"{service.address}/take/?new=1")
    police = Keyboard(page)
    police.press("p")
    for name in ("caller_name", "person_name", "place"):
        police.tab_to(name)
        police.type(TOLD[name], dictated=True)
    police.tab_to("danger")
    police.press("ArrowUp")
    police.wait_all_kept()
    police.press("Control+Enter")
    page.wait_for_url(lambda address: "/contacts/" in address)
    for details in page.locator("details.contact-add").all():
        details.evaluate("one => { one.open = true; }")
    then_it_is_accessible(page)
    context.close()
