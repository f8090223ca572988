"""Take a contact over HTTP, without script: drafts, proposals, what is needed, what is refused, what is kept."""

import html
import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onenumber.allocation.models import BackUp
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.models import Case, OpenCase
from onenumber.intake.models import Contact, ContactStep, Draft, SamePersonAnswer
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person, WorkingRelationship
from tests.onenumber.conftest import AT, Clock, County
from tests.onenumber.doors import doors

ClientFor = Callable[[str], Client]
Viewers = Callable[..., Viewer]
FIVE = {
    "kind": "referral",
    "caller_name": "PC Hobbs",
    "person_name": "Leanne Marsh",
    "event": "nothing",
    "danger": "no",
}


@pytest.fixture
def hub(client_for: ClientFor, clock: Clock) -> Client:
    return client_for("hub_amhp")


def begin(client: Client) -> str:
    """A new draft; its reference."""
    answer = client.get("/take/?new=1")
    assert answer.status_code == 302
    return answer["Location"].strip("/").split("/")[1]


def send(client: Client, reference: str, then: str = "board", **typed: str) -> Any:
    """Press one of the save buttons, as a browser without script does."""
    key = str(Draft.objects.get(reference=reference).key)
    return client.post(f"/take/{reference}/", {"key": key, "then": then, **typed})


def keep(client: Client, reference: str, sequence: int = 1, cursor: str = "", **typed: str) -> dict[str, Any]:
    """What the page sends while somebody types."""
    answer = client.post(f"/take/{reference}/draft/", {"sequence": str(sequence), "cursor": cursor, **typed})
    assert answer.status_code == 200, answer.content
    return dict(json.loads(answer.content))


def test_the_reference_is_there_at_once_and_an_abandoned_one_is_a_gap(hub: Client) -> None:
    first = begin(hub)
    page = hub.get(f"/take/{first}/").content.decode()
    assert first in page and f"<title>Contact {first} – One Number</title>" in page
    assert hub.post(f"/take/{first}/put-aside/")["Location"] == "/board/"
    second = begin(hub)
    assert (first, second) == ("C-26-1", "C-26-2")
    assert not Contact.objects.exists()


