"""What a phone hands in: recorded as it was tapped, kept apart for a person to choose, or refused with the reason."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import DatabaseError, transaction
from django.test import Client

import onenumber
from onenumber.access.models import Grant
from onenumber.allocation.models import BackUp
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import close_case, give_up, record_carrying_out, take_up
from onenumber.cases.models import Attempt, CarryingOut, Case, Note
from onenumber.cases.queries import facts_of
from onenumber.fieldwork.actions import choose_version
from onenumber.fieldwork.models import PhoneEntry
from onenumber.fieldwork.policies import PASS
from onenumber.organisations.queries import read_service_file
from onenumber.welfare.models import SafetyCall
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, Clock, County, sign_in

SETTINGS = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
pytestmark = pytest.mark.django_db
KEPT_AT = AT - timedelta(minutes=12)


class Phone:
    """Omar Farouk's phone: it hands in one thing and says what it was answered."""

    def __init__(self, county: County, client: Client) -> None:
        self.client, self.user = client, county.users["locality_amhp"]

    def hand_in(self, kind: str, *, at: datetime = KEPT_AT, where: str = "", **said: str) -> tuple[int, str]:
        body = {
            "item": str(uuid4()), "user": str(self.user.pk), "kind": kind, "happened_at": at.isoformat(),
            "pass": PASS.sign(str(self.user.pk)), **said,
        }  # fmt: skip
        answer = self.client.post(f"/phone/hand-in/{where}", body, headers={"Accept": "application/json"})
        return answer.status_code, answer.json()["state"] if answer.status_code != 401 or where else ""


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    """Held by Omar Farouk."""
    county.westmoor.settings = dict(read_service_file(SETTINGS.read_text()).settings)
    county.westmoor.save()
    made = make_case(county)
    amhp = county.viewer("locality_amhp")
    take_up(by=amhp, at=AT, case=made, practitioner=county.practitioners["locality_amhp"])
    return made


@pytest.fixture
def phone(county: County, client_for: Callable[[str], Client]) -> Phone:
    return Phone(county, client_for("locality_amhp"))


def arrival_by_the_hub(county: County, case: Case, *, minutes: int = 4) -> CarryingOut:
    hub = county.viewer("hub_amhp")
    moment = AT - timedelta(minutes=minutes)
    return record_carrying_out(by=hub, at=AT, case=case, step="arrived", happened_at=moment)


def test_a_tap_is_recorded_at_the_time_it_was_made(phone: Phone, case: Case) -> None:
    for kind in ("arrived", "started", "finished"):
        assert phone.hand_in(kind, reference=case.reference) == (200, "sent")
    assert phone.hand_in("note", reference=case.reference, words="He asked for his sister.") == (200, "sent")
    arrived, seen, note = CarryingOut.objects.get(), Attempt.objects.get(), Note.objects.get()
    assert (arrived.happened_at, arrived.recorded_at) == (KEPT_AT, AT)
    assert (seen.happened_at, seen.ended_at, seen.result) == (KEPT_AT, KEPT_AT, "DONE")
    assert (note.text, note.happened_at) == ("He asked for his sister.", KEPT_AT)
    assert not PhoneEntry.objects.exists()


def test_two_clocks_a_little_apart_do_not_refuse_an_end(phone: Phone, case: Case) -> None:
    phone.hand_in("started", reference=case.reference)
    late = phone.hand_in("finished", reference=case.reference, at=KEPT_AT - timedelta(minutes=6))
    assert late == (422, "refused")
    little = phone.hand_in("finished", reference=case.reference, at=KEPT_AT - timedelta(seconds=40))
    assert little == (200, "sent") and Attempt.objects.get().ended_at == KEPT_AT


def test_the_same_thing_twice_is_one_fact(phone: Phone, case: Case) -> None:
    item = str(uuid4())
    for _ in range(3):
        assert phone.hand_in("note", reference=case.reference, words="Once.", item=item) == (200, "sent")
    assert Note.objects.count() == 1


