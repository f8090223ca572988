"""Every page, visited by axe at 1366, 1100 and 390 px with a full day's data, by somebody who may open it.

The list is checked against the URL configuration: a page that is not visited here fails the test.
"""

import re
from collections.abc import Callable, Iterator

import django
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from tests.accessibility import breaches
from tests.journeys.conftest import WIDTHS

HUB, LEAD, AMHP, ADMIN = "Dilys Probert", "Maud Fairbrother", "Joe Tasker", "system administrator"
CASE_FORMS = (
    "note", "triage", "legal-event", "wait", "wait-end", "attempt", "attempt-end", "relative", "recommendation",
    "carrying-out", "written-reasons", "change", "correction", "close", "person", "alert",
    "restrict", "alert-end", "return",
    "follow-up", "follow-up-end", "follow-up-hand",
)  # fmt: skip
PAGES: dict[str, tuple[str, ...]] = {
    HUB: (
        "/board/", "/board/?order=waiting", "/history/", "/take/", "/duty/", "/keys/", "/feedback/", "/back-up/new/",
        "{open}", "{open}print/", "{open}copy/", "{unowned}", "{offer}", "{contact}", "/my-day/", "/accessibility/",
        "/doctors/", "{arranging}doctors/?all=yes", "{arranging}ask/doctor/", "{open}ask/transport/", "{open}beds/",
        "{open}delays/", "/delays/", "{waiting_ask}", "{waiting_ask}yes/", "{refused_ask}letter/",
        "{text}", "/no-such-page/", "/handover/past/", "{handover}", "{handover}print/", "{handover}add/", "{item}",
        "/requests/", "/requests/1/", "/requests/2/", "/requests/asked/", "{arranging_request}",
    ),
    AMHP: (
        "/my-day/", "/messages/yours/", "{asked}", "{mine}add/decision/", "{mine}report/", "{mine}documents/1/",
        "{mine}letters/", "{mine}add/addendum/", "{mine}add/shared/",
    ),
    LEAD: (
        "/people/", "/openings/", "/phone-entries/", "/return/", "/settings/", "/board/", "/own-sign-ins/", "/records/",
        "/agreements/", "/agreements/1/", "/agreements/7/replace/", "/agreements/new/agreement/",
        "/records/schedule/", "{record}", "{record}opened/", "{record}add/restrict/", "{record}add/hold/",
        "{record}add/keep/", "{record}add/request/",
    ),
}  # fmt: skip
NOT_PAGES = {
    "hub:history_export": "a file", "cases:delays_export": "a file",
    "neighbours:agreements_export": "a file",
    "continuity:hand_out": "posted from the sheets", "continuity:void": "posted from the sheets",
    "continuity:paper_end": "posted from the sheets",
    "hub:find": "a redirect", "hub:take_draft": "JSON for the script",
    "hub:take_put_aside": "a redirect", "hub:my_day_step": "a redirect", "welfare:not_safe": "a redirect",
    "hub:contact_add": "posted from the contact page", "allocation:withdraw": "a redirect", "health": "plain text",
    "fieldwork:service_worker": "a script", "fieldwork:form_token": "JSON for the script",
    "fieldwork:hand_in": "JSON for the script", "fieldwork:hand_in_signed_out": "JSON for the script",
    "cases:report_draft": "JSON for the script", "cases:document_pdf": "a file",
    "home": "a redirect", "handover:current": "a redirect", "handover:sign": "a redirect",
    "hub:take": "redirects to the page of its reference",
    "messaging:receipts": "for the text gateway", "messaging:texts": "for the text gateway",
}  # fmt: skip


