"""The first day of somebody new, in a real browser: password by link, the app, the codes, in again, changed again."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import then_it_is_accessible_at_every_width
from tests.journeys.place import Place

pytestmark = pytest.mark.journey
FIRST, SECOND = "three quiet green umbrellas", "four loud blue raincoats"
PERIOD = 30  # seconds a code of the app lasts (RFC 6238)


def code_of(secret: str) -> str:
    """A code of the app that was not used yet: the service takes none twice, so the next one is waited for."""
    code_of.counter = max(int(time.time()) // PERIOD, code_of.counter + 1)
    while code_of.counter > int(time.time()) // PERIOD:
        time.sleep(1)
    return format_hotp_value(hotp_value(secret, code_of.counter))


code_of.counter = 0


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def given_a_link_for_somebody_new(place: Place) -> str:
    made = place.command(
        "add-user", "nia.vaughan@wm.example", "--name", "Nia Vaughan", "--service", "WM", "--site", place.address
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found = re.search(r"http\S+", made.stdout)
    assert found is not None
    return found.group()


def when_the_password_is_set(page: Page, link: str) -> None:
    page.goto(link)
    then_it_is_accessible_at_every_width(page)
    page.get_by_label("New password", exact=True).fill(FIRST)
    page.get_by_label("New password again").fill(FIRST)
    press(page, "Keep this password")


def when_they_sign_in(page: Page, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("nia.vaughan@wm.example")
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def when_the_app_is_set_up(page: Page) -> str:
    """A demonstration does not insist on it, as every other service does."""
    page.goto("/sign-in/second-factor/app/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    then_it_is_accessible_at_every_width(page)
    secret = page.locator("p.on-num b").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(code_of(secret))
    press(page, "Set it up")
    return secret


def test_the_first_day_of_somebody_new(place: Place, chrome: Browser) -> None:
    place.set_clock()
    context = chrome.new_context(base_url=place.address)
    page = context.new_page()
    when_the_password_is_set(page, given_a_link_for_somebody_new(place))
    when_they_sign_in(page, FIRST)
    secret = when_the_app_is_set_up(page)
    page.goto("/sign-in/second-factor/codes/")
    then_it_is_accessible_at_every_width(page)
    context.clear_cookies()
    when_they_sign_in(page, FIRST)
    then_it_is_accessible_at_every_width(page)
    page.get_by_label("Code from your authenticator app").fill(code_of(secret))
    press(page, "Sign in")
    page.goto("/sign-in/password/")
    then_it_is_accessible_at_every_width(page)
    page.get_by_label("Present password").fill(FIRST)
    page.get_by_label("New password", exact=True).fill(SECOND)
    page.get_by_label("New password again").fill(SECOND)
    press(page, "Change the password")
    for address in ("/sign-in/second-factor/app/remove/", "/sign-in/again/", "/sign-in/code/again/"):
        page.goto(address)
        assert page.url.endswith(address)
        then_it_is_accessible_at_every_width(page)
    context.clear_cookies()
    when_they_sign_in(page, SECOND)
    expect(page.get_by_label("Code from your authenticator app")).to_be_visible()
    context.close()
