"""What makes an opening worth a look, seen from the record; and openings nobody reviewed are told to the lead."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from onenumber.access.actions import review_opening
from onenumber.access.models import OpeningReview, Sign
from onenumber.access.queries import openings_of_person
from onenumber.access.queries.openings import openings_to_review
from onenumber.audit.actions import note_opening
from onenumber.audit.models import Opening, Viewer
from onenumber.cases.actions import restrict_record
from onenumber.hub.reactions import tell_of_openings_left
from onenumber.messaging.models import Delivery, Message
from onenumber.persons.actions import begin_relationship
from onenumber.persons.models import Person
from onenumber.records.models import WorkerBeat
from tests.onenumber.cases.making import begin_duty, make_person
from tests.onenumber.conftest import AT, County

Viewers = Callable[..., Viewer]


def opens(county: County, role: str, person: Person, at=AT) -> Opening:
    by = county.viewer(role, at)
    note_opening(by=by, at=at, person_id=person.pk, service_id=person.service_id, how="case")
    return Opening.objects.get(user_id=by.user_id, person_id=person.pk, at=at)


def signs_of(county: County, person: Person) -> dict[str, set[Sign]]:
    rows = openings_of_person(county.viewer("amhp_lead", AT + timedelta(days=1)), person.pk)
    return {row.user_name: set(row.signs) for row in rows}


def test_a_namesake_a_colleague_and_ones_own_record(county: County, viewer: Viewers) -> None:
    hub = viewer("hub_amhp")
    own, kin, plain = (
        make_person(county, by=hub, name=name) for name in ("Dilys Probert", "Rhys Probert", "Al Lee")
    )
    begin_duty(county, "hub_amhp")
    begin_duty(county, "locality_amhp")
    Person.objects.filter(pk=plain.pk).update(telephone=county.practitioners["locality_amhp"].telephone)
    for person in (own, kin, plain):
        opens(county, "hub_amhp", person)
        opens(county, "locality_amhp", person)
    assert signs_of(county, own) == {"Dilys Probert": {Sign.OWN}, "Omar Farouk": {Sign.COLLEAGUE}}
    assert signs_of(county, kin) == {"Dilys Probert": {Sign.SURNAME}, "Omar Farouk": set()}
    assert signs_of(county, plain) == {"Dilys Probert": set(), "Omar Farouk": {Sign.SURNAME}}


def test_without_a_relationship_and_restricted_as_staff(county: County, viewer: Viewers) -> None:
    person = make_person(county, by=viewer("hub_amhp"))
    begin_duty(county, "locality_amhp")
    begin_relationship(
        by=viewer("amhp_lead"), at=AT, user_id=county.users["edt_officer"].pk, service=county.westmoor, person=person,
        why="offered", caused_by="offer 1",
    )  # fmt: skip
    opens(county, "locality_amhp", person)
    opens(county, "edt_officer", person)  # was offered it: the offer's own page, not the record
    assert signs_of(county, person) == {"Omar Farouk": set(), "Ruth Nkemelu": {Sign.NO_RELATIONSHIP}}
    later = AT + timedelta(hours=2)
    restrict_record(
        by=viewer("amhp_lead", later), at=later, person=person, kind="staff", reason="Works with us"
    )
    opens(county, "locality_amhp", person, later)
    [newest, *_] = openings_of_person(viewer("amhp_lead", later), person.pk)
    assert set(newest.signs) == {Sign.COLLEAGUE, Sign.NO_RELATIONSHIP}, (
        "duty does not open a restricted record"
    )


@pytest.mark.parametrize("role", ["hub_amhp", "manager", "system_admin", "foreign"])
def test_only_the_lead_reads_who_opened_a_record(county: County, viewer: Viewers, role: str) -> None:
    person = make_person(county, by=viewer("hub_amhp"))
    opens(county, "hub_amhp", person)
    assert openings_of_person(viewer(role), person.pk) == []


def test_left_unreviewed_they_are_told_to_the_lead_once(county: County, viewer: Viewers) -> None:
    county.westmoor.settings = {"openings.review_days": {"value": 7}}
    county.westmoor.save()
    people = [
        make_person(county, by=viewer("hub_amhp"), name=f"Al {letter}") for letter in ("Ash", "Beech", "Cole")
    ]
    left, reviewed, own = (
        opens(county, "hub_amhp", people[0]),
        opens(county, "hub_amhp", people[1]),
        people[2],
    )
    opens(county, "amhp_lead", own)
    review_opening(by=viewer("amhp_lead"), at=AT, opening=reviewed, finding=OpeningReview.Finding.IN_ORDER)
    assert len(openings_to_review(viewer("amhp_lead"), county.westmoor.pk, since=AT - timedelta(days=1))) == 3
    assert tell_of_openings_left(at=AT + timedelta(days=6, hours=23)) == 0
    due = AT + timedelta(days=7, hours=1)
    assert tell_of_openings_left(at=due) == 1
    [message] = Message.objects.filter(kind="openings")
    assert message.to_user == county.users["amhp_lead"]
    assert "The page Openings shows them" in message.body
    for word in ("Ash", "Beech", "WM-", "C-26"):
        assert word not in message.subject + message.body + message.about
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"screen", "email"}
    assert tell_of_openings_left(at=due + timedelta(days=1)) == 0, "told once"
    opens(county, "hub_amhp", people[1], AT + timedelta(days=1))
    assert tell_of_openings_left(at=AT + timedelta(days=8, hours=2)) == 1, "another one became overdue"
    assert left.pk


def test_it_looks_once_an_hour(county: County, viewer: Viewers) -> None:
    county.westmoor.settings = {"openings.review_days": {"value": 7}}
    county.westmoor.save()
    opens(county, "hub_amhp", make_person(county, by=viewer("hub_amhp")))
    due = AT + timedelta(days=8)
    WorkerBeat.objects.create(name="worker", beat_at=due - timedelta(minutes=1))
    assert tell_of_openings_left(at=due) == 0
    assert tell_of_openings_left(at=due + timedelta(hours=1)) == 1