def names(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[str]:
    """The names of our own routes, allauth's left to the sign-in stories."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif pattern.name:
            yield room + pattern.name


def addresses(page: Page) -> dict[str, str]:
    """Addresses that depend on the day, read from the board as a person would."""
    page.goto("/board/")
    rows = page.locator("table.on-cases tbody tr")
    held = rows.filter(has_text="Callum Reid").first.get_by_role("link").get_attribute("href")
    mine = (
        rows.filter(has_text="Joe Tasker")
        .filter(has_not_text="Helen Doyle")
        .first.get_by_role("link")
        .get_attribute("href")
    )
    arranging = rows.filter(has_text="Priya Raman").first.get_by_role("link").get_attribute("href")
    unowned = rows.filter(has_text="Not offered").first
    return {
        "arranging": arranging or "",
        "open": held or "", "mine": mine or "", "unowned": unowned.get_by_role("link").get_attribute("href") or "",
        "offer": unowned.get_attribute("data-offer-url") or "",
        "text": page.get_by_role("link", name="Read it").first.get_attribute("href") or "",
    }  # fmt: skip


@pytest.fixture
def day(sign_in: Callable[..., Page]) -> dict[str, str]:
    """What the placeholders of PAGES stand for."""
    page = sign_in(HUB)
    found = addresses(page)
    found["arranging_request"] = found["arranging"].replace("/cases/", "/requests/new/")
    found["record"] = found["open"].replace("/cases/", "/records/of/")
    page.goto("/history/")
    page.goto("/handover/")
    found["handover"] = page.url.removeprefix(page.url.partition("/handover/")[0])
    first = page.locator("table.on-hand tbody tr").first.get_by_role("link").first
    found["item"] = first.get_attribute("href") or ""
    page.goto("/history/")
    found["contact"] = (
        page.locator("table.on-history tbody tr").first.get_by_role("link").first.get_attribute("href") or ""
    )
    page.goto(f"{found['open']}beds/")
    searched = page.locator("section", has_text="Asked for a bed").locator("tbody tr")
    for name, words in (("waiting_ask", "no answer yet"), ("refused_ask", "Full")):
        line = searched.filter(has_text=words).get_by_role("link").first
        found[name] = line.get_attribute("href") or ""
    asked = sign_in(AMHP)
    asked.goto("/my-day/")
    found["asked"] = asked.get_by_role("link", name="Decline").first.get_attribute("href") or "/my-day/"
    asked.goto(f"{found['mine']}report/")
    asked.get_by_role("button", name="Leave an outline").click()
    asked.wait_for_url(re.compile("/documents/"))
    return found


@pytest.mark.parametrize("who", PAGES)
def test_axe_finds_nothing(who: str, sign_in: Callable[..., Page], day: dict[str, str]) -> None:
    page = sign_in(who)
    found = {}
    wanted = [address.format(**day) for address in PAGES[who]]
    if who == HUB:
        wanted += [f"{day['open']}add/{what}/" for what in CASE_FORMS]
    for address in wanted:
        answer = page.goto(address)
        assert answer is not None and answer.status < 500, address
        for width in WIDTHS:  # no script and no server asks how wide a page is: only its style does
            page.set_viewport_size({"width": width, "height": 844 if width < 500 else 768})
            wrong = breaches(page)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append("scrolls sideways")
            if wrong:
                found[f"{page.url} at {width}"] = wrong
    assert found == {}


def test_errors_are_accessible_too(sign_in: Callable[..., Page], day: dict[str, str]) -> None:
    page = sign_in(HUB)
    for address, button in (
        ("/feedback/", "Send"),
        (day["offer"], "Send the offer"),
        (f"{day['open']}add/note/", ""),
    ):
        page.goto(address)
        main = page.get_by_role("main")
        chosen = (
            main.get_by_role("button", name=button)
            if button
            else main.locator("form button[type=submit]").last
        )
        with page.expect_navigation():
            chosen.click()
        assert page.locator(".nhsuk-error-summary, [class*=error]").count() > 0, address
        assert breaches(page) == [], address


def test_signed_out_pages_are_accessible(place, chrome) -> None:
    context = chrome.new_context(base_url=place.address)
    page = context.new_page()
    for address in ("/sign-in/", "/accessibility/", "/demonstration/"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            assert breaches(page) == [], f"{address} at {width}"
    context.close()


def test_no_page_is_left_out() -> None:
    django.setup()
    rooms = (
        "messaging:", "hub:", "allocation:", "cases:", "rota:", "workforce:", "returns:", "demo:", "welfare:",
        "fieldwork:",
    )  # fmt: skip
    ours = {name for name in names(list(get_resolver().url_patterns)) if name.startswith(rooms)}
    visited = {
        "hub:board", "hub:history", "hub:take", "hub:case", "hub:case_print", "hub:case_copy", "hub:contact",
        "hub:keys", "hub:feedback", "hub:accessibility", "hub:my_day", "hub:reason", "allocation:offer",
        "allocation:doctors", "allocation:new_ask", "allocation:beds", "allocation:ask", "allocation:ask_step",
        "allocation:letter", "allocation:link", "cases:delays", "cases:delays_of_case",
        "allocation:answer", "allocation:new_back_up", "allocation:back_up", "cases:add", "cases:report",
        "cases:document", "cases:letters", "returns:take_return",
        "messaging:reach", "messaging:text", "fieldwork:phone_entries", "welfare:safety_call", "fieldwork:shell",
        "fieldwork:phone_entry",
    }  # fmt: skip
    left = {
        name
        for name in ours - visited - set(NOT_PAGES)
        if not name.startswith(("rota:", "workforce:", "demo:"))
    }
    assert left == set()
