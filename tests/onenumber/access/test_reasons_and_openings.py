"""Opening a record by saying why, and the AMHP lead's review of who opened what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import path

from onenumber.access.actions import give_reason, review_opening
from onenumber.access.models import Grant, OpenedRecord, OpeningReview, ReasonGiven, Role, Sign
from onenumber.access.panels import ask_reason
from onenumber.access.queries import open_reason
from onenumber.access.queries.openings import MANY_AN_HOUR, openings_to_review
from onenumber.audit.actions import NotAllowed, note_opening
from onenumber.audit.models import Entry, Opening
from onenumber.audit.queries import entries_for, openings_of
from tests.onenumber.access.only_this_room import urlpatterns as room_urls
from tests.onenumber.conftest import AT

PERSON = 4711
# record.md, page "Case": a working relationship, or a reason; these four never.
NEVER = [Role.MANAGER, Role.AUDITOR, Role.ANALYST, Role.SYSTEM_ADMIN]
MAY = [role for role in Role if role not in NEVER]
WHY = "Father rang: she is at the ED now and I have taken his call."


def asking(request, service_id):
    return ask_reason(
        request,
        person_id=PERSON,
        service_id=service_id,
        reference="WM-26-1850",
        leads_to="/cases/WM-26-1850/",
    )


urlpatterns = [path("asking/<int:service_id>/", asking), *room_urls]
handler404 = "onenumber.access.views.failures.not_found"


def records_of(viewer, lines):
    """What the hub would say: the first person is a namesake."""
    return {
        line.id: OpenedRecord(
            f"WM-26-{line.person_id}", frozenset({Sign.SURNAME} if line.person_id == 1 else ())
        )
        for line in lines
    }


@pytest.fixture(autouse=True)
def _this_page(settings, county):
    settings.ROOT_URLCONF = __name__
    settings.OPENED_RECORDS = f"{__name__}.records_of"
    county.westmoor.settings = {
        "record.reason_open_minutes": {
            "value": 240,
            "approved_by": "Helen Ashdown",
            "approved_on": "2026-11-01",
        }
    }
    county.westmoor.save()


def give(county, role, *, at=AT, key=None, person_id=PERSON):
    return give_reason(
        by=county.viewer(role, at=at),
        at=at,
        person_id=person_id,
        service_id=county.westmoor.id,
        reason=WHY,
        key=key,
    )


@pytest.mark.parametrize("role", MAY)
def test_a_reason_opens_for_the_hours_the_service_has_set(county, role):
    given = give(county, role)
    assert given.open_until == AT + timedelta(hours=4)

    def is_open(at):
        return open_reason(county.viewer(role, at=at), person_id=PERSON) is not None

    assert is_open(AT)
    assert is_open(given.open_until - timedelta(seconds=1))
    assert not is_open(given.open_until)
    assert open_reason(county.viewer(role), person_id=PERSON + 1) is None
    others = [other for other in Role if other != role]
    assert not any(open_reason(county.viewer(other), person_id=PERSON) for other in others), (
        "it is theirs alone"
    )


@pytest.mark.parametrize("role", [*NEVER, "foreign"])
def test_some_roles_never_open_a_record_whatever_the_reason(county, role, client_for):
    with pytest.raises(NotAllowed):
        give(county, role)
    assert not ReasonGiven.objects.exists()
    refused = Entry.objects.get(verb="record.reason_given")
    assert refused.refused
    assert client_for(role).get(f"/asking/{county.westmoor.id}/").status_code == 404


def test_a_reason_is_kept_and_audited_without_its_words(county):
    given = give(county, "hub_amhp")
    [line] = entries_for(county.viewer("amhp_lead"), f"person {PERSON}")
    assert (line.verb, line.role, line.refused, line.fields) == (
        "record.reason_given",
        "hub_amhp",
        False,
        ("reason",),
    )
    assert not Entry.objects.filter(fields__contains="Father").exists()
    for attempt in (given.delete, lambda: ReasonGiven.objects.filter(pk=given.pk).update(reason="Other")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert entries_for(county.viewer("foreign"), f"person {PERSON}") == []


def test_the_page_takes_a_reason_once_and_says_nothing_of_the_person(county, client_for):
    client, address = client_for("hub_amhp"), f"/asking/{county.westmoor.id}/"
    page = client.get(address).content.decode()
    assert "Reason to open WM-26-1850" in page
    short = client.post(address, {"reason": "because", "key": str(uuid4())})
    assert short.status_code == 422
    assert "Say a little more" in short.content.decode()
    assert "because" in short.content.decode()
    facts = {"reason": WHY, "key": str(uuid4())}
    answers = [client.post(address, facts) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/cases/WM-26-1850/")] * 2
    assert ReasonGiven.objects.count() == 1
    assert client.post(address, {"reason": WHY}).status_code == 400, "a form without its key is not taken"


@pytest.mark.parametrize("typed", ["", "   ", "x" * 401, "x" * 1_000_000, "because \x00 of this"])
def test_hostile_reasons_are_mistakes(county, client_for, typed):
    answer = client_for("hub_amhp").post(
        f"/asking/{county.westmoor.id}/", {"reason": typed, "key": str(uuid4())}
    )
    assert answer.status_code == 422
    assert not ReasonGiven.objects.exists()


def opened(county, role, person_id, at=AT):
    by = county.viewer(role, at=at)
    note_opening(by=by, at=at, person_id=person_id, service_id=county.westmoor.id, how="case")
    return Opening.objects.get(user_id=by.user_id, person_id=person_id, hour=at.replace(minute=0))


def test_openings_show_what_is_worth_a_look(county):
    give(county, "locality_amhp", person_id=2)
    opened(county, "hub_amhp", 1)  # Dilys Probert opens a Probert
    opened(county, "locality_amhp", 2, at=AT + timedelta(minutes=5))
    opened(county, "edt_officer", 3)
    opened(
        county, "locality_amhp", 2, at=AT + timedelta(hours=5)
    )  # the reason is over; a relationship must hold
    rows = openings_to_review(county.viewer("amhp_lead"), county.westmoor.id, since=AT - timedelta(days=1))
    assert [row.line.at for row in rows] == sorted((row.line.at for row in rows), reverse=True)
    found = {(row.user_name, row.line.at): (row.signs, row.reason) for row in rows}
    assert found == {
        ("Dilys Probert", AT): ((Sign.SURNAME,), ""),
        ("Omar Farouk", AT + timedelta(minutes=5)): ((), WHY),
        ("Ruth Nkemelu", AT): ((), ""),
        ("Omar Farouk", AT + timedelta(hours=5)): ((), ""),
    }
    assert [row.worth_a_look for row in rows].count(True) == 2


def test_many_records_in_an_hour_are_worth_a_look(county):
    for person in range(100, 100 + MANY_AN_HOUR):
        opened(county, "hub_amhp", person)
    lead, since = county.viewer("amhp_lead"), AT - timedelta(days=1)
    assert not any(row.signs for row in openings_to_review(lead, county.westmoor.id, since=since))
    opened(county, "hub_amhp", 99)
    rows = openings_to_review(lead, county.westmoor.id, since=since)
    assert all(row.signs == (Sign.MANY,) for row in rows)


def test_an_opening_after_the_role_ended_is_worth_a_look(county):
    Grant.objects.filter(user=county.users["hub_amhp"]).update(ends_at=AT - timedelta(minutes=1))
    before, after = opened(county, "edt_officer", 5), Opening(
        at=AT, hour=AT.replace(minute=0), user_id=county.users["hub_amhp"].pk, person_id=5,
        service_id=county.westmoor.pk, how="case",
    )  # fmt: skip
    after.save()
    rows = openings_to_review(county.viewer("amhp_lead"), county.westmoor.id, since=AT - timedelta(days=1))
    assert {row.line.id: row.signs for row in rows} == {before.pk: (), after.pk: (Sign.AFTER_ROLE,)}


def test_only_the_lead_of_the_service_reviews(county, client_for):
    opening = opened(county, "hub_amhp", 1)
    for role in [role for role in [*Role, "foreign"] if role != Role.AMHP_LEAD]:
        assert client_for(role).get("/openings/").status_code == 404
        assert client_for(role).get(f"/openings/{opening.pk}/").status_code == 404
        assert openings_to_review(county.viewer(role), county.westmoor.id, since=AT - timedelta(days=1)) == []
        with pytest.raises(NotAllowed):
            review_opening(
                by=county.viewer(role), at=AT, opening=opening, finding=OpeningReview.Finding.IN_ORDER
            )
    assert not OpeningReview.objects.exists()


def test_the_lead_reviews_an_opening_but_not_their_own(county, client_for, clock):
    opening, own = opened(county, "hub_amhp", 1), opened(county, "amhp_lead", 1)
    lead = client_for("amhp_lead")
    page = lead.get("/openings/").content.decode()
    assert "WM-26-1" in page
    assert "The same surname" in page
    address = f"/openings/{opening.pk}/"
    assert "The same surname" in page
    silent = lead.post(address, {"finding": "asked", "key": str(uuid4())})
    assert silent.status_code == 422
    assert "Say what you asked" in silent.content.decode()
    kept = lead.post(address, {"finding": "asked", "note": "Not related.", "key": str(uuid4())})
    assert kept["Location"] == "/openings/"
    assert "colleague asked, Helen Ashdown" in lead.get("/openings/").content.decode()
    assert "Your own opening" in lead.get(f"/openings/{own.pk}/").content.decode()
    assert lead.post(f"/openings/{own.pk}/", {"finding": "in_order", "key": str(uuid4())}).status_code == 404
    assert [review.note for review in OpeningReview.objects.all()] == ["Not related."]


def test_an_hour_of_looking_is_one_opening(county):
    for minute in (0, 10, 39):
        opened(county, "hub_amhp", 1, at=AT + timedelta(minutes=minute))
    opened(county, "hub_amhp", 1, at=AT + timedelta(minutes=40))
    lines = openings_of(county.viewer("amhp_lead"), 1)
    assert [line.at for line in lines] == [AT + timedelta(minutes=40), AT]
    assert openings_of(county.viewer("foreign"), 1) == []


def test_the_list_asks_as_much_for_forty_openings_as_for_one(
    county, client_for, clock, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    lead = client_for("amhp_lead")
    opened(county, "hub_amhp", 1)
    lead.get("/openings/?all=1")
    with CaptureQueriesContext(connection) as before:
        lead.get("/openings/?all=1")
    for person in range(200, 240):
        opened(county, "edt_officer", person)
    with django_assert_num_queries(len(before)):
        lead.get("/openings/?all=1")
