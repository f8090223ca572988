"""The scripts in a real browser: keys, the board that keeps itself, drafts, clocks, copying."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from amhp.calendar import say_left

pytestmark = pytest.mark.slow
Visit = Callable[..., Page]


class TestKeys:
    def test_letters_follow_links_and_digits_open_what_needs_you(self, visit: Visit) -> None:
        page = visit("board.html")
        page.keyboard.press("n")
        expect(page).to_have_url(re.compile("/take-a-contact/$"))
        page.go_back()
        page.keyboard.press("3")
        expect(page).to_have_url(re.compile("/offer/2/$"))

    def test_letters_do_nothing_inside_a_field(self, visit: Visit) -> None:
        page = visit("form.html")
        page.locator("#id_words").focus()
        page.keyboard.type("barn /?")
        assert page.locator("#id_words").input_value() == "barn /?"
        assert page.url.endswith("/form.html")
        assert page.locator("#id_kind_0").is_checked()

    def test_the_page_s_own_key_comes_before_the_menu_s(self, visit: Visit) -> None:
        page = visit("form.html")
        page.locator("#id_kind_0").focus()
        page.keyboard.press("b")
        assert page.locator("#id_kind_2").is_checked()
        assert page.url.endswith("/form.html")

    def test_j_and_k_move_and_enter_o_and_r_act_on_the_row(self, visit: Visit) -> None:
        page = visit("board.html")
        rows = ["WM-26-1847", "WM-26-1853", "WM-26-1838"]
        for key, reference in zip("jjjjk", [*rows, rows[2], rows[1]], strict=True):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.textContent") == reference
        page.keyboard.press("o")
        expect(page).to_have_url(re.compile("/offer/1853/$"))
        page.go_back()
        page.keyboard.press("j")
        page.keyboard.press("r")
        expect(page).to_have_url(re.compile("/ring/1847/$"))
        page.go_back()
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/case/1847/$"))

    def test_slash_finds_and_question_mark_lists(self, visit: Visit) -> None:
        page = visit("board.html")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        expect(page.locator("#keys")).to_contain_text("open what needs you")
        page.keyboard.press("n")
        assert page.url.endswith("/board.html")
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()
        page.keyboard.press("/")
        page.keyboard.type("1847")
        assert page.locator("#find").input_value() == "1847"

    def test_letters_can_be_turned_off_and_stay_off(self, visit: Visit) -> None:
        page = visit("board.html")
        page.get_by_role("link", name="Keyboard keys").click()
        page.get_by_label("Use single-letter keys on this computer").uncheck()
        page.get_by_role("button", name="Close").click()
        page.reload()
        page.keyboard.press("n")
        page.keyboard.press("j")
        assert page.url.endswith("/board.html")
        assert page.evaluate("document.activeElement === document.body")

    @pytest.mark.parametrize(("chord", "then"), [("Control+Enter", "offer"), ("Control+s", "board")])
    def test_a_chord_saves_from_inside_a_field(self, visit: Visit, chord: str, then: str) -> None:
        page = visit("form.html")
        page.locator("#id_words").fill("by the river")
        page.keyboard.press(chord)
        expect(page).to_have_title("saved")
        assert f"then={then}" in page.locator("pre").inner_text()


class TestBoard:
    def test_nothing_new_touches_nothing(self, visit: Visit, gallery: Any) -> None:
        page = visit("board.html", at=gallery_now())
        page.evaluate("document.querySelector('#board h1').dataset.mark = 'same'")
        for times in (1, 2):
            page.clock.run_for(10_500)
            expect_soon(page, lambda times=times: len(gallery.asked) >= times)
        assert set(gallery.asked) == {'"1"'}
        assert page.locator("#board h1[data-mark=same]").count() == 1

    def test_news_comes_in_under_the_cursor(self, visit: Visit, gallery: Any) -> None:
        page = visit("board.html", at=gallery_now())
        page.keyboard.press("j")
        page.keyboard.press("j")
        gallery.version, gallery.etag = 2, '"2"'
        page.clock.run_for(10_500)
        expect(page.locator("#board")).to_contain_text("Version 2")
        assert page.evaluate("document.activeElement.textContent") == "WM-26-1853"
        page.clock.run_for(100)
        expect(page.locator("#announce")).to_have_text("Needs you now: New: WM-26-1856.")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.textContent") == "WM-26-1847"
        page.clock.run_for(10_500)
        expect_soon(page, lambda: gallery.asked[-1] == '"2"')

    def test_an_old_board_says_so_and_recovers(self, visit: Visit, gallery: Any) -> None:
        page = visit("board.html", at=gallery_now())
        gallery.poll_status = 503
        stale = page.locator("#stale")
        page.clock.run_for(55_000)
        expect(stale).to_be_hidden()
        page.clock.run_for(10_000)
        expect(stale).to_have_text(
            re.compile(r"This board is stale: last up to date at 14:20:0\d\. Ring the hub\.")
        )
        assert stale.get_attribute("role") == "alert"
        gallery.poll_status = 0
        page.clock.run_for(10_500)
        expect(stale).to_be_hidden()
        visit.problems[:] = [p for p in visit.problems if "503" not in p]  # type: ignore[attr-defined]

    def test_an_old_board_says_so_without_a_network(self, visit: Visit, gallery: Any) -> None:
        page = visit("board.html", at=gallery_now())
        page.context.set_offline(True)
        page.clock.run_for(75_000)
        expect(page.locator("#stale")).to_contain_text(
            re.compile(r"last up to date at 14:20:0\d")
        )  # its clock ran on
        expect(page.locator("#board")).to_contain_text("WM-26-1847")
        visit.problems[:] = [p for p in visit.problems if "DISCONNECTED" not in p]  # type: ignore[attr-defined]

    def test_a_page_that_is_not_the_board_never_replaces_it(self, visit: Visit, gallery: Any) -> None:
        page = visit("board.html", at=gallery_now())
        page.evaluate("document.getElementById('board').dataset.pollUrl = '/elsewhere/'")
        page.clock.run_for(75_000)
        expect(page.locator("#board")).to_contain_text("WM-26-1847")
        expect(page.locator("#stale")).to_contain_text("This board is stale")


class TestDraft:
    def test_what_is_typed_is_kept_with_the_cursor(self, visit: Visit, gallery: Any) -> None:
        page = visit("form.html")
        page.locator("#id_caller").press_sequentially("PC Hobbs")
        expect(page.locator("[data-kept]")).to_have_text(re.compile("Last kept 14:20:10"))
        kept = gallery.kept[-1]
        assert kept["caller"] == ["PC Hobbs"]
        assert kept["cursor"] == ['{"name":"caller","start":8,"end":8}']
        sequences = [int(one["sequence"][0]) for one in gallery.kept]
        assert sequences == sorted(set(sequences))
        assert sequences[0] == 5

    def test_leaving_a_field_keeps_at_once_and_closing_keeps_the_last_word(
        self, visit: Visit, gallery: Any
    ) -> None:
        page = visit("form.html")
        page.locator("#id_caller").focus()
        page.keyboard.type("Amy")
        page.keyboard.press("Tab")
        expect_soon(page, lambda: bool(gallery.kept) and gallery.kept[-1]["caller"] == ["Amy"])
        page.evaluate(
            "() => { const send = window.fetch; window.fetch = (to, how) => {"
            " sessionStorage.setItem('keepalive', String(how?.keepalive)); return send(to, how); }; }"
        )
        page.keyboard.type("14 3 1991")
        page.goto(f"{gallery.address}/board.html")
        assert page.evaluate("sessionStorage.getItem('keepalive')") == "true"
        expect_soon(page, lambda: gallery.kept[-1]["born"] == ["14 3 1991"])

    def test_the_cursor_returns_to_where_it_was(self, visit: Visit) -> None:
        page = visit("form.html")
        assert page.evaluate("document.activeElement.name") == "caller"

    def test_the_side_changes_and_the_cursor_stays(self, visit: Visit, gallery: Any) -> None:
        gallery.side_html = (
            '<p id="clock-words">Ends 13:25</p><button id="same-1" type="button">Same person</button>'
        )
        page = visit("form.html")
        page.locator("#id_caller").fill("Amy")
        page.locator("#same-1").focus()
        expect(page.locator("#clock-words")).to_have_text("Ends 13:25")
        assert page.evaluate("document.activeElement.id") == "same-1"

    def test_the_server_s_time_is_written_where_nobody_types(self, visit: Visit, gallery: Any) -> None:
        gallery.values = {"time": "14:20", "caller": "SOMEONE"}
        page = visit("form.html")
        page.locator("#id_time").fill("n")
        page.locator("#id_caller").fill("Amy")
        expect(page.locator("#id_time")).to_have_value("14:20")
        assert page.locator("#id_caller").input_value() == "Amy"

    def test_an_answer_that_was_not_kept_is_said_and_tried_again(self, visit: Visit, gallery: Any) -> None:
        gallery.keep_status = 503
        page = visit("form.html", at=gallery_now())
        page.locator("#id_caller").fill("Amy")
        page.clock.run_for(500)
        expect(page.locator("[data-kept]")).to_have_text(re.compile("Not kept yet: trying again"))
        gallery.keep_status = 200
        page.clock.run_for(5_500)
        expect(page.locator("[data-kept]")).to_have_text(re.compile("Last kept 14:20:10"))
        assert page.locator("#id_caller").input_value() == "Amy"
        visit.problems[:] = [p for p in visit.problems if "503" not in p]  # type: ignore[attr-defined]

    def test_an_error_summary_has_the_cursor_first(self, visit: Visit) -> None:
        page = visit("wrong.html")
        assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
        page.get_by_role("link", name="There is no 31 Feb 1991").click()
        assert page.evaluate("document.activeElement.id") == "id_born"


class TestClock:
    def test_minutes_go_by_and_only_a_change_of_class_is_spoken(self, visit: Visit) -> None:
        page = visit("parts.html", at=gallery_now())
        value = page.locator("section[aria-labelledby=c1] [data-left]")
        expect(value).to_have_text("1 h 11 m left")
        page.clock.run_for(120_000)
        expect(value).to_have_text("1 h 09 m left")
        expect(page.locator("#announce")).to_have_text("")
        page.clock.run_for(40 * 60_000)
        expect(page.locator("#announce")).to_have_text(
            re.compile("Section 136 ends today at 15:32: (29|30) m left")
        )
        page.clock.run_for(31 * 60_000)
        expect(value).to_have_text("Ended 15:32")

    def test_a_wrong_clock_on_the_desk_does_not_change_the_time_left(self, visit: Visit) -> None:
        page = visit("parts.html", at=gallery_now() + timedelta(hours=3))
        expect(page.locator("section[aria-labelledby=c1] [data-left]")).to_have_text("1 h 11 m left")

    def test_script_and_server_say_lengths_alike(self, visit: Visit) -> None:
        page = visit("parts.html")
        minutes = [
            0,
            1,
            59,
            60,
            61,
            72,
            600,
            1439,
            1440,
            71 * 60 + 51,
            4319,
            4320,
            4321,
            4379,
            4380,
            7080,
            43_200,
        ]
        spans = [timedelta(minutes=m, seconds=s) for m in minutes for s in (0, 59)]
        said = page.evaluate(
            "async (all) => { const { span } = await import('/static/design/js/words.js');"
            " return all.map(span); }",
            [int(one.total_seconds() * 1000) for one in spans],
        )
        assert said == [say_left(one) for one in spans]

    def test_script_says_london_time_whatever_the_computer_s_zone(self, visit: Visit) -> None:
        page = visit("parts.html", timezone_id="America/New_York")
        said = page.evaluate(
            "async () => { const w = await import('/static/design/js/words.js');"
            " return w.clockSeconds(Date.parse('2026-07-01T13:20:05Z')); }"
        )
        assert said == "14:20:05"


class TestCopy:
    def test_the_text_is_copied_whole(self, visit: Visit) -> None:
        page = visit("parts.html", permissions=["clipboard-read", "clipboard-write"])
        page.keyboard.press("y")
        expect(page.locator("#announce")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == "WM-26-1847: section 136\nends 15:32."

    def test_without_a_clipboard_the_text_is_selected(self, visit: Visit) -> None:
        page = visit("parts.html")
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
        page.get_by_role("button", name="Copy").click()
        expect(page.locator("#announce")).to_have_text(re.compile("The text is selected"))
        assert "ends 15:32." in page.evaluate("getSelection().toString()")


def gallery_now() -> datetime:
    return datetime(2026, 11, 24, 14, 20, 5, tzinfo=UTC)


def expect_soon(page: Page, holds: Callable[[], bool]) -> None:
    """Wait, as expect() does, for something the server knows and the page does not."""
    for _ in range(100):
        if holds():
            return
        page.evaluate("fetch('/nothing/').then(() => 0)")
    assert holds()