def test_five_answers_are_enough(hub: Client) -> None:
    reference = begin(hub)
    answer = send(hub, reference, "offer", **FIVE)
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/offers/new/{case.reference}/")
    contact = Contact.objects.get(reference=reference)
    assert (contact.kind, contact.caller_name, contact.event, contact.danger) == (
        "referral",
        "PC Hobbs",
        "nothing",
        "no",
    )
    assert contact.happened_at == AT and contact.asked_for == "consider"
    assert Draft.objects.get(reference=reference).finished_at is not None
    assert hub.get(f"/take/{reference}/")["Location"] == f"/contacts/{reference}/"
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("contact.taken") == 1


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("kind", "Choose what this call is."),
        ("caller_name", "Write who is calling, or ?"),
        ("person_name", "Write who it is about or where they are"),
        ("event", "Choose what happened."),
        ("danger", "Choose whether anyone is in danger."),
    ],
)
def test_each_needed_answer_is_asked_for_beside_its_field(hub: Client, missing: str, words: str) -> None:
    reference = begin(hub)
    typed = {**FIVE, "words": "kept as typed", missing: ""}
    answer = send(hub, reference, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Error: Contact" in page
    target = f"id_{missing}_0" if missing in {"kind", "danger"} else f"id_{missing}"
    assert f'href="#{target}"' in page and "kept as typed" in page
    assert not Contact.objects.exists() and not Case.objects.exists()
    assert Draft.objects.get(reference=reference).fields["words"] == "kept as typed"


def test_not_known_is_an_answer_to_everything(hub: Client) -> None:
    reference = begin(hub)
    typed = {
        "kind": "advice",
        "caller_name": "?",
        "person_name": "not known",
        "danger": "not_known",
        "nhs_number": "Not known",
        "birth_date": "not known",
    }
    assert send(hub, reference, **typed).status_code == 303
    contact = Contact.objects.get()
    assert (contact.caller_name, contact.person, contact.event) == ("", None, "nothing")


@pytest.mark.parametrize(
    ("kind", "more", "stored", "opens"),
    [
        ("referral", {"event": "nothing"}, "referral", True),
        (
            "referral",
            {"event": "nothing", "caller_role": "Mother and nearest relative"},
            "nearest_relative",
            True,
        ),
        ("advice", {}, "advice", False),
        ("police", {}, "police", False),
        ("back_up", {"back_up_why": "alone", "back_up_soon": "now"}, "back_up", False),
        ("other", {"other_kind": "notice"}, "notice", False),
        ("other", {"other_kind": "edt_child"}, "edt_child", False),
        ("other", {"other_kind": "concern"}, "concern", False),
    ],
)
def test_every_kind_is_recorded(
    hub: Client, kind: str, more: dict[str, str], stored: str, opens: bool
) -> None:
    reference = begin(hub)
    typed = {"kind": kind, "caller_name": "A", "person_name": "B C", "danger": "no", **more}
    assert send(hub, reference, **typed).status_code == 303
    assert Contact.objects.get().kind == stored
    assert Case.objects.exists() == opens and OpenCase.objects.exists() == opens
    assert BackUp.objects.exists() == (kind == "back_up")


def test_advice_answered_on_the_call_is_complete(hub: Client) -> None:
    reference = begin(hub)
    typed = {"kind": "police", "caller_name": "PC Mellor", "place": "Bus shelter", "danger": "no"}
    assert send(hub, reference, "answered", **typed)["Location"] == f"/contacts/{reference}/"
    assert ContactStep.objects.get().kind == "answered"


def test_other_calls_say_which_kind(hub: Client) -> None:
    reference = begin(hub)
    answer = send(hub, reference, kind="other", caller_name="A", person_name="B", danger="no")
    assert answer.status_code == 422 and b"Choose what kind of call it is." in answer.content


def test_the_page_proposes_and_the_taker_changes(hub: Client, county: County) -> None:
    reference = begin(hub)
    typed = {
        "kind": "referral",
        "caller_name": "Margaret Pell",
        "caller_role": "Mother and nearest relative",
        "place": "Home, North Moor",
    }
    values = keep(hub, reference, **typed)["values"]
    assert values["locality"] == county.locality.code and values["event_says"] == "Margaret Pell"
    assert (values["event"], values["ask"], values["source"]) == ("nothing", "consider", "NEAREST_RELATIVE")
    shown = keep(hub, reference, 2, **typed | values)
    assert (
        shown["summary"] == "request by a nearest relative (s13(4))"
        and "reasons in writing" in shown["side_html"]
    )
    changed = (
        typed
        | values
        | {"record_kind": "referral", "locality": county.other_locality.code, "source": "FAMILY"}
    )
    assert not {"record_kind", "locality", "source"} & keep(hub, reference, 3, **changed)["values"].keys()
    again = changed | {"caller_name": "Meg Pell"}
    assert (
        keep(hub, reference, 4, **again)["values"]["event_says"] == "Meg Pell"
    )  # still the page's: it follows
    send(hub, reference, **again, danger="no")
    contact = Contact.objects.get()
    assert (contact.kind, contact.locality_id, contact.source) == (
        "referral",
        county.other_locality.pk,
        "FAMILY",
    )


def test_saved_before_the_last_answer_came_back_the_request_is_still_the_nearest_relatives(
    hub: Client,
) -> None:
    reference = begin(hub)
    page = hub.get(f"/take/{reference}/").content.decode()
    found = re.search(r'name="by_page" value="([^"]*)"', page)
    assert found is not None
    put_in = html.unescape(found.group(1))
    typed = {"kind": "referral", "caller_role": "Nearest relative", "person_name": "Jo Marsh"}
    typed |= {"event": "nothing", "record_kind": "referral", "by_page": put_in, "danger": "no"}
    assert keep(hub, reference, 1, **typed)["values"]["record_kind"] == "nearest_relative"
    send(hub, reference, **typed)  # the field still says what the empty page said
    assert (Contact.objects.get().kind, Contact.objects.get().contact_type) == ("nearest_relative", "S13_4")


@pytest.mark.parametrize("sent", ["", "[]", "{", "3", '{"record_kind": 3}', '{"nobody": "x"}', "[" * 15000])
def test_what_the_page_put_in_is_taken_as_it_comes(hub: Client, sent: str) -> None:
    reference = begin(hub)
    typed = {"kind": "referral", "caller_role": "Nearest relative", "by_page": sent}
    assert keep(hub, reference, 1, **typed)["values"]["record_kind"] == "nearest_relative"


def test_the_clock_is_worked_out_as_it_is_typed(hub: Client) -> None:
    reference = begin(hub)
    shown = keep(
        hub,
        reference,
        kind="referral",
        caller_name="PC Hobbs",
        caller_role="Police constable, Westmoor Police",
        place="Westmoor Infirmary, Emergency Department",
        event_time="1325",
    )
    assert shown["values"]["event"] == "s136_arrived" and shown["values"]["event_time"] == "13:25"
    side = shown["side_html"]
    assert "Ends Wed 25 Nov, 13:25" in side and "23 h 05 m left" in side and "told by PC Hobbs" in side
    assert "WM-26-1" in side


def test_now_is_the_moment_it_was_typed(hub: Client, clock: Clock) -> None:
    reference = begin(hub)
    typed = {**FIVE, "event": "s136_arrived", "event_time": "n"}
    assert keep(hub, reference, **typed)["values"]["event_time"] == "14:20"
    clock.forward(minutes=9)
    send(hub, reference, **typed)
    assert Contact.objects.get().event_at == AT.replace(minute=20)


@pytest.mark.parametrize(
    ("at", "typed", "saved"),
    [
        (
            "2026-10-25T03:10:00+00:00",
            {"event_time": "0130", "event_offset": "BST"},
            "2026-10-25T00:30:00+00:00",
        ),
        (
            "2026-10-25T03:10:00+00:00",
            {"event_time": "0130", "event_offset": "GMT"},
            "2026-10-25T01:30:00+00:00",
        ),
        ("2026-10-25T00:40:00+00:00", {"event_time": "-10"}, "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T01:40:00+00:00", {"event_time": "-10"}, "2026-10-25T01:30:00+00:00"),
        ("2027-03-28T07:10:00+00:00", {"event_time": "0430"}, "2027-03-28T03:30:00+00:00"),
        ("2026-11-24T00:05:00+00:00", {"event_time": "-10"}, "2026-11-23T23:55:00+00:00"),
        (
            "2026-11-24T10:00:00+00:00",
            {"event_day": "2026-11-23", "event_time": "1640"},
            "2026-11-23T16:40:00+00:00",
        ),
        (
            "2026-11-24T10:00:00+00:00",
            {"event_day": "other", "event_date": "18 11 2026", "event_time": "9:05"},
            "2026-11-18T09:05:00+00:00",
        ),
    ],
)
def test_times_beside_the_change_of_the_clocks(
    hub: Client, clock: Clock, at: str, typed: dict[str, str], saved: str
) -> None:
    clock.at = datetime.fromisoformat(at)
    reference = begin(hub)
    given = {**FIVE, "event": "s136_arrived", **typed}
    keep(hub, reference, **given)
    assert send(hub, reference, **given).status_code == 303
    assert Contact.objects.get().event_at == datetime.fromisoformat(saved)


@pytest.mark.parametrize(
    ("at", "typed", "words"),
    [
        ("2027-03-28T07:10:00+00:00", {"event_time": "0130"}, "There was no such time"),
        ("2026-10-25T03:10:00+00:00", {"event_time": "0130"}, "This time came twice that night"),
        ("2026-11-24T10:00:00+00:00", {"event_time": "1100"}, "This time has not come yet"),
        ("2026-11-24T10:00:00+00:00", {"event_time": "half nine"}, "Type the time like 0920"),
        ("2026-11-24T10:00:00+00:00", {"event_time": ""}, "Type the time like 0920, or ?"),
        ("2026-11-24T10:00:00+00:00", {"event_day": "9999-12-31", "event_time": "0900"}, "1900"),
        ("2026-11-24T10:00:00+00:00", {"event_day": "2016-12-31", "event_time": "0900"}, "Check the year"),
        (
            "2026-11-24T10:00:00+00:00",
            {"event_day": "other", "event_date": "45", "event_time": "0900"},
            "Type the day like",
        ),
    ],
)
def test_times_that_cannot_be_are_refused_beside_the_field(
    hub: Client, clock: Clock, at: str, typed: dict[str, str], words: str
) -> None:
    clock.at = datetime.fromisoformat(at)
    reference = begin(hub)
    answer = send(hub, reference, **{**FIVE, "event": "s136_arrived", **typed})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Contact.objects.exists()


def test_a_time_that_is_not_known_does_not_block(hub: Client) -> None:
    reference = begin(hub)
    assert send(hub, reference, **{**FIVE, "event": "s136_arrived", "event_time": "?"}).status_code == 303
    assert Contact.objects.get().event_at is None and Case.objects.get().contact_type == "S136"


def test_the_question_before_or_after_stands_on_that_night_only(hub: Client, clock: Clock) -> None:
    reference = begin(hub)
    typed = {"kind": "referral", "event": "s136_arrived"}
    assert keep(hub, reference, **typed)["asks_offset"] is False
    clock.at = datetime(2026, 10, 25, 3, 10, tzinfo=UTC)
    typed["event_day"] = "2026-10-25"
    assert keep(hub, reference, 2, **typed)["asks_offset"] is True
    assert keep(hub, reference, 3, **typed, event_time="0230")["asks_offset"] is False


def earlier(county: County, by: Viewer, **more: Any) -> Person:
    told = {"name": "Femi Adeyemi", "birth_date": date(1983, 4, 17), "nhs_number": "9994281429", **more}
    return record_person(by=by, at=AT, service=county.westmoor, council=county.council, **told)


ABOUT = {"person_name": "Femi Adeyemi", "birth_date": "17 4 1983"}


def test_the_same_person_joins_the_open_case(hub: Client, county: County) -> None:
    first = begin(hub)
    send(hub, first, **FIVE | ABOUT | {"event": "s5_4_record", "event_time": "1020"})
    case, person = Case.objects.get(), Person.objects.get()
    second = begin(hub)
    typed = FIVE | ABOUT | {"event": "s5_2_report", "event_time": "1330", "nhs_number": "999 428 1429"}
    side = keep(hub, second, **typed)["side_html"]
    assert "Femi Adeyemi, 17 Apr 1983 (age 43)" in side and f"Open: {case.reference}" in side
    button = re.search(r'value="(same-\d+)"', side)
    assert button is not None
    answer = hub.post(f"/take/{second}/", {**typed, "answer": button[1], "key": str(uuid.uuid4())})
    assert answer["Location"] == f"/take/{second}/"
    page = hub.get(f"/take/{second}/").content.decode()
    assert f"Joins <b>{case.reference}</b>" in page and "Ends Fri 27 Nov, 10:20" in page
    send(hub, second, **typed, same_person=str(person.pk))
    assert Case.objects.count() == Person.objects.count() == 1
    assert ContactStep.objects.get(contact__reference=second).case_reference == case.reference
    assert OpenCase.objects.get().ends_at == datetime(2026, 11, 27, 10, 20, tzinfo=UTC)
    assert SamePersonAnswer.objects.get().same is True
    person.refresh_from_db()
    assert person.nhs_number == "9994281429"  # told now, not known before


def test_left_unanswered_the_question_stays_open(hub: Client, county: County, viewer: Viewers) -> None:
    known = earlier(county, viewer("hub_amhp"))
    reference = begin(hub)
    assert "Is this the same person?" in keep(hub, reference, **FIVE | ABOUT)["side_html"]
    send(hub, reference, **FIVE | ABOUT)
    assert Contact.objects.get().person_id != known.pk and not SamePersonAnswer.objects.exists()
    assert "Still open: you decide" in hub.get(f"/contacts/{reference}/").content.decode()


def test_not_the_same_is_kept_and_no_longer_asked(hub: Client, county: County, viewer: Viewers) -> None:
    known = earlier(county, viewer("hub_amhp"))
    reference = begin(hub)
    send(hub, reference, **FIVE | ABOUT, not_same=str(known.pk))
    assert SamePersonAnswer.objects.get().same is False
    assert "Is this the same person?" not in hub.get(f"/contacts/{reference}/").content.decode()


def test_an_answer_opens_no_record_that_was_not_suggested(
    hub: Client, county: County, viewer: Viewers
) -> None:
    other = earlier(
        county, viewer("hub_amhp"), name="Robert Pell", birth_date=date(1979, 5, 21), nhs_number=""
    )
    foreign = record_person(
        by=viewer("foreign"),
        at=AT,
        service=county.eastmere,
        council=county.foreign_council,
        name="Femi Adeyemi",
        birth_date=date(1983, 4, 17),
    )
    for person in (other, foreign):
        send(hub, begin(hub), **FIVE | ABOUT, same_person=str(person.pk))
        assert not WorkingRelationship.objects.filter(person=person).exists()
    assert not SamePersonAnswer.objects.exists()


def test_a_record_elsewhere_is_only_hinted_at_and_audited_once(
    hub: Client, county: County, viewer: Viewers
) -> None:
    record_person(
        by=viewer("foreign"),
        at=AT,
        service=county.eastmere,
        council=county.foreign_council,
        name="Femi Adeyemi",
        birth_date=date(1983, 4, 17),
        address="SECRET STREET",
    )
    reference = begin(hub)
    for number in (1, 2, 3):
        side = keep(hub, reference, number, **FIVE | ABOUT)["side_html"]
    assert (
        "A record may exist: ask Eastmere AMHP service." in side
        and "SECRET" not in side
        and "1983" not in side
    )
    assert Entry.objects.filter(verb="person.hint_shown", subject=reference).count() == 1


def test_test_numbers_only_in_a_demonstration(hub: Client, county: County) -> None:
    typed = FIVE | {"nhs_number": "999 159 5147"}
    county.westmoor.synthetic = False
    county.westmoor.save()
    reference = begin(hub)
    assert "test numbers" in keep(hub, reference, **typed)["errors"]["nhs_number"]
    assert send(hub, reference, **typed).status_code == 422
    county.westmoor.synthetic = True
    county.westmoor.save()
    assert send(hub, reference, **typed).status_code == 303
    assert Person.objects.get().nhs_number == "9991595147"


def test_sent_twice_it_is_taken_once(hub: Client) -> None:
    reference = begin(hub)
    first, second = send(hub, reference, "offer", **FIVE), send(hub, reference, "offer", **FIVE)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert Contact.objects.count() == Case.objects.count() == 1
    other_key = hub.post(f"/take/{reference}/", {**FIVE, "key": str(uuid.uuid4())})
    assert other_key.status_code == 409 and b"saved or put aside already" in other_key.content
    assert hub.post(f"/take/{begin(hub)}/", {**FIVE, "key": "no key"}).status_code == 400
    assert hub.post(f"/take/{reference}/draft/", FIVE).status_code == 409


def test_a_draft_is_offered_again_with_its_cursor(hub: Client) -> None:
    reference = begin(hub)
    keep(
        hub,
        reference,
        cursor='{"name":"place","start":3,"end":3}',
        caller_name="PC Hobbs",
        kind="referral",
        place="Wes",
    )
    offered = hub.get("/take/").content.decode()
    assert (
        f'href="/take/{reference}/"' in offered and "Take a new contact" in offered and "Hobbs" not in offered
    )
    page = hub.get(f"/take/{reference}/").content.decode()
    assert "&#34;place&#34;,&#34;start&#34;:3" in page and 'value="PC Hobbs"' in page
    hub.post(f"/take/{reference}/put-aside/")
    assert hub.get("/take/").status_code == 302


def test_an_untouched_draft_is_not_offered_and_stays_for_the_other_tab_it_may_be_open_in(hub: Client) -> None:
    first = begin(hub)
    answer = hub.get("/take/")
    assert answer.status_code == 302 and first not in answer["Location"]
    assert keep(hub, first, words="typed in the first tab")["kept_at"]
    second = Draft.objects.exclude(reference=first).get()
    Draft.objects.filter(pk=second.pk).update(kept_at=AT - timedelta(minutes=31))
    assert hub.get("/take/").status_code == 200  # what was typed is offered
    assert Draft.objects.get(pk=second.pk).finished_at is not None
    assert Draft.objects.get(reference=first).finished_at is None


def test_an_older_keeping_never_wins(hub: Client) -> None:
    reference = begin(hub)
    keep(hub, reference, 5, words="newer")
    keep(hub, reference, 4, words="older")
    assert Draft.objects.get(reference=reference).fields["words"] == "newer"


@pytest.mark.parametrize("role", ["amhp_lead", "foreign", "manager", "edt_officer"])
def test_a_draft_belongs_to_its_writer(hub: Client, client_for: ClientFor, role: str) -> None:
    reference = begin(hub)
    keep(hub, reference, person_name="Leanne Marsh")
    other = client_for(role)
    assert other.get(f"/take/{reference}/").status_code == 404
    for way in ("", "draft/", "put-aside/"):
        assert other.post(f"/take/{reference}/{way}", FIVE).status_code == 404
    assert Draft.objects.get(reference=reference).finished_at is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("hub_amhp", 302),
        ("amhp_lead", 302),
        ("trainee", 302),
        ("edt_officer", 404),
        ("locality_amhp", 404),
        ("support", 404),
        ("manager", 404),
        ("auditor", 404),
        ("analyst", 404),
        ("system_admin", 404),
        ("signed_out", 302),
    ],
)
def test_who_may_take_a_contact(client_for: ClientFor, clock: Clock, role: str, status: int) -> None:
    answer = client_for(role).get("/take/")
    assert answer.status_code == status
    if role == "signed_out":
        assert answer["Location"].startswith("/sign-in/")


