"""A real browser for the stories: Debian's Chromium, the synthetic county, axe on every page a story looks at."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import empty_database
from tests.accessibility import breaches
from tests.browsers import ARGUMENTS, chromium_or_fail
from tests.databases import PrivatePostgreSQL
from tests.journeys.place import Place, a_place, make_county, running_place, served

WIDTHS = (1366, 1100, 390)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The county, one for the stories of a file: what another file did is not in it.

    On SQLite or, with ONENUMBER_JOURNEYS_ON=postgresql, on a private PostgreSQL.
    """
    if os.environ.get("ONENUMBER_JOURNEYS_ON") == "postgresql":
        with PrivatePostgreSQL() as server:
            database = server.address("journeys", migrated=True)
            with running_place(tmp_path_factory.mktemp("county"), database=database) as running:
                yield running
        return
    data = tmp_path_factory.mktemp("county")
    shutil.copytree(_county_of_all(tmp_path_factory), data, dirs_exist_ok=True)
    with served(a_place(data)) as running:
        yield running


def _county_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county in a folder, made once for all workers of this run; each works on a copy of its own."""
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "county-of-all"
    with empty_database.one_at_a_time("county"):
        if not made.exists():
            making = made.with_suffix(".new")
            making.mkdir()
            make_county(a_place(making))
            making.rename(made)
    return made


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One browser for all stories."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_or_fail(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(place: Place, chrome: Browser) -> Iterator[Callable[..., Page]]:
    """`sign_in("Joe Tasker", width=390)` is that person's own browser, at the story's moment."""
    place.set_clock()
    with browsers_at(place, chrome) as open_for:
        yield open_for


@contextmanager
def browsers_at(place: Place, chrome: Browser) -> Iterator[Callable[..., Page]]:
    """People's own browsers at one place, closed afterwards."""
    contexts = []

    def open_for(name: str, *, width: int = 1366) -> Page:
        size = {"width": width, "height": 844 if width < 500 else 768}
        context = chrome.new_context(
            viewport=size, locale="en-GB", timezone_id="Europe/London", base_url=place.address
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto("/demonstration/")
        line = page.locator("li", has=page.locator("b", has_text=re.compile(f"^{re.escape(name)}$")))
        with page.expect_navigation():
            line.get_by_role("button").first.click()
        return page

    try:
        yield open_for
    finally:
        for context in contexts:
            context.close()


def then_it_is_accessible(page: Page) -> None:
    """Axe finds nothing, and nothing scrolls sideways, at the width of the page."""
    assert breaches(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def then_it_is_accessible_at_every_width(page: Page) -> None:
    """The same at the three widths a page is made for; afterwards it is as wide as a desk's again."""
    for width in WIDTHS:  # no script and no server asks how wide a page is: only its style does
        page.set_viewport_size({"width": width, "height": 844 if width < 500 else 768})
        assert breaches(page) == [], f"{page.url} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{page.url} scrolls sideways at {width}"
        )
    page.set_viewport_size({"width": WIDTHS[0], "height": 768})


@pytest.fixture(autouse=True)
def picture_on_failure(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing to do before; the server's log is shown when a story ends badly."""
    yield
    report = getattr(request.node, "report_of_call", None)
    if report is not None and report.failed and "place" in request.fixturenames:
        data: Path = request.getfixturevalue("place").data
        print((data / "server.log").read_text()[-4000:])


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep the outcome of the story itself."""
    outcome = yield
    report = outcome.get_result()
    if report.when == "call":
        item.report_of_call = report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the stories counted, such as the keys pressed in fifty calls."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in getattr(report, "user_properties", ()):
            terminalreporter.write_line(f"{name}: {told}")
