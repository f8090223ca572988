"""The report: written part by part while the page comes and goes, finished, locked, added to, and read as PDF."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import then_it_is_accessible
from tests.journeys.place import Place
from tests.journeys.steps import (
    Story,
    then_the_case_says,
    when_a_referral_is_taken,
    when_it_is_offered_to,
    when_they_accept,
    when_they_record,
)

pytestmark = pytest.mark.journey
HUB, AMHP = "Dilys Probert", "Amara Okafor"
SignIn = Callable[..., Page]


def given_a_decided_case(hub: Page, amhp: Page, story: Story) -> None:
    when_a_referral_is_taken(hub, story, name="Rosa Penhale")
    when_it_is_offered_to(hub, story, AMHP)
    when_they_accept(amhp, story)
    when_they_record(amhp, story, "attempt", choices={"place_kind": "HOME"}, place="Her sister’s house")
    when_they_record(amhp, story, "attempt-end", choices={"result": "DONE"})
    when_they_record(
        amhp, story, "decision", choices={"outcome": "HTT"}, reasons="She agreed to see the crisis team.",
        alternatives="Admission: not needed, her sister stays with her.",
    )  # fmt: skip


def when_they_write(page: Page, part: str, words: str) -> None:
    """Typed, and kept by itself."""
    page.locator(f"#id_{part}").fill(words)
    expect(page.locator("[data-kept-text]")).to_contain_text("Last kept 14:20")


def test_a_report_is_written_finished_added_to_and_read_back(sign_in: SignIn, place: Place) -> None:
    story, hub, amhp = Story(place), sign_in(HUB), sign_in(AMHP)
    given_a_decided_case(hub, amhp, story)
    address = f"/cases/{story.reference}/report/"

    amhp.goto(address)
    expect(amhp.locator("section", has_text="The decision and its reasons").first).to_contain_text(
        "She agreed to see the crisis team."
    )
    with amhp.expect_response(re.compile("/report/draft/")):
        when_they_write(amhp, "wishes", "She wants her own bed and her own tea.")
    amhp.goto("about:blank")  # the page is lost
    amhp.goto(address)
    expect(amhp.locator("#id_wishes")).to_have_value("She wants her own bed and her own tea.")
    then_it_is_accessible(amhp)

    other = amhp.context.new_page()  # a second window keeps something this one never saw
    other.goto(address)
    with other.expect_response(re.compile("/report/draft/")):
        when_they_write(other, "after", "The crisis team comes at six.")
    amhp.locator("#id_interview").fill("Seen alone in the kitchen.")
    expect(amhp.locator("[data-kept-text]")).to_contain_text("changed in another window")
    amhp.get_by_role("button", name="Keep").click()
    expect(amhp.get_by_text("Kept in the other window:")).to_be_visible()
    expect(amhp.locator("#id_interview")).to_have_value("Seen alone in the kitchen.")
    amhp.locator("#id_after").fill("The crisis team comes at six.")

    amhp.get_by_role("button", name="Finish the report").click()
    amhp.wait_for_url(re.compile(r"/documents/1/$"))
    sheet = amhp.locator("article")
    for words in (
        "Report of the AMHP, version 1",
        "Seen alone in the kitchen.",
        "Her sister’s house",
        "SHA-256",
    ):
        expect(sheet).to_contain_text(words)
    then_it_is_accessible(amhp)
    amhp.goto(address)
    expect(amhp.get_by_role("button", name="Finish the report")).to_have_count(
        0
    )  # locked: there is no way back

    amhp.goto(f"/cases/{story.reference}/documents/1/")
    amhp.get_by_role("link", name="Add to it").click()
    amhp.locator("#id_words").fill("Her GP rang back and agrees.")
    amhp.get_by_role("button", name="Add it and lock it").click()
    expect(amhp.locator("article")).to_contain_text("Her GP rang back and agrees.")
    amhp.get_by_role("link", name="Given to somebody").click()
    amhp.locator("#id_to_whom").fill("Crisis team, Marlbridge")
    amhp.locator("#id_how").select_option("secure e-mail")
    amhp.get_by_role("button", name="Record it").click()
    expect(amhp.locator("article")).to_contain_text("Crisis team, Marlbridge")
    then_the_case_says(hub, story, "Report 1, 1 added", "given to Crisis team, Marlbridge", "following up")

    fetched = amhp.request.get(f"{place.address}/cases/{story.reference}/documents/1/pdf/")
    assert fetched.status == 200, fetched.text()
    then_the_paper_says_who_on_every_sheet(fetched.body(), story, "Her GP rang back and agrees.")
    amhp.goto(f"/cases/{story.reference}/documents/1/")
    then_the_paper_says_who_on_every_sheet(amhp.pdf(format="A4"), story, "Seen alone in the kitchen.")
    hub.goto(f"/cases/{story.reference}/print/")
    then_the_paper_says_who_on_every_sheet(hub.pdf(format="A4"), story, "Her sister’s house")


def then_the_paper_says_who_on_every_sheet(paper: bytes, story: Story, words: str) -> None:
    """Name, birth date, reference and page, and that it is uncontrolled, on each sheet."""
    texts = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(paper)).pages]
    assert words in " ".join(texts)
    for number, text in enumerate(texts, 1):
        assert "Rosa Penhale, born 14 Mar 1991" in text, text
        assert story.reference in text
        assert f"Page {number} of {len(texts)}" in text, text
        assert "Uncontrolled when printed" in text
