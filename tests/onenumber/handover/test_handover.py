"""One evening's handover: every open thing on the list, an owner by name at every moment, both sides sign last."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onenumber.access.models import Grant
from onenumber.allocation.actions import Asked, answer_ask, ask_back_up, record_ask, send_offers
from onenumber.allocation.models import Offer
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import HoldsAnother, ImpossibleFact, end_follow_up, void_case
from onenumber.cases.models import Commitment
from onenumber.cases.queries import facts_of, owner_of_follow_up
from onenumber.config.reactions import run_once
from onenumber.handover.actions import (
    accept_item,
    add_item,
    answer_question,
    ask_about_item,
    make_handover,
    sign_handover,
    word_item,
)
from onenumber.handover.models import Handover, HandoverItem, ItemAcceptance, ItemSentence, Signature
from onenumber.handover.queries import ItemFacts, read_list
from onenumber.intake.actions import record_contact
from onenumber.intake.models import ContactFacts
from onenumber.messaging.models import Message
from onenumber.persons.models import WorkingRelationship
from onenumber.persons.queries import standing_of
from onenumber.rota.queries import last_boundary, next_boundary
from tests.onenumber.allocation.arranging import ask_all, make_doctor, with_settings
from tests.onenumber.cases.making import make_case
from tests.onenumber.handover.conftest import FIVE, HALF_PAST_FOUR, Evening, put_on_duty

SIX = FIVE + timedelta(hours=1)


def items(handover: Handover) -> dict[str, ItemFacts]:
    return {each.item.source.partition(" ")[0] + " " + each.name: each for each in read_list(handover).items}


def item_of(handover: Handover, case_reference: str) -> HandoverItem:
    return items(handover)[f"case {case_reference}"].item


def accept_all(evening: Evening, handover: Handover) -> None:
    for each in read_list(handover).waiting:
        accept_item(by=evening.by("edt_officer"), at=HALF_PAST_FOUR, item=each.item)


def test_the_boundaries_are_those_of_the_duty_periods(evening: Evening) -> None:
    friday = FIVE + timedelta(days=3)
    found = next_boundary(evening.county.westmoor, HALF_PAST_FOUR)
    assert found is not None and (found.at, found.giving, found.receiving) == (FIVE, "day", "edt")
    assert found.until == FIVE + timedelta(hours=15)
    weekend = last_boundary(evening.county.westmoor, friday + timedelta(days=1))
    assert weekend is not None and (weekend.at, weekend.until) == (friday, friday + timedelta(hours=63))


def test_everything_open_is_on_the_list_and_nothing_twice(evening: Evening) -> None:
    county, hub = evening.county, evening.by("hub_amhp")
    send_offers(
        by=hub, at=HALF_PAST_FOUR, case=evening.unheld, together=True, answer_minutes=20,
        practitioner_ids=[county.practitioners["amhp_lead"].pk],
    )  # fmt: skip
    ask_back_up(by=hub, at=HALF_PAST_FOUR, service=county.westmoor, why="late",
                practitioner=county.practitioners["locality_amhp"])  # fmt: skip
    caller = ContactFacts(
        kind="advice", received_at=HALF_PAST_FOUR, locality=county.locality, caller_name="Moss"
    )
    waiting = record_contact(by=hub, at=HALF_PAST_FOUR, service=county.westmoor, facts=caller, person=None)
    handover = evening.make()
    found = items(handover)
    promised = evening.follow_up.case.reference
    assert set(found) == {
        f"case {evening.held.reference}", f"case {evening.unheld.reference}", f"case {promised}",
        f"follow_up {promised}", "back_up item 5", f"contact {waiting.reference}",
    }  # fmt: skip
    words = {name: each.sentence.words for name, each in found.items()}
    assert (
        words[f"case {evening.held.reference}"]
        == "Omar Farouk is with it. Waiting on Trust bed team since Tue 14:20."
    )
    assert (
        "Offered to Helen Ashdown: no answer yet, wanted by Tue 16:50."
        in words[f"case {evening.unheld.reference}"]
    )
    assert words[f"follow_up {promised}"] == "A promised call-back, due Tue 19:00. Dilys Probert has it."
    assert words["back_up item 5"] == "Omar Farouk asked for back-up: running late. Nobody has answered yet."
    assert {each.owner.name for each in found.values()} == {"Dilys Probert"}
    with pytest.raises(Conflict, match="Dilys Probert has made the list for Tue 24 Nov, 17:00 already"):
        evening.make()


def test_a_case_says_who_is_coming_and_who_was_asked(evening: Evening) -> None:
    county, hub, case = with_settings(evening.county), evening.by("hub_amhp"), evening.held
    voss, *others = [
        make_doctor(county, f"Dr {name}", number=n) for n, name in enumerate(("Voss", "Rees", "Bell"))
    ]
    first, *_ = ask_all(county, case, [voss, *others], at=HALF_PAST_FOUR)
    answer_ask(by=hub, at=HALF_PAST_FOUR, ask=first, yes=True, how="phone", expected_from=FIVE)
    police = Asked(what="police", whom="Westmoor Police")
    record_ask(by=hub, at=HALF_PAST_FOUR, case=case, asked=police, answer_by=None)
    words = items(evening.make())[f"case {case.reference}"].sentence.words
    assert words.endswith(
        f"{first.whom} (doctor) expected Tue 17:00. Westmoor Police (police) asked Tue 16:30: no answer yet. "
        "2 doctors asked, answer wanted by Tue 17:10: no answer yet."
    )


def test_what_arises_before_the_boundary_is_added_by_itself_and_what_arises_after_is_not(
    evening: Evening,
) -> None:
    handover = evening.make()
    late = make_case(evening.county, at=HALF_PAST_FOUR)
    run_once(at=HALF_PAST_FOUR + timedelta(minutes=1))
    run_once(at=HALF_PAST_FOUR + timedelta(minutes=2))
    assert items(handover)[f"case {late.reference}"].owner.name == "Dilys Probert"
    night = make_case(evening.county, at=FIVE)
    run_once(at=FIVE + timedelta(minutes=1))
    assert f"case {night.reference}" not in items(handover)


def test_a_question_stays_with_the_giver_until_it_is_answered_and_accepted(evening: Evening) -> None:
    handover = evening.make()
    item = item_of(handover, evening.held.reference)
    edt, hub = evening.by("edt_officer"), evening.by("hub_amhp")
    question = ask_about_item(by=edt, at=HALF_PAST_FOUR, item=item, kind="question", words="Is a bed found?")
    for each in read_list(handover).waiting:
        if each.item.pk != item.pk:
            accept_item(by=edt, at=HALF_PAST_FOUR, item=each.item)
    with pytest.raises(Conflict, match=f"Not yet: {evening.held.reference} has a question without an answer"):
        sign_handover(by=hub, at=HALF_PAST_FOUR, handover=handover, side="giving")
    answer_question(by=hub, at=HALF_PAST_FOUR, question=question, answer="Asked, no time yet.")
    with pytest.raises(Conflict, match="Dilys Probert has answered this already"):
        answer_question(by=hub, at=HALF_PAST_FOUR, question=question, answer="Again.")
    with pytest.raises(Conflict, match=f"Not yet: {evening.held.reference} is not accepted yet"):
        sign_handover(by=edt, at=HALF_PAST_FOUR, handover=handover, side="receiving")
    accept_item(by=edt, at=HALF_PAST_FOUR, item=item)
    with pytest.raises(Conflict, match="Ruth Nkemelu has accepted this already"):
        accept_item(by=edt, at=HALF_PAST_FOUR, item=item)
    sign_handover(by=hub, at=HALF_PAST_FOUR, handover=handover, side="giving")
    sign_handover(by=edt, at=HALF_PAST_FOUR, handover=handover, side="receiving")
    assert read_list(handover).is_signed
    told = {
        message.kind: message.to_name for message in Message.objects.filter(about=f"handover {handover.pk}")
    }
    assert told == {
        "handover": "Ruth Nkemelu", "handover_question": "Dilys Probert", "handover_answer": "Ruth Nkemelu",
    }  # fmt: skip


def test_nothing_is_signed_over_something_that_has_just_arisen(evening: Evening) -> None:
    handover = evening.make()
    accept_all(evening, handover)
    late = make_case(evening.county, at=HALF_PAST_FOUR)
    with pytest.raises(Conflict, match=f"{late.reference} is not accepted yet"):
        sign_handover(by=evening.by("hub_amhp"), at=HALF_PAST_FOUR, handover=handover, side="giving")


def test_who_may_do_what(evening: Evening) -> None:
    handover = evening.make()
    item = item_of(handover, evening.held.reference)
    for role in ("hub_amhp", "locality_amhp", "amhp_lead", "foreign", "manager"):
        with pytest.raises(NotAllowed):
            accept_item(by=evening.by(role), at=HALF_PAST_FOUR, item=item)
    for role in ("edt_officer", "locality_amhp", "trainee", "foreign"):
        with pytest.raises(NotAllowed):
            word_item(by=evening.by(role), at=HALF_PAST_FOUR, item=item, words="Ring.")
        with pytest.raises(NotAllowed):
            add_item(by=evening.by(role), at=HALF_PAST_FOUR, handover=handover, words="Ring.")
    accept_all(evening, handover)
    for role, side in (("amhp_lead", "giving"), ("hub_amhp", "receiving"), ("foreign", "receiving")):
        with pytest.raises(NotAllowed):
            sign_handover(by=evening.by(role), at=HALF_PAST_FOUR, handover=handover, side=side)


def test_the_case_is_taken_over_only_by_the_receivers_own_act(evening: Evening) -> None:
    handover, county = evening.make(), evening.county
    edt, item = evening.by("edt_officer"), item_of(handover, evening.held.reference)
    with pytest.raises(ImpossibleFact, match="This case is not handed over"):
        accept_item(by=edt, at=HALF_PAST_FOUR, item=item, take_over=True)
    word_item(
        by=evening.by("hub_amhp"),
        at=HALF_PAST_FOUR,
        item=item,
        words="Take over in person.",
        to_take_over=True,
    )
    holder = facts_of(evening.held).commitment
    assert holder is not None and holder.practitioner.name == "Omar Farouk"
    accept_item(by=edt, at=HALF_PAST_FOUR, item=item, take_over=True)
    holder.refresh_from_db()
    taken = facts_of(evening.held).commitment
    assert (holder.ended_how, taken and taken.practitioner.name) == ("handed over", "Ruth Nkemelu")
    second = item_of(handover, evening.unheld.reference)
    send_offers(
        by=evening.by("hub_amhp"), at=HALF_PAST_FOUR, case=evening.unheld, together=True, answer_minutes=20,
        practitioner_ids=[county.practitioners["amhp_lead"].pk],
    )  # fmt: skip
    with pytest.raises(HoldsAnother):
        accept_item(by=edt, at=HALF_PAST_FOUR, item=second, take_over=True)
    assert not ItemAcceptance.objects.filter(item=second).exists()
    accept_item(by=edt, at=HALF_PAST_FOUR, item=second, take_over=True, additional=True)
    assert (
        Commitment.objects.filter(
            ended_at__isnull=True, practitioner=county.practitioners["edt_officer"]
        ).count()
        == 2
    )
    assert Offer.objects.get().answer == "withdrawn"


def test_an_accepted_follow_up_has_its_new_owner(evening: Evening) -> None:
    handover = evening.make()
    item = items(handover)[f"follow_up {evening.follow_up.case.reference}"].item
    accept_item(by=evening.by("edt_officer"), at=HALF_PAST_FOUR, item=item)
    assert owner_of_follow_up(evening.follow_up.pk) == evening.county.practitioners["edt_officer"].pk


def test_what_was_settled_meanwhile_stops_nobody(evening: Evening) -> None:
    handover = evening.make()
    hub = evening.by("hub_amhp")
    end_follow_up(by=hub, at=HALF_PAST_FOUR, follow_up=evening.follow_up, how="done", came_of_it="Rung.")
    void_case(by=hub, at=HALF_PAST_FOUR, case=evening.unheld, reason="Typed twice.")
    waiting = {each.name for each in read_list(handover).waiting}
    assert waiting == {evening.held.reference, evening.follow_up.case.reference}
    settled = item_of(handover, evening.unheld.reference)
    with pytest.raises(Conflict, match="This is no longer open"):
        accept_item(by=evening.by("edt_officer"), at=HALF_PAST_FOUR, item=settled)


def test_the_lead_is_told_once_of_what_nobody_accepted(evening: Evening) -> None:
    handover = evening.make()
    edt = evening.by("edt_officer")
    accept_item(by=edt, at=HALF_PAST_FOUR, item=item_of(handover, evening.unheld.reference))
    run_once(at=FIVE - timedelta(minutes=1))
    assert not Message.objects.filter(kind="handover_waiting").exists()
    run_once(at=FIVE)
    run_once(at=FIVE + timedelta(minutes=1))
    message = Message.objects.get(kind="handover_waiting")
    assert message.to_name == "Helen Ashdown" and evening.held.reference in message.body
    assert evening.unheld.reference not in message.body and "Dilys Probert has them" in message.body
    assert "Marsh" not in message.body
    accept_item(by=evening.by("edt_officer", SIX), at=SIX, item=item_of(handover, evening.held.reference))


def test_the_giver_may_read_for_the_days_the_service_has_set(evening: Evening) -> None:
    evening.make()
    person = evening.held.person
    for days, expected in ((0, "open"), (6, "open"), (8, "reason")):
        later = FIVE + timedelta(days=days, hours=1)
        assert standing_of(evening.by("hub_amhp", later), person) == expected, days
    assert standing_of(evening.by("trainee", SIX), person) == "reason"


def test_an_item_in_ones_own_words_is_accepted_like_any_other(evening: Evening) -> None:
    handover = evening.make()
    accept_all(evening, handover)
    own = add_item(
        by=evening.by("hub_amhp"),
        at=HALF_PAST_FOUR,
        handover=handover,
        words="The hub’s car is at Larkfield.",
    )
    assert [each.item.pk for each in read_list(handover).waiting] == [own.pk]
    accept_all(evening, handover)
    for role, side in (("hub_amhp", "giving"), ("edt_officer", "receiving")):
        sign_handover(by=evening.by(role), at=HALF_PAST_FOUR, handover=handover, side=side)
    with pytest.raises(Conflict, match="Both sides have signed"):
        add_item(by=evening.by("hub_amhp"), at=HALF_PAST_FOUR, handover=handover, words="One more.")
    with pytest.raises(Conflict, match="Dilys Probert has signed already"):
        sign_handover(by=evening.by("hub_amhp"), at=HALF_PAST_FOUR, handover=handover, side="giving")


def test_in_the_morning_it_goes_back_to_the_day(evening: Evening) -> None:
    county, eight = evening.county, FIVE + timedelta(hours=15)
    put_on_duty(county, "amhp_lead", "hub", eight, eight + timedelta(hours=9))
    seven = eight - timedelta(hours=1)
    back = evening.make(at=seven, by="edt_officer")
    assert (back.giving_duty, back.receiving_duty, back.coordinator.name) == ("edt", "day", "Ruth Nkemelu")
    for each in read_list(back).waiting:
        accept_item(by=evening.by("amhp_lead", eight), at=eight, item=each.item)
    sign_handover(by=evening.by("edt_officer", eight), at=eight, handover=back, side="giving")
    sign_handover(by=evening.by("amhp_lead", eight), at=eight, handover=back, side="receiving")
    assert read_list(back).is_signed


@pytest.fixture
def hosted(evening: Evening) -> Evening:
    """Eastmere is an out-of-hours service of its own that acts for Westmoor's first council."""
    county = evening.county
    county.eastmere.councils.add(county.council, through_defaults={})
    county.westmoor.settings["handover.services"]["value"] = ["EM"]
    county.westmoor.save()
    county.add_user(
        "foreign lead", name="Lena Fry", role="amhp_lead", service=county.eastmere, hats=("amhp",)
    )
    put_on_duty(county, "foreign", "edt", FIVE, FIVE + timedelta(hours=15))
    return evening