def test_two_times_of_one_fact_are_kept_side_by_side(phone: Phone, case: Case, county: County) -> None:
    arrival_by_the_hub(county, case)
    assert phone.hand_in("arrived", reference=case.reference) == (200, "apart")
    entry = PhoneEntry.objects.get()
    assert (entry.why, entry.record_says, entry.happened_at) == ("differs", "arrived today 14:16", KEPT_AT)
    assert CarryingOut.objects.count() == 1
    page = phone.client.get(f"/phone-entries/{entry.pk}/").content.decode()
    assert "Arrived today 14:08" in page and "Arrived today 14:16" in page


def test_the_same_time_to_the_minute_is_no_second_version(phone: Phone, case: Case, county: County) -> None:
    arrival_by_the_hub(county, case, minutes=12)
    assert phone.hand_in("arrived", reference=case.reference, at=KEPT_AT + timedelta(seconds=20)) == (
        200,
        "sent",
    )
    assert CarryingOut.objects.count() == 1 and not PhoneEntry.objects.exists()


def test_the_phone_s_version_corrects_the_record_and_both_stay(
    phone: Phone, case: Case, county: County
) -> None:
    first = arrival_by_the_hub(county, case)
    phone.hand_in("arrived", reference=case.reference)
    hub, entry = county.viewer("hub_amhp"), PhoneEntry.objects.get()
    choose_version(by=hub, at=AT, entry=entry, chosen="phone", words="He was on his own")
    step = facts_of(case).step("arrived")
    assert step is not None and (step.happened_at, step.corrects_id) == (KEPT_AT, first.pk)
    with pytest.raises(Conflict, match="Dilys Probert chose already"):
        choose_version(by=hub, at=AT, entry=entry, chosen="record")
    timeline = phone.client.get(f"/cases/{case.reference}/").content.decode()
    assert "Dilys Probert chose today 14:20: the phone’s was recorded." in timeline
    assert "The record: arrived today 14:16." in timeline and "He was on his own" in timeline


def test_the_record_can_stay_as_it_is(phone: Phone, case: Case, county: County) -> None:
    arrival_by_the_hub(county, case)
    phone.hand_in("arrived", reference=case.reference)
    choose_version(by=county.viewer("locality_amhp"), at=AT, entry=PhoneEntry.objects.get(), chosen="record")
    assert CarryingOut.objects.count() == 1
    assert PhoneEntry.objects.get().ended_by_name == "Omar Farouk"


def test_a_case_closed_meanwhile_takes_nothing_by_itself(phone: Phone, case: Case, county: County) -> None:
    close_case(by=county.viewer("hub_amhp"), at=AT, case=case, end_waits=True, holder_finished=True)
    assert phone.hand_in("arrived", reference=case.reference) == (200, "apart")
    assert PhoneEntry.objects.get().why == "closed" and not CarryingOut.objects.exists()


def test_a_case_handed_over_meanwhile_keeps_the_note_for_the_lead(
    phone: Phone, case: Case, county: County
) -> None:
    held = facts_of(case).commitment
    assert held is not None
    give_up(by=county.viewer("hub_amhp"), at=AT, commitment=held, how="handed over")
    take_up(by=county.viewer("hub_amhp"), at=AT, case=case, practitioner=county.practitioners["hub_amhp"])
    assert phone.hand_in("note", reference=case.reference, words="He has no phone.") == (200, "apart")
    entry = PhoneEntry.objects.get()
    assert (entry.why, entry.words, entry.case) == ("no_access", "He has no phone.", case)
    with pytest.raises(NotAllowed):
        choose_version(by=county.viewer("locality_amhp"), at=AT, entry=entry, chosen="phone")
    choose_version(by=county.viewer("amhp_lead"), at=AT, entry=entry, chosen="phone")
    assert Note.objects.get().text == "Written by Omar Farouk on a phone: He has no phone."


def test_after_access_is_gone_everything_is_taken_in_and_nothing_is_said(
    phone: Phone, case: Case, county: County, client_for: Callable[[str], Client]
) -> None:
    Grant.objects.filter(user=phone.user).update(ends_at=AT - timedelta(minutes=1))
    for reference in (case.reference, "WM-26-99999"):
        said = phone.hand_in("note", reference=reference, words=f"About {reference}.", where="signed-out/")
        assert said == (200, "apart")
    assert phone.hand_in("note", reference=case.reference, words="And more.") == (200, "apart")
    assert PhoneEntry.objects.count() == 3 and not Note.objects.exists()
    listed = client_for("amhp_lead").get("/phone-entries/").content.decode()
    assert case.reference in listed and "WM-26-99999" in listed


