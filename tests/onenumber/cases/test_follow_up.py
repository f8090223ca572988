"""What is still to be done for somebody: an owner by name at every moment, and no closing while any is open."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

import onenumber
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.cases.actions import (
    ImpossibleFact,
    close_case,
    consider,
    end_follow_up,
    hand_follow_up,
    open_follow_up,
    take_up,
    void_case,
)
from onenumber.cases.models import Case, FollowUp, FollowUpHanding
from onenumber.cases.queries import facts_of, follow_ups_of, open_follow_ups, timeline
from onenumber.messaging.models import Message
from onenumber.organisations.queries import read_service_file
from tests.onenumber.cases.making import actors, begin_duty, make_case
from tests.onenumber.cases.test_standing import stands
from tests.onenumber.conftest import AT, Clock, County

TOMORROW = AT + timedelta(days=1)


@pytest.fixture
def case(county: County, clock: Clock) -> Case:
    file = Path(onenumber.__file__).parent / "demo" / "data" / "service.toml"
    county.westmoor.settings = dict(read_service_file(file.read_text()).settings)
    county.westmoor.save()
    begin_duty(county, "hub_amhp")
    return make_case(county)


def promise(county: County, case: Case, owner: str = "locality_amhp") -> FollowUp:
    return open_follow_up(
        by=actors(county).hub, at=AT, case=case, kind="call_back", what="Ring Mrs Lowe about the visit.",
        for_whom="Mrs Lowe, his mother", telephone="07700 900472", owner=county.practitioners[owner],
        due_at=TOMORROW,
    )  # fmt: skip


def test_a_case_with_something_to_follow_up_is_following_up_and_not_closed(
    county: County, case: Case
) -> None:
    who = actors(county)
    consider(by=who.hub, at=AT, case=case, answer="ADVICE")
    assert stands(case) == "did_not_progress"
    row = promise(county, case)
    assert stands(case) == "following_up"
    with pytest.raises(
        ImpossibleFact, match="Omar Farouk has still to follow up: Ring Mrs Lowe about the visit"
    ):
        close_case(by=who.hub, at=AT, case=case)
    end_follow_up(by=who.amhp, at=TOMORROW, follow_up=row, how="done", came_of_it="She will come on Friday.")
    close_case(by=who.hub, at=TOMORROW, case=case)
    assert stands(case) == "closed"
    with pytest.raises(ImpossibleFact, match="This case is closed"):
        promise(county, case)
    said = [f"{line.strong} {line.text}" for line in timeline(facts_of(case))]
    assert "Followed up: Ring Mrs Lowe about the visit. She will come on Friday." in said


def test_it_is_handed_on_by_name_and_the_first_owner_stays_on_the_record(county: County, case: Case) -> None:
    who, row = actors(county), promise(county, case)
    edt = county.practitioners["edt_officer"]
    hand_follow_up(by=who.amhp, at=AT, follow_up=row, to=edt, reason="Off tomorrow")
    facts = facts_of(case)
    assert (facts.owner_of(facts.open_follow_ups[0]), row.owner.name) == (edt, "Omar Farouk")
    [line] = open_follow_ups(who.hub, county.westmoor.pk)
    assert (line.owner, line.reference) == ("Ruth Nkemelu", case.reference)
    assert follow_ups_of(who.amhp, county.practitioners["locality_amhp"].pk) == []
    assert [each.pk for each in follow_ups_of(county.viewer("edt_officer"), edt.pk)] == [row.pk]
    assert open_follow_ups(county.viewer("foreign"), county.westmoor.pk) == []
    with pytest.raises(ImpossibleFact, match="Ruth Nkemelu has it already"):
        hand_follow_up(by=who.hub, at=AT, follow_up=row, to=edt)
    with pytest.raises(NotAllowed):  # neither owner nor recording here any more
        hand_follow_up(by=who.amhp, at=AT, follow_up=row, to=county.practitioners["locality_amhp"])
    told = Message.objects.filter(kind="follow_up").order_by("id")
    assert [message.to_name for message in told] == ["Omar Farouk", "Ruth Nkemelu"]
    assert not any("Lowe" in message.body or "Marsh" in message.body for message in told)


def test_the_owner_opens_the_case_and_says_what_came_of_it(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    owner, page = client_for("locality_amhp"), f"/cases/{case.reference}/"
    assert owner.get(page).status_code == 302  # no working relationship yet: it asks for a reason
    row = promise(county, case)
    assert "Ring Mrs Lowe about the visit." in owner.get(page).content.decode()
    assert "07700 900472" in owner.get("/my-day/").content.decode()
    assert owner.get(f"{page}add/note/").status_code == 404
    form = f"{page}add/follow-up-end/"
    assert owner.get(form).status_code == 200
    typed = {"follow_up": str(row.pk), "how": "done", "happened_day": "today", "happened_time": "n"}
    bare = owner.post(form, {**typed, "key": str(uuid4()), "came_of_it": ""})
    assert bare.status_code == 422
    said = owner.post(form, {**typed, "key": str(uuid4()), "came_of_it": "She knows."})
    assert said.status_code == 303
    row.refresh_from_db()
    assert (row.ended_how, row.came_of_it, row.ended_by_name) == ("done", "She knows.", "Omar Farouk")
    assert owner.get(form).status_code == 404  # nothing is left there for them to see to
    with pytest.raises(Conflict, match="Omar Farouk has ended this follow-up already"):
        end_follow_up(by=actors(county).hub, at=AT, follow_up=row, how="done", came_of_it="Again.")


def test_what_was_typed_is_what_is_kept(
    county: County, case: Case, client_for: Callable[[str], Client]
) -> None:
    owner = county.practitioners["edt_officer"]
    typed = {
        "key": str(uuid4()), "kind": "family_rights", "what": "Carer’s rights", "for_whom": "His son",
        "owner": str(owner.pk), "due_day": "2/1", "due_time": "0930",
    }  # fmt: skip
    client = client_for("hub_amhp")
    page = f"/cases/{case.reference}/add/follow-up/"
    assert client.post(page, typed | {"owner": "999"}).status_code == 422
    assert client.post(page, typed).status_code == 303
    row = FollowUp.objects.get()
    assert (row.kind, row.for_whom, row.owner) == ("family_rights", "His son", owner)
    assert row.due_at.isoformat() == "2027-01-02T09:30:00+00:00"
    closing = client.get(f"/cases/{case.reference}/add/close/").content.decode()
    assert "To follow up: Carer’s rights. Ruth Nkemelu, due" in closing
    assert f"/cases/{case.reference}/add/follow-up-end/?follow_up={row.pk}" in closing


def test_nobody_closes_a_case_over_the_head_of_its_holder(county: County, case: Case) -> None:
    who = actors(county)
    take_up(by=who.amhp, at=AT, case=case, practitioner=county.practitioners["locality_amhp"])
    with pytest.raises(ImpossibleFact, match="Omar Farouk still holds this case"):
        close_case(by=who.hub, at=AT, case=case)
    close_case(by=who.hub, at=AT, case=case, holder_finished=True)
    assert stands(case) == "closed"


def test_a_case_opened_by_mistake_leaves_nothing_to_do(county: County, case: Case) -> None:
    row = promise(county, case)
    void_case(by=actors(county).hub, at=AT, case=case, reason="Typed twice.")
    row.refresh_from_db()
    assert (row.ended_how, row.came_of_it) == ("not_needed", "The case was opened by mistake.")


@pytest.mark.parametrize(
    "change",
    [
        {"what": "Something else"},
        {"due_at": AT},
        {"ended_how": "done"},
        {"ended_at": AT, "ended_how": "done"},
    ],
)
def test_the_database_keeps_what_was_agreed(county: County, case: Case, change: dict[str, object]) -> None:
    row = promise(county, case)
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUp.objects.filter(pk=row.pk).update(**change)
    hand_follow_up(by=actors(county).hub, at=AT, follow_up=row, to=county.practitioners["hub_amhp"])
    with pytest.raises(DatabaseError), transaction.atomic():
        FollowUpHanding.objects.update(reason="Another")