def test_signed_out_while_typing_is_said_and_kept(client_for: ClientFor, hub: Client) -> None:
    reference = begin(hub)
    answer = client_for("signed_out").post(
        f"/take/{reference}/draft/", FIVE, headers={"accept": "application/json"}
    )
    assert answer.status_code == 401
    page = client_for("signed_out").get(f"/take/{reference}/")
    assert unquote(page["Location"]) == f"/sign-in/?next=/take/{reference}/"


def test_no_name_or_number_in_any_address(hub: Client) -> None:
    reference = begin(hub)
    answer = send(hub, reference, **FIVE | {"nhs_number": "999 159 5147"})
    assert "Marsh" not in answer["Location"] and "999" not in answer["Location"]
    page = hub.get(f"/contacts/{reference}/").content.decode()
    assert f"{reference} kept. WM-26-1 is on the board." in page


def test_keeping_costs_the_same_with_one_record_and_with_twenty(
    hub: Client, county: County, viewer: Viewers
) -> None:
    by, typed = (
        viewer("hub_amhp"),
        FIVE | ABOUT | {"place": "Westmoor Infirmary", "event": "s136_arrived", "event_time": "1325"},
    )
    reference, costs = begin(hub), []
    earlier(county, by)
    for round_ in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            keep(hub, reference, round_, **typed)
        costs.append(len(queries))
        for number in range(19):
            earlier(county, by, name=f"Femi Adeyem{'aeiou'[number % 5]}", nhs_number="")
    assert costs[0] == costs[1], costs
    assert costs[0] <= 20 + doors(3)


