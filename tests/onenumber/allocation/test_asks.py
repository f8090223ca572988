"""Asking doctors and others to come: every ask is kept, the first who fit have it, and no slot overlaps another."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onenumber.allocation.actions import (
    Asked,
    answer_ask,
    arrive,
    cancel,
    change_time,
    escalate,
    leave,
    note_acquaintance,
    record_ask,
    send_asks,
)
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import asked_one
from onenumber.allocation.queries import LinkEnded, ask_of_link, asks_of, link_of, standing, timeline_of
from onenumber.allocation.reactions import answer_from_text
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.actions import ImpossibleFact, close_case, open_wait, record_recommendation
from onenumber.cases.models import Case, OpenCase, Wait
from onenumber.cases.queries import columns_of, facts_of
from onenumber.config.reactions import run_once
from onenumber.messaging.actions import receive_text
from onenumber.messaging.models import InboundText, Message
from onenumber.workforce.models import Practitioner
from tests.onenumber.allocation.arranging import (
    HOURS,
    SITE,
    ask_all,
    make_doctor,
    make_held_case,
    with_settings,
)
from tests.onenumber.conftest import AT, County

pytestmark = pytest.mark.django_db
NAMES = ("Dr Helena Voss", "Dr Rajan Bhatt", "Dr Kwame Osei", "Dr Miriam Adler")
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def arranging(county: County) -> County:
    return with_settings(county)


@pytest.fixture
def doctors(arranging: County) -> list[Practitioner]:
    return [make_doctor(arranging, name, number=154 + place) for place, name in enumerate(NAMES)]


@pytest.fixture
def case(arranging: County) -> Case:
    return make_held_case(arranging, contact_type="S136")


def yes(ask: Ask, *, minutes: int = 60, how: str = "link", at=LATER) -> Ask:
    return answer_ask(
        by=asked_one(ask, at=at), at=at, ask=ask, yes=True, how=how, expected_from=AT + timedelta(minutes=minutes)
    )  # fmt: skip


def messages_to(name: str) -> list[str]:
    return list(Message.objects.filter(to_name=name).order_by("id").values_list("body", flat=True))


def test_each_doctor_gets_a_message_of_their_own_that_names_nobody(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    ask_all(arranging, case, doctors)
    bodies = [messages_to(name)[0] for name in NAMES]
    assert len(set(bodies)) == len(NAMES)
    for body in bodies:
        assert case.reference in body and "at an ED in North Moor" in body and SITE in body
        assert "today 14:50 to 19:20" in body and "by 15:00" in body
        told = re.sub(rf"{SITE}\S+|{case.reference}", "", body)  # signs and numbers may spell anything
        for word in ("Leah", "Marsh", "LM", "35", "Infirmary"):
            assert word not in told


def test_the_first_two_have_it_the_others_are_told_and_their_asks_are_kept(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    first, second, third, fourth = ask_all(arranging, case, doctors)
    assert (yes(second).place, yes(first, minutes=90).place) == (1, 2)
    assert [ask.answer for ask in asks_of(case)] == ["confirmed", "confirmed", "filled", "filled"]
    assert "is filled" in messages_to("Dr Kwame Osei")[-1]
    with pytest.raises(Conflict, match="is filled since"):
        yes(third)
    assert "You are down for" in messages_to("Dr Helena Voss")[-1]
    assert fourth.pk in {ask.pk for ask in asks_of(case)}


def test_a_no_is_kept_and_leaves_the_places_free(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    [ask] = ask_all(arranging, case, doctors[:1])
    said = answer_ask(
        by=asked_one(ask, at=LATER), at=LATER, ask=ask, yes=False, how="link", reason="At a tribunal"
    )
    assert (said.answer, said.answer_reason) == ("declined", "At a tribunal")
    assert OpenCase.objects.get(pk=case.pk).doctors_short_since == LATER
    assert any("said no" in line.text for line in timeline_of(case, (), asks_of(case)))


def test_one_place_is_kept_for_a_doctor_approved_under_section_12(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    """The GP is written down by the hub and takes the second place; both places are never lost to the law."""
    hub = arranging.viewer("hub_amhp")
    gp = record_ask(
        by=hub, at=AT, case=case, asked=Asked(what="doctor", whom="Dr Ivo Lane", section_12=False)
    )
    told = answer_ask(
        by=hub, at=LATER, ask=gp, yes=True, how="phone", expected_from=AT + timedelta(minutes=40)
    )
    assert told.place == 2
    [ask] = ask_all(arranging, case, doctors[:1], at=LATER)
    assert yes(ask, at=LATER + timedelta(minutes=1)).place == 1


def test_with_two_asked_for_and_one_recommendation_only_one_more_is_needed(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    asks = ask_all(arranging, case, doctors, wanted=1)
    yes(asks[0])
    assert [ask.answer for ask in asks_of(case)] == ["confirmed", "filled", "filled", "filled"]
    with pytest.raises(Conflict, match="has said yes already"):
        ask_all(arranging, case, doctors[1:], wanted=1, at=LATER)


def test_a_doctors_slots_do_not_overlap(arranging: County, case: Case, doctors: list[Practitioner]) -> None:
    other = make_held_case(arranging)
    [mine], [theirs] = ask_all(arranging, case, doctors[:1]), ask_all(arranging, other, doctors[:1])
    yes(mine, minutes=60)
    with pytest.raises(ImpossibleFact, match=f"is down for {case.reference}"):
        yes(theirs, minutes=179)
    assert yes(theirs, minutes=180).answer == "confirmed"  # one ends as the other begins


@pytest.mark.parametrize("minutes", [-119, 0, 60, 119])
def test_the_database_itself_refuses_an_overlap(
    arranging: County, case: Case, doctors: list[Practitioner], minutes: int
) -> None:
    """The same test for the exclusion constraint of PostgreSQL and the trigger of SQLite."""
    [mine] = ask_all(arranging, case, doctors[:1])
    kept = yes(mine)
    other = make_held_case(arranging)
    starts = kept.expected_from + timedelta(minutes=minutes)
    columns = {
        "case": other, "what": "doctor", "sending": uuid4(), "practitioner": doctors[0], "whom": NAMES[0],
        "happened_at": AT, "recorded_at": AT, "by_id": 1, "by_name": "A", "answer": "confirmed", "place": 1,
        "answered_at": AT, "expected_from": starts, "expected_to": starts + timedelta(hours=2),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="one_slot_at_a_time"), transaction.atomic():
        Ask.objects.create(**columns)
    waiting = Ask.objects.create(**columns | {"answer": "", "place": None, "answered_at": None})
    with pytest.raises(IntegrityError, match="one_slot_at_a_time"), transaction.atomic():
        Ask.objects.filter(pk=waiting.pk).update(answer="confirmed", answered_at=AT, place=1)
    leave(by=arranging.viewer("hub_amhp", LATER), at=LATER, ask=kept, happened_at=LATER)
    Ask.objects.filter(pk=waiting.pk).update(answer="confirmed", answered_at=AT, place=1)


def test_an_ask_is_never_rewritten(arranging: County, case: Case, doctors: list[Practitioner]) -> None:
    ask = yes(ask_all(arranging, case, doctors[:1])[0])
    rows = Ask.objects.filter(pk=ask.pk)
    for change in ({"whom": "X"}, {"answer": "declined"}, {"expected_from": AT}, {"happened_at": LATER}):
        with pytest.raises(DatabaseError, match="nothing recorded"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="nothing recorded"), transaction.atomic():
        rows.delete()


def test_another_time_is_a_new_row_and_the_place_stays(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    hub = arranging.viewer("hub_amhp", LATER)
    old = yes(ask_all(arranging, case, doctors[:1])[0])
    new = change_time(
        by=hub, at=LATER, ask=old, expected_from=AT + timedelta(hours=3), reason="Stuck behind a lorry"
    )
    assert (new.follows_id, new.place, new.happened_at) == (old.pk, 1, AT)
    assert [ask.ended_how for ask in asks_of(case)] == ["changed", ""]
    assert any("has a new time" in line.text for line in timeline_of(case, (), asks_of(case)))
    with pytest.raises(Conflict, match="is over since"):
        arrive(by=hub, at=LATER, ask=old, happened_at=LATER)


def test_a_cancelled_place_can_be_filled_again(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    hub = arranging.viewer("hub_amhp", LATER)
    asks = ask_all(arranging, case, doctors)
    for ask in asks[:2]:
        yes(ask)
    cancel(by=hub, at=LATER, ask=asks[0], reason="Taken ill")
    assert "nothing more is asked" in messages_to(NAMES[0])[-1]
    [again] = ask_all(arranging, case, doctors[2:3], at=LATER)
    assert yes(again, at=LATER + timedelta(minutes=1)).place == 1


def test_here_gone_and_whether_they_knew_the_person(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    hub = arranging.viewer("hub_amhp", AT + timedelta(hours=3))
    ask = yes(ask_all(arranging, case, doctors[:1])[0])
    came = AT + timedelta(hours=1)
    with pytest.raises(ImpossibleFact, match="not come yet"):
        arrive(by=arranging.viewer("hub_amhp", LATER), at=LATER, ask=ask, happened_at=came)
    arrive(by=hub, at=hub.at, ask=ask, happened_at=came)
    with pytest.raises(Conflict, match="is there since"):
        arrive(by=hub, at=hub.at, ask=ask, happened_at=came)
    with pytest.raises(ImpossibleFact, match="lies before"):
        leave(by=hub, at=hub.at, ask=ask, happened_at=AT)
    note_acquaintance(by=hub, at=hub.at, ask=ask, knew_person=False, why_not="Her GP is on leave")
    with pytest.raises(Conflict):
        note_acquaintance(by=hub, at=hub.at, ask=ask, knew_person=True)
    gone = leave(by=hub, at=hub.at, ask=ask, happened_at=came + timedelta(minutes=50))
    assert gone.stands and gone.ended_how == "left"


def test_a_bed_asked_for_and_found_are_steps_of_the_case_and_are_not_typed_again(
    arranging: County, case: Case
) -> None:
    hub = arranging.viewer("hub_amhp", LATER)
    asked = Asked(what="bed", whom="Trust bed team")
    bed = record_ask(by=hub, at=LATER, case=case, asked=asked, happened_at=AT, wait_begins=True)
    second = record_ask(by=hub, at=LATER, case=case, asked=Asked(what="bed", whom="Netherdale bed team"))
    answer_ask(by=hub, at=LATER, ask=bed, yes=False, how="phone", reason="None in the county")
    answer_ask(by=hub, at=LATER, ask=second, yes=True, how="phone", kind="OUT_OF_AREA")
    steps = [(row.step, row.place, row.code) for row in facts_of(case).carrying_out]
    assert steps == [("bed_requested", "", ""), ("bed_found", "Netherdale bed team", "OUT_OF_AREA")]
    wait = Wait.objects.get(case=case)
    assert (wait.reason, wait.stage, wait.agency, wait.chosen) == ("BED_NONE", "BED", "Trust bed team", False)
    assert wait.happened_at == AT


def test_an_escalation_is_kept_and_the_wait_counts_as_escalated(arranging: County, case: Case) -> None:
    hub = arranging.viewer("hub_amhp", LATER)
    record_ask(by=hub, at=AT, case=case, asked=Asked(what="bed", whom="Trust bed team"), wait_begins=True)
    open_wait(by=hub, at=AT, case=case, stage="START", reason="POL", agency="Westmoor Police", chosen=False)
    escalate(by=hub, at=LATER, case=case, what="bed", told="Bed manager on call", rung=1, said="Looking")
    told = dict(Wait.objects.filter(case=case).values_list("reason", "escalated_to"))
    assert told == {"BED_NONE": "Bed manager on call", "POL": ""}
    escalate(by=hub, at=LATER, case=case, what="bed", told="Director on call", rung=2)
    assert sum("told about the bed" in line.text for line in timeline_of(case, (), asks_of(case))) == 2


def test_a_case_with_an_ask_is_being_arranged_and_the_board_agrees(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    assert standing(facts_of(case), (), asks_of(case)).value == "accepted"
    ask_all(arranging, case, doctors)
    assert standing(facts_of(case), (), asks_of(case)).value == "arranging"
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.standing, row.asks) == ("arranging", 4)
    record_recommendation(  # the case's own refresh keeps it
        by=arranging.viewer("hub_amhp", LATER), at=LATER, case=case, doctor_name="Dr Ivo Lane"
    )
    row.refresh_from_db()
    columns = columns_of(facts_of(case), offered=False, asked=True)
    assert {name: getattr(row, name) for name in columns or {}} == columns


def test_a_closed_case_asks_nobody(arranging: County, case: Case, doctors: list[Practitioner]) -> None:
    asks = ask_all(arranging, case, doctors[:3])
    yes(asks[0])
    close_case(by=arranging.viewer("locality_amhp", LATER), at=LATER, case=case, end_waits=True)
    run_once(at=LATER)
    run_once(at=LATER)
    assert [(ask.answer, ask.ended_how) for ask in asks_of(case)] == [
        ("confirmed", "cancelled"), ("withdrawn", ""), ("withdrawn", ""),
    ]  # fmt: skip
    assert len(messages_to(NAMES[1])) == 2
    with pytest.raises(Conflict, match="is closed"):
        ask_all(arranging, case, doctors[3:], at=LATER)


def test_a_link_answers_one_ask_until_its_time_has_gone(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    first, second = ask_all(arranging, case, doctors[:2])
    token = link_of(first).removeprefix("/ask/").rstrip("/")
    assert ask_of_link(token, at=AT) == first
    with pytest.raises(LinkEnded):
        ask_of_link(token, at=HOURS["wanted_to"])
    other = link_of(second).removeprefix("/ask/").rstrip("/")
    forged = [token[:-1] + ("A" if token[-1] != "A" else "B"), f"{second.pk}{token.removeprefix(str(first.pk))}",
              token.partition(".")[0] + "." + other.partition(".")[2], "", "x" * 400, "1-9"]  # fmt: skip
    assert [ask_of_link(each, at=AT) for each in forged] == [None] * len(forged)
    with pytest.raises(NotAllowed):  # the doctor of one link is nobody in the other
        answer_ask(by=asked_one(first, at=LATER), at=LATER, ask=second, yes=False, how="link")


def text(arranging: County, words: str, *, number: str = "+44 7700 900154", at=LATER) -> Ask | None:
    return answer_from_text(service_id=arranging.westmoor.pk, number=number, text=words, at=at)


def test_yes_and_no_by_text(arranging: County, case: Case, doctors: list[Practitioner]) -> None:
    first, second, *_ = ask_all(arranging, case, doctors)
    said = text(arranging, "YES 1530")
    assert said is not None and (said.pk, said.answer, said.answered_how) == (first.pk, "confirmed", "text")
    assert said.expected_from == AT.replace(hour=15, minute=30)
    said = text(arranging, "no sorry", number="447700900155")
    assert said is not None and (said.pk, said.answer) == (second.pk, "declined")
    assert text(arranging, "yes", number="07700 900999") is None  # nobody we asked
    assert text(arranging, "who is this?", number="07700 900156") is None
    assert text(arranging, "YES 1530") is None  # answered already: nothing waits


def test_a_text_that_came_in_is_placed_once(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    [ask] = ask_all(arranging, case, doctors[:1])
    system = Viewer(0, "One Number", (GrantHeld("system", arranging.westmoor.pk),), at=LATER)
    for words in ("YES 1530", "yes 1530"):
        receive_text(
            by=system, at=LATER, service=arranging.westmoor, gateway_id=uuid4(), number="07700900154", to_number="",
            text=words, received_at=LATER,
        )  # fmt: skip
    run_once(at=LATER)
    first, second = InboundText.objects.order_by("id")
    assert (first.placed_as, first.placed_about) == ("Dr Helena Voss: yes", case.reference)
    assert second.placed_at is None  # nothing waits any more: the hub looks at it
    ask.refresh_from_db()
    assert ask.answered_how == "text"


def test_a_text_that_could_mean_two_cases_is_asked_about(
    arranging: County, case: Case, doctors: list[Practitioner]
) -> None:
    other = make_held_case(arranging)
    ask_all(arranging, case, doctors[:1])
    ask_all(arranging, other, doctors[:1])
    unclear = text(arranging, "YES 1600")
    assert unclear is not None and not unclear.answer
    assert "Which one?" in messages_to(NAMES[0])[-1]
    said = text(arranging, f"Yes {other.reference.lower()} 1600")
    assert said is not None and (said.case_id, said.answer) == (other.pk, "confirmed")
    late = text(arranging, "YES 1630")
    assert late is not None and not late.answer
    assert f"Your answer about {case.reference} was not taken" in messages_to(NAMES[0])[-1]


@pytest.mark.parametrize("role", ["manager", "analyst", "system_admin", "foreign"])
def test_others_ask_nobody(arranging: County, case: Case, doctors: list[Practitioner], role: str) -> None:
    with pytest.raises(NotAllowed):
        send_asks(
            by=arranging.viewer(role), at=AT, case=case, practitioner_ids=[doctors[0].pk], wanted=2,
            answer_minutes=20, site=SITE, **HOURS,
        )  # fmt: skip
    assert asks_of(case) == []