def test_a_hosted_edt_reads_what_it_was_handed_from_its_start_to_its_end_and_changes_nothing(
    hosted: Evening,
) -> None:
    county = hosted.county
    other = make_case(county, council="other_council")
    boundary = next_boundary(county.westmoor, HALF_PAST_FOUR)
    assert boundary is not None
    handover = make_handover(
        by=hosted.by("hub_amhp"), at=HALF_PAST_FOUR, service=county.westmoor, to=county.eastmere, boundary=boundary,
        giving="day", coordinator=county.practitioners["hub_amhp"],
    )  # fmt: skip
    assert f"case {other.reference}" not in items(handover)
    person = hosted.held.person
    stands = {
        at: standing_of(hosted.by("foreign", at), person) for at in (HALF_PAST_FOUR, SIX, boundary.until)
    }
    assert stands == {HALF_PAST_FOUR: "hidden", SIX: "open", boundary.until: "hidden"}
    item = item_of(handover, hosted.held.reference)
    with pytest.raises(ImpossibleFact, match="This case is not handed over"):
        accept_item(by=hosted.by("foreign", SIX), at=SIX, item=item, take_over=True)
    accept_item(by=hosted.by("foreign", SIX), at=SIX, item=item)
    assert items(handover)[f"case {hosted.held.reference}"].owner.name == "Frank Eastley"
    Grant.objects.filter(user=county.users["foreign"]).update(ends_at=SIX)
    assert standing_of(hosted.by("foreign", SIX + timedelta(minutes=1)), person) == "hidden"


