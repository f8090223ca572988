"""The gallery in a real browser under the real content policy: axe, sideways scroll, and what paper shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.accessibility import breaches

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [1366, 1100, 390])
@pytest.mark.parametrize("name", ["board.html", "form.html", "wrong.html", "parts.html"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], name: str, width: int
) -> None:
    page = visit(name, width=width, height=844 if width == 390 else 768)
    assert breaches(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.parametrize("width", [1920, 1366, 1280, 1181, 1180, 1100, 1001, 1000, 821, 820, 390])
def test_the_longest_menu_fits_beside_the_rest_of_the_header(visit: Callable[..., Page], width: int) -> None:
    page = visit("board.html", width=width)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".on-brand, .on-nav a, .on-top .on-find label, .on-top #find,"
        + " .on-who, .on-top .on-linklike, .on-menu")].filter((e) => e.getClientRects().length)
        .map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.right])"""
    )
    assert [after[0] - before[1] for before, after in pairwise(boxes) if after[0] < before[1] - 0.5] == []
    assert boxes[-1][1] <= width
    assert page.locator("a:visible", has_text="Settings").count() == 1


@pytest.mark.parametrize("name", ["form.html", "parts.html"])
def test_targets_on_a_phone_are_large_enough(visit: Callable[..., Page], name: str) -> None:
    page = visit(name, width=390, height=844)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .on-seg label, input.nhsuk-input, #menu a")]
        .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44)
        .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_sheet_says_who_printed_it_and_that_the_county_is_invented(visit: Callable[..., Page]) -> None:
    page = visit("parts.html")
    page.emulate_media(media="print")
    for words in (
        "Printed Tue 24 Nov 2026 14:20 by Margaret Osei, AMHP lead. Uncontrolled when printed.",
        "Marta Zielińska, born 9 Feb 1988, WM-26-1847",
        "Demonstration county. Every person, place and number is invented.",
    ):
        assert page.locator("main").get_by_text(words).first.is_visible()
    for gone in ("header.on-top", "footer", ".on-help", ".on-acts >> nth=0"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator(".on-clock").first.is_visible()


def test_without_script_everything_is_there(visit: Callable[..., Page]) -> None:
    page = visit("board.html", java_script_enabled=False)
    assert page.get_by_role("link", name="Open case").is_visible()
    page.get_by_role("link", name="Keyboard keys").click()
    assert page.locator("#keys").is_visible()