def test_saving_writes_in_one_transaction(hub: Client) -> None:
    reference = begin(hub)
    typed = FIVE | {"place": "Westmoor Infirmary", "event": "s136_arrived", "event_time": "1325"}
    keep(hub, reference, **typed)
    with CaptureQueriesContext(connection) as queries:
        send(hub, reference, **typed)
    begun = [query["sql"] for query in queries if query["sql"].startswith(("BEGIN", "COMMIT"))]
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(begun) <= 2 and len(writes) <= 22, writes
    assert len(queries) <= 75


def test_a_wrong_number_is_said_while_the_caller_is_on_the_line(hub: Client) -> None:
    reference = begin(hub)
    shown = keep(hub, reference, kind="referral", nhs_number="999 159 5148", birth_date="31 2 1990")
    assert "last digit" in shown["errors"]["nhs_number"] and "no such day" in shown["errors"]["birth_date"]
    assert shown["errors"]["event_time"] == ""


def test_a_call_written_up_later_keeps_when_it_came(hub: Client) -> None:
    reference = begin(hub)
    send(hub, reference, **FIVE, channel="email", received_time="0915")
    contact = Contact.objects.get()
    assert (contact.channel, contact.happened_at, contact.recorded_at) == (
        "email",
        AT.replace(hour=9, minute=15),
        AT,
    )
    late = begin(hub)
    assert b"not come yet" in send(hub, late, **FIVE, received_time="1545").content


def test_forward_in_time_it_stays_the_answered_moment(hub: Client, clock: Clock) -> None:
    reference = begin(hub)
    clock.forward(minutes=12)
    send(hub, reference, **FIVE)
    contact = Contact.objects.get()
    assert contact.happened_at == AT and contact.recorded_at == AT + timedelta(minutes=12)