def test_the_database_keeps_one_list_a_boundary_one_acceptance_an_item_and_all_that_was_said(
    evening: Evening,
) -> None:
    handover = evening.make()
    accept_all(evening, handover)
    sign_handover(by=evening.by("hub_amhp"), at=HALF_PAST_FOUR, handover=handover, side="giving")
    for model in (Handover, ItemAcceptance, Signature, HandoverItem):
        row = model.objects.first()  # type: ignore[attr-defined]
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    for model, change in (
        (ItemSentence, {"words": "Another"}),
        (ItemAcceptance, {"practitioner": evening.county.practitioners["hub_amhp"]}),
        (Signature, {"items": 0}),
        (Handover, {"coordinator": evening.county.practitioners["amhp_lead"]}),
        (HandoverItem, {"reference": "WM-26-1"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)  # type: ignore[attr-defined]


def test_the_relationships_of_a_list_are_made_once(evening: Evening) -> None:
    handover = evening.make()
    made = WorkingRelationship.objects.filter(caused_by=f"handover {handover.pk}").count()
    make_case(evening.county, person=evening.held.person)
    run_once(at=HALF_PAST_FOUR + timedelta(minutes=1))
    assert WorkingRelationship.objects.filter(caused_by=f"handover {handover.pk}").count() == made > 0
