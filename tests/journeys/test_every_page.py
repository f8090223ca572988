"""Every page, visited by axe at 1366, 1100 and 390 px with a full day's data, by somebody who may open it.

The list is checked against the URL configuration: a page that is not visited here fails the test.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page

from tests.accessibility import breaches
from tests.journeys.conftest import then_it_is_accessible_at_every_width
from tests.journeys.place import Place

NO_SUCH_PAGE = "/no-such-page/"
HUB, LEAD, AMHP, ADMIN = "Dilys Probert", "Maud Fairbrother", "Joe Tasker", "Sunita Rao"
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
        "{text}", NO_SUCH_PAGE, "/handover/past/", "{handover}", "{handover}print/", "{handover}add/", "{item}",
        "/requests/", "/requests/1/", "/requests/2/", "/requests/asked/", "{arranging_request}",
        "/phone/", "/paper/", "/restored/", "/back-up/1/", "/sign-in/yours/", "/sign-in/second-factor/",
        "/sign-in/second-factor/app/", "/sign-in/second-factor/codes/new/",
    ),
    AMHP: (
        "/my-day/", "/messages/yours/", "{asked}", "{mine}add/decision/", "{mine}report/", "{mine}documents/1/",
        "{mine}letters/", "{mine}add/addendum/", "{mine}add/shared/",
    ),
    LEAD: (
        "/people/", "/openings/", "/openings/1/", "/phone-entries/", "/return/", "/settings/", "/records/",
        "/duty/import/", "/duty/1/withdraw/",
        "/agreements/", "/agreements/1/", "/agreements/7/replace/", "/agreements/new/agreement/",
        "/records/schedule/", "{record}", "{record}opened/", "{record}add/restrict/", "{record}add/hold/",
        "{record}add/keep/", "{record}add/request/",
    ),
    ADMIN: ("/settings/", "{user}"),
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
    "governance:find": "posted from the list", "governance:given_out": "a file",
    "governance:destruction": "of a record twenty years old; tested in its room",
    "workforce:withdraw_free_time": "posted from the doctors", "rota:withdraw": "posted from the duty list",
    "demo:sign_in": "the entrance of the demonstration, visited signed out",
    "account_logout": "posted from the header", "totp_picture": "a picture", "end_sign_in": "a redirect",
    "organisation_login": "a redirect", "organisation_callback": "a redirect",
    "settings_end_role": "posted from a user", "settings_switch_user": "posted from a user",
    "mfa_download_recovery_codes": "a file",
    **dict.fromkeys(
        ("account_email", "account_email_verification_sent", "account_set_password", "account_signup",
         "socialaccount_connections", "socialaccount_signup"), "switched off",
    ),
}  # fmt: skip
SIGNED_OUT = (
    "/sign-in/", "/accessibility/", "/demonstration/", "/sign-in/password/forgotten/", "/sign-in/password/sent/",
    "/sign-in/password/new/1-set-password/", "/sign-in/password/changed/", "/sign-in/not-active/",
    "/sign-in/organisation/stopped/",
)  # fmt: skip
IN_STORIES = {
    "allocation:link": "test_arranging.py", "welfare:safety_call": "test_phone.py",
    "fieldwork:phone_entry": "test_phone.py", "continuity:period": "test_paper.py",
    "governance:request": "test_records.py", "governance:end": "test_records.py", "hub:reason": "test_records.py",
    **dict.fromkeys(
        ("account_change_password", "account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate",
         "mfa_deactivate_totp", "mfa_view_recovery_codes"), "test_sign_in.py",
    ),
}  # fmt: skip
SAMPLES = {
    **dict.fromkeys(("open", "mine", "unowned", "arranging"), "/cases/WM-26-1/"), "offer": "/offers/new/WM-26-1/",
    "contact": "/contacts/C-26-1/", "text": "/messages/texts/1/", "asked": "/offers/1/", "waiting_ask": "/asks/1/",
    "refused_ask": "/asks/1/", "record": "/records/of/WM-26-1/", "handover": "/handover/1/",
    "item": "/handover/items/1/", "arranging_request": "/requests/new/WM-26-1/", "user": "/settings/users/1/",
}  # fmt: skip
FOLDER = Path(__file__).parent


def names(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[str]:
    """The names of all routes."""
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
    if who == ADMIN:
        page.goto("/settings/")
        day["user"] = page.locator("a[href^='/settings/users/']").first.get_attribute("href") or ""
    wanted = [address.format(**day) for address in PAGES[who]]
    if who == HUB:
        wanted += [f"{day['open']}add/{what}/" for what in CASE_FORMS]
    for address in wanted:
        answer = page.goto(address)
        assert answer is not None and answer.status == (404 if address == NO_SUCH_PAGE else 200), address
        then_it_is_accessible_at_every_width(page)


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


def test_signed_out_pages_are_accessible(place: Place, chrome: Browser) -> None:
    context = chrome.new_context(base_url=place.address)
    page = context.new_page()
    for address in SIGNED_OUT:
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        then_it_is_accessible_at_every_width(page)
    context.close()


def visited() -> set[str]:
    """The names of the routes that PAGES and SIGNED_OUT lead to."""
    forms = tuple(f"{{open}}add/{what}/" for what in CASE_FORMS)
    addresses = [one.format(**SAMPLES) for pages in (*PAGES.values(), forms, SIGNED_OUT) for one in pages]
    return {resolve(one.partition("?")[0]).view_name for one in addresses if one != NO_SUCH_PAGE}


def test_no_page_is_left_out() -> None:
    django.setup()
    ours = set(names(list(get_resolver().url_patterns)))
    assert ours - visited() - set(NOT_PAGES) - set(IN_STORIES) == set()
    stories = {name: (FOLDER / file).read_text() for name, file in IN_STORIES.items()}
    assert [name for name, story in stories.items() if "then_it_is_accessible" not in story] == []
    assert (set(NOT_PAGES) | set(IN_STORIES)) - ours == set(), "of routes that are gone"