def test_not_safe_counts_when_the_sign_in_is_over(phone: Phone, county: County, clock: Clock) -> None:
    phone.client.logout()
    assert phone.hand_in("note", reference="WM-26-1", words="Later.")[0] == 401
    assert phone.hand_in("note", reference="WM-26-1", words="Later.", where="signed-out/") == (401, "sign_in")
    assert phone.hand_in("not_safe", where="signed-out/") == (200, "sent")
    assert SafetyCall.objects.get().happened_at == KEPT_AT


@pytest.mark.parametrize(
    "wrong",
    ["", "1", PASS.sign("1") + "x", "0:" + PASS.sign("1")],
    ids=["none", "unsigned", "signature longer", "person changed"],  # a signature holds the time it was made
)
def test_a_pass_that_is_none_opens_nothing(phone: Phone, clock: Clock, wrong: str) -> None:
    phone.client.logout()
    assert phone.hand_in("not_safe", where="signed-out/", **{"pass": wrong}) == (401, "sign_in")
    assert not SafetyCall.objects.exists()


def test_what_another_kept_on_this_phone_is_left_for_them(
    phone: Phone, county: County, client_for: Callable[[str], Client], clock: Clock
) -> None:
    phone.client = client_for("hub_amhp")
    assert phone.hand_in("not_safe") == (409, "other")


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "flown"}, {"kind": "note", "words": " "}, {"happened_at": "yesterday"},
        {"happened_at": "2026-02-30T10:00:00Z"}, {"happened_at": "2026-11-24T14:00:00"}, {"item": "none"},
        {"happened_at": (AT + timedelta(hours=1)).isoformat()}, {"kind": "back_up", "back_up_why": "?"},
        {"reference": "W" * 21}, {"words": "a\x00b"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_stays_on_the_phone(
    phone: Phone, case: Case, said: dict[str, str]
) -> None:
    whole = {"kind": "arrived", "reference": case.reference} | said
    assert phone.hand_in(whole.pop("kind"), **whole) == (422, "refused")
    assert not PhoneEntry.objects.exists() and not CarryingOut.objects.exists()


def test_back_up_asked_for_without_signal(phone: Phone, county: County, clock: Clock) -> None:
    assert phone.hand_in("back_up", back_up_why="alone") == (200, "sent")
    asked = BackUp.objects.get()
    assert (asked.why, asked.urgent, asked.happened_at) == ("alone", True, KEPT_AT)


def test_an_entry_is_never_rewritten_or_deleted(phone: Phone, case: Case, county: County) -> None:
    arrival_by_the_hub(county, case)
    phone.hand_in("arrived", reference=case.reference)
    rows = PhoneEntry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(words="other words")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_the_shell_is_the_same_for_everybody(county: County, clock: Clock) -> None:
    signed_in = sign_in(Client(), county.users["locality_amhp"]).get("/phone/").content
    assert signed_in == Client().get("/phone/").content
    assert b"Omar" not in signed_in and b"csrfmiddlewaretoken" not in signed_in


def test_the_worker_keeps_what_the_shell_loads_and_nothing_else(client: Client) -> None:
    worker = client.get("/sw.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    kept = set(re.findall(r'"(/static/[^"]+)"', worker.content.decode()))
    loaded = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/phone/").content.decode()))
    waiting = [each for each in loaded if each.endswith(".js") and "/vendor/" not in each]
    while waiting:
        text = Path(str(finders.find(waiting.pop().removeprefix("/static/")))).read_text()
        for name in re.findall(r'from "\./([^"]+)"', text):
            if f"/static/design/js/{name}" not in loaded:
                loaded.add(f"/static/design/js/{name}")
                waiting.append(f"/static/design/js/{name}")
    assert kept == loaded


def test_signing_out_clears_what_the_browser_keeps(
    county: County, client_for: Callable[[str], Client]
) -> None:
    answer = client_for("locality_amhp").post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in Client().post("/sign-out/").headers
