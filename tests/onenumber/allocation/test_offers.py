"""Offering: several may be asked, the first to accept has it, the others are told who; nothing passes on by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from onenumber.allocation.actions import accept_offer, decline_offer, send_offers, withdraw_offer
from onenumber.allocation.models import Offer
from onenumber.allocation.queries import (
    asked_of,
    offers_of,
    open_offers,
    standing,
    turns_of,
    unanswered_offers,
)
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.actions import HoldsAnother, ImpossibleFact, give_up
from onenumber.cases.models import Case, Commitment, OpenCase, Triage
from onenumber.cases.queries import AskReason, NotFound, case_for, facts_of
from onenumber.config.reactions import run_once
from onenumber.messaging.models import Message
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, County

Offered = Callable[..., dict[str, Offer]]
AsAt = Callable[[str, datetime], Viewer]
SOON = AT + timedelta(minutes=4)
LAPSED = AT + timedelta(minutes=10)


def messages_to(name: str) -> list[str]:
    return list(Message.objects.filter(to_name=name).order_by("id").values_list("subject", flat=True))


def test_the_first_offer_is_the_consideration(people: County, case: Case, offered: Offered) -> None:
    offers = offered("helen", "joe")
    triage = Triage.objects.get(case=case)
    assert (triage.answer, triage.from_first_offer, triage.amhp_name) == ("ASSESS", True, "Dilys Probert")
    assert standing(facts_of(case), offers_of(case), ()).value == "offered"
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.standing, row.offered_to, row.answer_by) == ("offered", "Helen Doyle, Joe Tasker", LAPSED)
    withdraw_offer(by=people.viewer("hub_amhp"), at=SOON, offer=offers["helen"])
    withdraw_offer(by=people.viewer("hub_amhp"), at=SOON, offer=offers["joe"])
    offered("amara", at=SOON)
    assert Triage.objects.count() == 1


def test_what_is_sent_says_nothing_about_the_person(case: Case, offered: Offered) -> None:
    offered("helen")
    message = Message.objects.get(to_name="Helen Doyle")
    assert message.body == (
        "One Number: a consideration under s13 at an ED in North Moor. "
        f"{case.reference}. Accept or decline on My day by 14:30. Your choice."
    )
    assert sorted(message.deliveries.values_list("channel", flat=True)) == ["email", "screen"]
    for text in (message.subject, message.body):
        told = text.replace(case.reference, "")  # a number of which may be anybody's age
        assert not any(word in told for word in ("Leah", "Marsh", "LM", "35", "1991", "Infirmary", "sister"))


def test_first_to_accept_has_it_and_the_others_are_told(
    people: County, case: Case, offered: Offered, as_at: AsAt
) -> None:
    offers = offered("helen", "joe")
    held = accept_offer(by=as_at("joe", SOON), at=SOON, offer=offers["joe"])
    assert (held.kind, held.practitioner.name) == ("active", "Joe Tasker")
    assert Offer.objects.get(pk=offers["helen"].pk).answer == "taken"
    assert messages_to("Helen Doyle")[-1] == f"{case.reference} is taken"
    assert messages_to("Dilys Probert") == [f"{case.reference}: answered"]
    row = OpenCase.objects.get(pk=case.pk)
    assert (row.standing, row.holder, row.offered_to, row.offered_at) == ("accepted", "Joe Tasker", "", None)
    with pytest.raises(Conflict, match=rf"Joe Tasker has {case.reference}, since 14:24"):
        accept_offer(by=as_at("helen", SOON), at=SOON, offer=offers["helen"])
    with pytest.raises(Conflict, match="Joe Tasker has"):
        offered("amara", at=SOON)


def test_only_the_one_asked_answers(people: County, offered: Offered, as_at: AsAt) -> None:
    offers = offered("helen")
    for key in ("joe", "hub_amhp", "amhp_lead", "foreign", "manager"):
        with pytest.raises(NotAllowed):
            accept_offer(by=as_at(key, SOON), at=SOON, offer=offers["helen"])
        with pytest.raises(NotAllowed):
            decline_offer(by=as_at(key, SOON), at=SOON, offer=offers["helen"])
    for key in ("helen", "manager", "support", "trainee", "foreign"):
        with pytest.raises(NotAllowed):
            withdraw_offer(by=as_at(key, SOON), at=SOON, offer=offers["helen"])


def test_the_hub_answers_for_somebody_without_a_sign_in(people: County, case: Case, offered: Offered) -> None:
    people.practitioners["helen"].user = None
    people.practitioners["helen"].save()
    offers = offered("helen")
    held = accept_offer(by=people.viewer("hub_amhp"), at=SOON, offer=offers["helen"])
    assert (held.practitioner.name, held.by_name) == ("Helen Doyle", "Dilys Probert")


def test_on_another_case_already_only_their_own_yes_takes_this_as_well(
    people: County, offered: Offered, as_at: AsAt
) -> None:
    other = make_case(people)
    sent = send_offers(
        by=people.viewer("hub_amhp"), at=AT, case=other, practitioner_ids=[people.practitioners["joe"].pk],
        together=True, answer_minutes=10,
    )  # fmt: skip
    accept_offer(by=as_at("joe", AT), at=AT, offer=sent[0])
    offer = offered("joe")["joe"]
    with pytest.raises(HoldsAnother, match=rf"You are on {other.reference}. Take this as well\?") as asked:
        accept_offer(by=as_at("joe", SOON), at=SOON, offer=offer)
    assert asked.value.reference == other.reference
    assert Offer.objects.get(pk=offer.pk).answer == ""
    held = accept_offer(by=as_at("joe", SOON), at=SOON, offer=offer, additional=True)
    assert held.kind == "additional"
    assert Commitment.objects.filter(ended_at__isnull=True, kind="active").count() == 1


def test_unanswered_it_comes_back_and_nothing_is_passed_on(
    people: County, case: Case, offered: Offered
) -> None:
    offered("helen", "joe")
    hub = people.viewer("hub_amhp")
    assert unanswered_offers(hub, people.westmoor.pk, at=SOON) == []
    back = unanswered_offers(hub, people.westmoor.pk, at=LAPSED)
    assert {each.offer.practitioner.name for each in back} == {"Helen Doyle", "Joe Tasker"}
    assert Commitment.objects.count() == 0 and len(open_offers(case)) == 2
    assert unanswered_offers(people.viewer("foreign"), people.westmoor.pk, at=LAPSED) == []
    offered("helen", at=LAPSED)
    assert Offer.objects.filter(answer="withdrawn", answer_reason="asked again").count() == 1


def test_asked_already_and_still_in_time(people: County, offered: Offered) -> None:
    offered("helen")
    with pytest.raises(Conflict, match="Helen Doyle is asked already and can answer until 14:30"):
        offered("helen", "joe", at=SOON)
    assert Offer.objects.count() == 1
    with pytest.raises(ImpossibleFact, match="Tick at least one"):
        offered(at=SOON)


def test_one_after_another_the_turn_comes_by_answer_or_by_time(
    people: County, case: Case, offered: Offered, as_at: AsAt
) -> None:
    offers = offered("helen", "joe", "amara", together=False)
    assert messages_to("Joe Tasker") == []
    with pytest.raises(Conflict, match="Somebody else is asked"):
        accept_offer(by=as_at("joe", SOON), at=SOON, offer=offers["joe"])
    decline_offer(by=as_at("helen", SOON), at=SOON, offer=offers["helen"], reason="On leave from 15:00")
    turns = turns_of(Offer.objects.all())
    assert turns[offers["joe"].pk].turn_at == SOON
    assert turns[offers["joe"].pk].answer_by == SOON + timedelta(minutes=10)
    assert turns[offers["amara"].pk].turn_at == SOON + timedelta(minutes=10)
    assert messages_to("Joe Tasker") == [f"You are asked: {case.reference}"]
    run_once(at=SOON + timedelta(minutes=9))
    assert messages_to("Amara Okafor") == []
    late = SOON + timedelta(minutes=11)
    assert unanswered_offers(people.viewer("hub_amhp"), people.westmoor.pk, at=late) == []
    for _ in range(3):
        run_once(at=late + timedelta(minutes=_))
    assert messages_to("Amara Okafor") == [f"You are asked: {case.reference}"]
    assert [each.offer.pk for each in asked_of(as_at("amara", late), at=late)] == [offers["amara"].pk]
    held = accept_offer(by=as_at("joe", late), at=late, offer=offers["joe"])
    assert held.practitioner.name == "Joe Tasker"


def test_the_offer_opens_its_own_page_only_and_acceptance_the_record(
    people: County, case: Case, offered: Offered, as_at: AsAt
) -> None:
    offers = offered("helen", "joe")
    with pytest.raises(AskReason):
        case_for(as_at("joe", SOON), case.reference)
    accept_offer(by=as_at("joe", SOON), at=SOON, offer=offers["joe"])
    assert case_for(as_at("joe", SOON), case.reference).pk == case.pk
    with pytest.raises(AskReason):
        case_for(as_at("helen", SOON), case.reference)
    with pytest.raises(NotFound):
        case_for(as_at("foreign", SOON), case.reference)


def test_given_up_it_can_be_offered_again(people: County, case: Case, offered: Offered, as_at: AsAt) -> None:
    held = accept_offer(by=as_at("joe", SOON), at=SOON, offer=offered("joe")["joe"])
    give_up(by=as_at("joe", SOON), at=SOON, commitment=held, how="stood down")
    again = offered("helen", at=SOON)
    accept_offer(by=as_at("helen", LAPSED), at=LAPSED, offer=again["helen"])
    assert [bool(row.ended_at) for row in Offer.objects.filter(answer="accepted").order_by("id")] == [
        True,
        False,
    ]
    run_once(at=LAPSED)
    assert facts_of(case).commitment is not None


def test_closing_takes_open_offers_back(people: County, case: Case, offered: Offered) -> None:
    from onenumber.cases.actions import void_case

    offered("helen")
    void_case(by=people.viewer("hub_amhp"), at=SOON, case=case, reason="Opened twice.")
    for _ in range(2):
        run_once(at=SOON + timedelta(seconds=2 * _))
    assert list(Offer.objects.values_list("answer", "answer_reason")) == [("withdrawn", "the case is closed")]
    assert messages_to("Helen Doyle")[1:] == [f"{case.reference}: no longer asked"]


def test_the_lead_is_told_once_after_the_time_the_service_set(
    people: County, case: Case, offered: Offered
) -> None:
    people.westmoor.settings |= {
        "offer.escalation_minutes": {"value": 15, "approved_by": "x", "approved_on": "x"}
    }
    people.westmoor.save()
    offered("helen", "joe")
    run_once(at=LAPSED + timedelta(minutes=14))
    assert messages_to("Helen Ashdown") == []
    for minutes in (15, 16, 30):
        run_once(at=LAPSED + timedelta(minutes=minutes))
    assert messages_to("Helen Ashdown") == [f"{case.reference}: nobody has answered"]
    assert Entry.objects.filter(verb="offer.escalated").count() == 1
    late = LAPSED + timedelta(minutes=40)
    offered("helen", "joe", at=late)
    run_once(at=late + timedelta(minutes=25))
    assert len(messages_to("Helen Ashdown")) == 2
