"""The journeys of the hub's day, as given, when, then, in a real browser with axe. Five are run on PostgreSQL too."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import then_it_is_accessible
from tests.journeys.place import Place
from tests.journeys.steps import (
    Story,
    then_the_board_says,
    then_the_case_says,
    when_a_referral_is_taken,
    when_it_is_offered_to,
    when_they_accept,
    when_they_record,
    when_they_tap,
)

pytestmark = pytest.mark.journey
HUB, LEAD, SPARE, COLLEAGUE = "Dilys Probert", "Maud Fairbrother", "Amara Okafor", "Tom Whitlock"
DATA = Path(__file__).parents[1] / "data"
DID_NOT_PROGRESS = {
    "answer": "NOT_ASSESS",
    "not_assessed_reason": "ALTERNATIVES_AGREED",
    "alternative_used": "HTT",
}
SignIn = Callable[..., Page]
# The service's clock stands still, the browser's goes on: after a second the page counts one minute less.
LEFT = re.compile("23 h 0[45] m")
OF_WESTMOOR = ("--service", "WM")  # another story brings a neighbour into the county


@pytest.fixture
def story(place: Place) -> Story:
    return Story(place)


def rows_of_the_return(place: Place, folder: Path) -> dict[str, dict[str, str]]:
    """The return of November, by reference."""
    november = ("--from", "2026-11-01", "--to", "2026-11-30", *OF_WESTMOOR)
    assert place.command("export", "returns", *november, "--out", str(folder)).returncode == 0
    with (folder / "record.csv").open(newline="") as stream:
        return {row["record_id"]: row for row in csv.DictReader(stream)}


@pytest.mark.both_databases
def test_one_call_from_the_first_ring_to_the_return(sign_in: SignIn, story: Story, tmp_path: Path) -> None:
    hub, phone = sign_in(HUB), sign_in(SPARE, width=390)
    when_a_referral_is_taken(hub, story, name="Leanne Marsh")
    then_the_board_says(hub, story, LEFT, "s136 ends Wed 13:25", "LM, 35", "Not offered")
    when_it_is_offered_to(hub, story, SPARE)
    then_the_board_says(hub, story, SPARE, "answer wanted")
    phone.goto("/my-day/")
    then_it_is_accessible(phone)
    when_they_accept(phone, story)
    then_the_board_says(hub, story, SPARE, "since 14:20")
    for tap in ("I have arrived", "I have started", "I have finished"):
        when_they_tap(phone, story, tap)
    doctor = {"doctor_name": "Dr Helena Voss"}
    when_they_record(phone, story, "recommendation", choices={"section_12": "yes"}, **doctor)
    when_they_record(
        phone, story, "decision", choices={"outcome": "HTT"}, reasons="She agreed to see the crisis team twice a day.",
        alternatives="Home treatment: offered and accepted.",
    )  # fmt: skip
    then_the_case_says(
        phone, story, f"{SPARE} decides", "home treatment", "She agreed to see the crisis team"
    )
    then_it_is_accessible(phone)
    when_they_record(phone, story, "carrying-out", choices={"step": "report_finished"})
    when_they_record(phone, story, "close", amhp_minutes="190")
    hub.goto("/board/")
    expect(hub.locator("table.on-cases")).not_to_contain_text(story.reference)
    row = rows_of_the_return(story.place, tmp_path / "return")[story.reference]
    assert (row["contact_type"], row["outcome"], row["triage_decision"]) == ("S136", "HTT", "ASSESS")
    assert (row["attempts"], row["doctors_total"], row["amhp_minutes"]) == ("1", "1", "190")
    assert row["statutory_deadline_at"].startswith("2026-11-25T13:25")
    assert "Leanne" not in (tmp_path / "return" / "record.csv").read_text()


@pytest.mark.both_databases
def test_the_first_to_accept_has_it_and_the_other_is_told_who(sign_in: SignIn, story: Story) -> None:
    hub, quick, slow = sign_in(HUB), sign_in(SPARE, width=390), sign_in(COLLEAGUE, width=390)
    when_a_referral_is_taken(hub, story, name="Priya Nandy", event="nothing", role="Community nurse")
    when_it_is_offered_to(hub, story, SPARE, COLLEAGUE)
    slow.goto("/my-day/")
    expect(slow.get_by_role("main")).to_contain_text(f"{SPARE} is asked too: first to accept has it")
    when_they_accept(quick, story)
    with slow.expect_navigation():
        slow.locator("section", has_text=story.reference).first.get_by_role("button", name="Accept").click()
    expect(slow.get_by_role("main")).to_contain_text(SPARE)
    then_it_is_accessible(slow)
    then_the_board_says(hub, story, SPARE)


def test_an_unanswered_offer_comes_back_and_nothing_is_passed_on(sign_in: SignIn, story: Story) -> None:
    hub = sign_in(HUB)
    when_a_referral_is_taken(hub, story, name="Tobias Orme", event="nothing", role="GP")
    when_it_is_offered_to(hub, story, COLLEAGUE)
    story.place.later(minutes=11)
    hub.goto("/board/")
    now = hub.locator(".on-now li", has_text=story.reference)
    expect(now).to_contain_text("No answer 11 m")
    now.get_by_role("link", name="Ask someone else").click()
    expect(hub.get_by_role("heading", level=1)).to_contain_text(f"Offer {story.reference}")


@pytest.mark.both_databases
def test_a_nearest_relatives_request_that_did_not_progress_owes_written_reasons(
    sign_in: SignIn, story: Story, tmp_path: Path
) -> None:
    hub = sign_in(HUB)
    when_a_referral_is_taken(hub, story, name="Gareth Pike", event="nothing", role="Nearest relative")
    when_they_record(
        hub,
        story,
        "triage",
        choices=DID_NOT_PROGRESS,
        reasons="The crisis team sees him today, with his agreement.",
    )  # fmt: skip
    then_the_case_says(hub, story, "Written reasons are due", "following up")
    then_it_is_accessible(hub)
    when_they_record(hub, story, "written-reasons")
    hub.goto(f"/cases/{story.reference}/")
    expect(hub.get_by_role("main")).not_to_contain_text("Written reasons are due")
    expect(hub.get_by_role("main")).to_contain_text("did not progress")
    row = rows_of_the_return(story.place, tmp_path / "return")[story.reference]
    assert (row["contact_type"], row["outcome"], row["source_amhp"]) == (
        "S13_4",
        "NOT_PROGRESSED",
        "NEAREST_RELATIVE",
    )
    assert row["written_reasons_sent_at"]


def test_a_correction_is_added_and_nothing_is_rubbed_out(sign_in: SignIn, story: Story) -> None:
    hub = sign_in(HUB)
    when_a_referral_is_taken(hub, story, name="Mair Tudor")
    hub.goto(f"/cases/{story.reference}/")
    started = (
        hub.locator(".on-time li", has_text="clock").or_(hub.locator(".on-time li", has_text="arrived")).first
    )
    started.get_by_role("link", name=re.compile("Correct")).click()
    hub.get_by_label(re.compile("time, 24-hour")).first.fill("12:40")
    hub.get_by_label("Why it is corrected").fill("The log of the department says 12:40.")
    hub.get_by_role("main").locator("form button[type=submit]").first.click()
    hub.wait_for_url(re.compile(f"/cases/{story.reference}/$"))
    expect(hub.locator(".on-clock").first).to_contain_text("Wed 25 Nov, 12:40")
    expect(hub.locator(".on-time")).to_contain_text("Corrected later")


@pytest.mark.both_databases
def test_a_record_opens_with_a_reason_and_the_lead_sees_it(sign_in: SignIn, story: Story) -> None:
    hub, outside, lead = sign_in(HUB), sign_in("Bridget Hallam"), sign_in(LEAD)
    when_a_referral_is_taken(hub, story, name="Owain Hewes", event="nothing", role="GP")
    outside.goto(f"/cases/{story.reference}/")
    expect(outside.get_by_role("main")).to_contain_text("You are not working with this person")
    expect(outside.get_by_role("main")).not_to_contain_text("Owain")
    then_it_is_accessible(outside)
    outside.get_by_label("Why do you need to open this record?").fill("His brother rang me by mistake.")
    outside.get_by_role("button", name="Open the record").click()
    expect(outside.get_by_role("main")).to_contain_text("Owain Hewes")
    lead.goto("/openings/")
    expect(lead.get_by_role("main")).to_contain_text("Bridget Hallam")


def test_the_board_shows_a_new_case_by_itself_and_says_when_it_is_stale(
    sign_in: SignIn, story: Story
) -> None:
    watching, hub = sign_in(COLLEAGUE), sign_in(HUB)
    watching.clock.install()
    watching.goto("/board/")
    when_a_referral_is_taken(hub, story, name="Elin Vaughan")
    watching.clock.run_for(11_000)
    expect(watching.locator("table.on-cases")).to_contain_text(story.reference)
    watching.context.set_offline(True)
    watching.clock.run_for(75_000)
    expect(watching.get_by_role("alert")).to_contain_text("stale")


def test_the_case_on_paper_and_as_text_carries_who_it_is_about(sign_in: SignIn, story: Story) -> None:
    hub = sign_in(HUB)
    when_a_referral_is_taken(hub, story, name="Sefton Crale")
    hub.goto(f"/cases/{story.reference}/copy/")
    text = hub.locator("pre").inner_text()
    assert "Sefton Crale" in text and "Section 136" in text and story.reference in text
    hub.goto(f"/cases/{story.reference}/print/")
    hub.emulate_media(media="print")
    expect(hub.locator("thead", has_text="Sefton Crale, born 14 Mar 1991")).to_be_visible()
    expect(hub.get_by_text("Uncontrolled when printed").first).to_be_visible()
    assert story.reference in hub.title() and "Crale" not in hub.title()


@pytest.mark.both_databases
def test_a_councils_past_referrals_come_in_and_can_be_taken_out_again(sign_in: SignIn, place: Place) -> None:
    mapping = ("--mapping", str(DATA / "referrals.mapping.toml"), *OF_WESTMOOR)
    refused = place.command("import", "referrals", str(DATA / "messy_referrals.xlsx"), *mapping)
    assert refused.returncode == 1 and "Nothing was imported" in refused.stderr
    done = place.command("import", "referrals", str(DATA / "clean_referrals.xlsx"), *mapping)
    assert done.returncode == 0, done.stderr
    expected = json.loads((DATA / "clean_referrals.expected.json").read_text())
    first = expected["rows"][0]
    hub = sign_in(HUB)
    hub.goto("/board/")
    hub.get_by_role("link", name="Past contacts and cases").click()
    hub.get_by_label("Reference or name").fill(first["reference"])
    hub.get_by_role("button", name="Find").last.click()
    expect(hub.get_by_role("heading", name="1 contacts")).to_be_visible()
    batch = re.search(r"batch (\d+)", done.stdout)
    assert batch is not None
    assert (
        place.command("import", "undo", batch.group(1), "--reason", "story over", *OF_WESTMOOR).returncode
        == 0
    )
    assert place.command("verify-audit").returncode == 0
