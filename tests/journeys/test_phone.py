"""The practitioner's phone: no signal, two versions of one fact, and somebody who is not safe."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
HUB, AMHP = "Dilys Probert", "Marcus Fenn"  # whom no other story needs free
SignIn = Callable[..., Page]
KEPT = """async () => {
  const ask = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = bad;
  });
  const db = await ask(indexedDB.open("onenumber-phone"));
  const read = (name) => ask(db.transaction(name).objectStore(name).getAll());
  const [keys, items] = [await read("keys"), await read("items")];
  const text = items.map((item) => new TextDecoder("latin1").decode(item.blob)).join("\\n");
  const taken = (key) => crypto.subtle.exportKey("raw", key).then(() => "taken out", () => "refused");
  db.close();
  return { keys: await Promise.all(keys.map(taken)), items: items.length, text };
}"""


@pytest.fixture
def story(place: Place) -> Story:
    return Story(place)


def given_a_case_in_hand(hub: Page, phone: Page, story: Story, name: str) -> None:
    when_a_referral_is_taken(hub, story, name=name)
    when_it_is_offered_to(hub, story, AMHP)
    when_they_accept(phone, story)


def test_without_signal_nothing_is_lost_and_nothing_is_merged(sign_in: SignIn, story: Story) -> None:
    hub, phone = sign_in(HUB), sign_in(AMHP, width=390)
    given_a_case_in_hand(hub, phone, story, "Ivor Beck")
    phone.goto("/my-day/")
    expect(phone.locator("[data-phone-words]")).to_have_text(re.compile("^Online"))
    then_it_is_accessible(phone)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    # a tap and a note without signal stay on the phone, and the page says so
    case = phone.locator("section", has=phone.get_by_role("heading", name=re.compile(story.reference)))
    case.get_by_role("button", name="I have arrived").click()
    expect(phone.locator("[data-phone-words]")).to_have_text("No signal. Kept on this phone: 1 to send")
    case.get_by_text("Add a note").click()
    case.get_by_role("textbox").fill("Her brother let me in at the back.")
    case.get_by_role("button", name="Add the note").click()
    expect(phone.locator("[data-phone-words]")).to_have_text("No signal. Kept on this phone: 2 to send")
    expect(phone.locator("[data-phone-list]")).to_contain_text(f"Arrived, {story.reference}, 14:2")
    then_it_is_accessible(phone)
    # on the phone it cannot be read, and the key cannot be taken out
    kept = phone.evaluate(KEPT)
    assert kept["keys"] == ["refused"] and kept["items"] >= 3
    assert "brother" not in kept["text"] and story.reference not in kept["text"]
    # the page opened again is the empty shell with what is kept; meanwhile the hub writes another time
    phone.goto("/my-day/")
    expect(phone.get_by_role("heading", name="No signal")).to_be_visible()
    expect(phone.locator("[data-phone-list]")).to_contain_text("Her brother let me in at the back.")
    expect(phone.get_by_role("heading", name=story.reference)).to_be_visible()
    expect(phone.get_by_role("link", name=re.compile("Ring the hub")).first).to_be_visible()
    then_it_is_accessible(phone)
    when_they_record(hub, story, "carrying-out", choices={"step": "arrived"}, happened_time="14:05")
    # with signal all goes; the two times stand side by side and a person chooses
    phone.context.set_offline(False)
    phone.goto("/my-day/")
    expect(phone.get_by_role("heading", name="Two versions, or kept apart")).to_be_visible()
    expect(phone.locator("[data-phone-words]")).to_have_text(re.compile("^Online, all sent 14:2"))
    then_the_case_says(hub, story, "Her brother let me in at the back.", "Two versions.")
    phone.get_by_role("link", name=re.compile(f"{story.reference}: Arrived")).click()
    expect(phone.locator(".on-versions")).to_contain_text("Arrived today 14:2")
    expect(phone.locator(".on-versions")).to_contain_text("Arrived today 14:05")
    then_it_is_accessible(phone)
    phone.get_by_role("button", name="The phone’s is right").click()
    expect(phone.get_by_role("main")).to_contain_text(f"{AMHP} chose today 14:20: the phone’s was recorded.")
    then_the_case_says(hub, story, "Corrected later", "the phone’s was recorded")


def test_signing_out_leaves_nothing_that_can_be_read(sign_in: SignIn, story: Story) -> None:
    phone = sign_in(AMHP, width=390)
    phone.goto("/my-day/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="I am not safe").click()
    expect(phone.get_by_role("alert")).to_contain_text("“I am not safe” has NOT been sent")
    phone.on("dialog", lambda asked: asked.accept() if "not sent: 1" in asked.message else asked.dismiss())
    phone.locator("form.on-out--foot button").click()
    expect(phone.get_by_role("heading", name="No signal")).to_be_visible()
    kept = phone.evaluate(KEPT)
    assert (kept["keys"], kept["items"]) == ([], 0)


def test_not_safe_reaches_the_hub_and_a_person_closes_it(sign_in: SignIn, story: Story) -> None:
    hub, phone = sign_in(HUB), sign_in(AMHP, width=390)
    phone.goto("/my-day/")
    expect(phone.get_by_role("main")).to_contain_text("It is not an emergency alarm: in danger, dial 999")
    with phone.expect_navigation():
        phone.get_by_role("button", name="I am not safe").click()
    expect(phone.get_by_role("main")).to_contain_text("The hub is told, since 14:2")
    expect(phone.get_by_role("main")).to_contain_text("Nobody has said yet that they have it.")
    then_it_is_accessible(phone)
    hub.goto("/board/")
    first = hub.locator(".on-now li").first
    expect(first).to_contain_text(f"{AMHP} says: I am not safe.")
    then_it_is_accessible(hub)
    first.get_by_role("link", name="I have it").click()
    hub.get_by_role("button", name="I have it").click()
    then_it_is_accessible(hub)
    phone.goto("/my-day/")
    expect(phone.get_by_role("main")).to_contain_text(f"{HUB} has it, since 14:20.")
    phone.get_by_role("button", name="I am safe now").click()
    hub.goto("/board/")
    expect(hub.locator(".on-now li").first).to_contain_text("Says they are safe now: ring, then close.")
    hub.locator(".on-now li").first.get_by_role("link", name="Open the call").click()
    hub.get_by_label("What was done, and how you know they are safe").fill(
        "Spoke with her: she is in the car."
    )
    hub.get_by_role("button", name="Close the call").click()
    expect(hub.get_by_role("main")).to_contain_text(f"{HUB} closed it today 14:20.")
    hub.goto("/board/")
    expect(hub.locator(".on-now")).not_to_contain_text("I am not safe")
