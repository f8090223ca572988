"""Recording a contact, opening a case from it, joining an open one, and what became of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError

from amhp.calendar import aware
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.actions import join_open_case, open_from_contact, open_recorded_contact
from onenumber.cases.models import Case, LegalEvent, OpenCase
from onenumber.cases.queries import clocks_of, columns_of, facts_of
from onenumber.intake.actions import (
    answer_same_person,
    correct_contact,
    countersign,
    record_contact,
    record_police_entry,
    record_step,
)
from onenumber.intake.models import Contact, ContactFacts, ContactStep
from onenumber.intake.queries import (
    contacts,
    corrected,
    counts_today,
    police_answers,
    standing_of_contact,
    waiting,
)
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person, SamePerson, WorkingRelationship
from onenumber.persons.queries import standing_of
from tests.onenumber.conftest import AT, County

Viewers = Callable[..., Viewer]


def facts(**given: object) -> ContactFacts:
    base: dict[str, object] = {
        "kind": "referral",
        "received_at": AT,
        "caller_name": "PC Hobbs",
        "danger": "no",
    }
    return ContactFacts(**{**base, **given})  # type: ignore[arg-type]


def someone(county: County, by: Viewer, name: str = "Leanne Marsh") -> Person:
    return record_person(by=by, at=AT, service=county.westmoor, council=county.council, name=name)


def open_case(county: County, by: Viewer, person: Person | None = None, **given: object) -> Case:
    return open_from_contact(
        by=by, at=AT, service=county.westmoor, facts=facts(**given), person=person or someone(county, by)
    )


def test_a_referral_opens_a_case_on_the_board_with_its_clock(county: County, viewer: Viewers) -> None:
    by, arrived = viewer("hub_amhp"), AT - timedelta(minutes=55)
    case = open_case(
        county,
        by,
        event="s136_arrived",
        event_at=arrived,
        event_told_by="PC Hobbs",
        locality=county.locality,
        place="Westmoor Infirmary",
    )
    assert case.contact_type == "S136" and case.contact.contact_type == "S136"
    standing = standing_of_contact(case.contact)
    assert (standing.kind, standing.case_reference) == ("opened", case.reference)
    [clock] = clocks_of(facts_of(case), AT)
    assert clock.ends_at == arrived + timedelta(hours=24)
    row = OpenCase.objects.get(case=case)
    assert row.power == "s136" and row.ends_at == clock.ends_at and row.initials == "LM"
    stored = OpenCase.objects.filter(case=case).values(*columns_of(facts_of(case), offered=False)).get()
    assert stored == columns_of(facts_of(case), offered=False)  # the short way equals the computed standing
    verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
    assert verbs.count("contact.recorded") == verbs.count("case.opened") == 1


def test_who_took_the_contact_may_open_the_record_and_others_give_a_reason(
    county: County, viewer: Viewers
) -> None:
    by = viewer("hub_amhp")
    case = open_case(county, by)
    assert WorkingRelationship.objects.get(person=case.person).user_id == by.user_id
    assert standing_of(by, case.person) == "open"
    assert standing_of(viewer("amhp_lead"), case.person) == "reason"
    assert standing_of(viewer("analyst"), case.person) == "hidden"
    assert standing_of(viewer("foreign"), case.person) == "hidden"


@pytest.mark.parametrize(
    ("kind", "event", "contact_type"),
    [
        ("referral", "s135_arrived", "S135"),
        ("referral", "cto_recall_held", "CTO"),
        ("referral", "s5_2_report", "S13"),
        ("referral", "not_known", "S13"),
        ("nearest_relative", "nothing", "S13_4"),
        ("advice", "nothing", "ADVICE"),
        ("police", "nothing", "POLICE_ADVICE"),
        ("back_up", "", ""),
        ("notice", "nothing", ""),
        ("edt_child", "", ""),
    ],
)
def test_the_type_in_the_return_follows_kind_and_event(
    county: County, viewer: Viewers, kind: str, event: str, contact_type: str
) -> None:
    contact = record_contact(
        by=viewer("hub_amhp"),
        at=AT,
        service=county.westmoor,
        facts=facts(kind=kind, event=event),
        person=None,
    )
    assert contact.contact_type == contact_type


def test_a_later_report_joins_the_nurses_record(county: County, viewer: Viewers) -> None:
    by, recorded, report = viewer("hub_amhp"), AT - timedelta(hours=4), AT - timedelta(minutes=20)
    case = open_case(county, by, event="s5_4_record", event_at=recorded, place="Curlew Ward")
    contact = join_open_case(
        by=by,
        at=AT,
        service=county.westmoor,
        person=case.person,
        case=case,
        facts=facts(
            event="s5_2_report",
            event_at=report,
            place="Heron Ward",
            words="Still wants to walk.",
            danger="yes",
        ),
    )
    assert standing_of_contact(contact).words == f"joined open case {case.reference}"
    assert Case.objects.count() == 1
    row = OpenCase.objects.get()
    assert row.ends_at == recorded + timedelta(hours=72)
    assert row.place == "Heron Ward"
    assert row.danger == "yes"  # the first caller had said no
    told = facts_of(case).notes[-1].text
    assert contact.reference in told and "Still wants to walk." in told and "in danger" in told


def test_a_start_whose_time_is_not_known_starts_no_clock(county: County, viewer: Viewers) -> None:
    case = open_case(county, viewer("hub_amhp"), event="s136_arrived", event_at=None)
    assert case.contact_type == "S136" and not LegalEvent.objects.exists()


def test_only_one_case_and_no_answer_after_it(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    case = open_case(county, by)
    for kind in ("answered", "voided", "opened"):
        with pytest.raises(Conflict, match=case.reference):
            record_step(by=by, at=AT, contact=case.contact, kind=kind, detail="why", case_reference="WM-26-9")
    assert ContactStep.objects.count() == 1


def test_passing_on_and_voiding_say_to_whom_and_why(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    contact = record_contact(
        by=by, at=AT, service=county.westmoor, facts=facts(kind="edt_child"), person=None
    )
    with pytest.raises(DatabaseError):
        record_step(by=by, at=AT, contact=contact, kind="passed_on", detail=" ")
    record_step(by=by, at=AT, contact=contact, kind="passed_on", detail="children's duty team")
    record_step(by=by, at=AT + timedelta(minutes=1), contact=contact, kind="voided", detail="recorded twice")
    assert standing_of_contact(contact).words == "voided: recorded twice"
    with pytest.raises(Conflict, match="Take a new contact"):
        record_step(by=by, at=AT, contact=contact, kind="answered")


def test_an_advice_contact_can_become_a_referral(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    person = someone(county, by)
    contact = record_contact(
        by=by, at=AT, service=county.westmoor, facts=facts(kind="advice", event="nothing"), person=person
    )
    case = open_recorded_contact(by=by, at=AT, contact=contact)
    assert case.contact_type == "S13" and contact.contact_type == "ADVICE"
    assert standing_of_contact(contact).kind == "opened"


def test_answering_same_person_later_joins_the_records(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    first = open_case(county, by).person
    second = open_case(county, by, someone(county, by))
    answer_same_person(by=by, at=AT, contact=second.contact, suggested=first, same=True)
    joined = SamePerson.objects.get()
    assert (joined.kept_id, joined.other_id) == (first.pk, second.person_id)


def test_police_entries_add_up(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    contact = record_contact(
        by=by, at=AT, service=county.westmoor, facts=facts(kind="police", event="nothing"), person=None
    )
    record_police_entry(
        by=by, at=AT, contact=contact, record_check="known to CMHT", advice_given="crisis team"
    )
    record_police_entry(
        by=by,
        at=AT + timedelta(hours=24),
        contact=contact,
        officer_did="went home",
        advice_given="GP in the morning",
    )
    known = police_answers(contact.police_entries.all())
    assert (known.record_check, known.advice_given, known.officer_did) == (
        "known to CMHT",
        "GP in the morning",
        "went home",
    )
    assert known.missing == ("outcome at 24 hours",)


def test_corrections_stand_beside_the_contact(county: County, viewer: Viewers) -> None:
    by = viewer("hub_amhp")
    contact = record_contact(by=by, at=AT, service=county.westmoor, facts=facts(kind="advice"), person=None)
    correct_contact(
        by=by, at=AT, contact=contact, field="caller_name", value="PC Amy Hobbs", reason="misheard"
    )
    contact.refresh_from_db()
    assert contact.caller_name == "PC Hobbs" and corrected(contact) == {"caller_name": "PC Amy Hobbs"}
    with pytest.raises(DatabaseError):
        Contact.objects.filter(pk=contact.pk).update(caller_name="x")


def test_a_trainees_contact_waits_for_a_countersign(county: County, viewer: Viewers) -> None:
    contact = record_contact(
        by=viewer("trainee"), at=AT, service=county.westmoor, facts=facts(kind="advice"), person=None
    )
    assert contact.needs_countersign
    with pytest.raises(NotAllowed):
        countersign(by=viewer("trainee"), at=AT, contact=contact)
    countersign(by=viewer("hub_amhp"), at=AT, contact=contact)
    with pytest.raises(Conflict):
        countersign(by=viewer("amhp_lead"), at=AT, contact=contact)


@pytest.mark.parametrize(
    "role", ["edt_officer", "locality_amhp", "support", "manager", "auditor", "analyst", "foreign"]
)
def test_who_may_not_take_contacts(county: County, viewer: Viewers, role: str) -> None:
    with pytest.raises(NotAllowed):
        record_contact(
            by=viewer(role), at=AT, service=county.westmoor, facts=facts(kind="advice"), person=None
        )
    assert not Contact.objects.exists()
    assert Entry.objects.filter(refused=True, verb="contact.recorded").count() == 1


def test_an_edt_officer_takes_contacts_while_on_duty(county: County, viewer: Viewers) -> None:
    by = viewer("edt_officer")
    duty = WorkingRelationship.objects.create(
        user_id=by.user_id,
        service=county.westmoor,
        person=None,
        why="on_duty",
        begins_at=AT - timedelta(hours=1),
        ends_at=AT + timedelta(hours=1),
        caused_by="duty 1",
    )
    assert record_contact(by=by, at=AT, service=county.westmoor, facts=facts(kind="advice"), person=None).pk
    WorkingRelationship.objects.filter(pk=duty.pk).update(ends_at=AT)
    with pytest.raises(NotAllowed):
        record_contact(by=by, at=AT, service=county.westmoor, facts=facts(kind="advice"), person=None)


def test_the_list_is_paged_filtered_and_the_viewers_own(
    county: County, viewer: Viewers, django_assert_num_queries: Callable[..., object]
) -> None:
    by = viewer("hub_amhp")
    made = [
        record_contact(
            by=by,
            at=AT,
            service=county.westmoor,
            person=None,
            facts=facts(kind="advice", received_at=aware(AT - timedelta(hours=number))),
        )
        for number in range(5)
    ]
    record_step(by=by, at=AT, contact=made[0], kind="answered")
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        first = contacts(by, county.westmoor.pk, limit=2)
    assert [line.reference for line in first] == [made[0].reference, made[1].reference]
    last: tuple[datetime, int] = (first[-1].received_at, first[-1].id)
    rest = contacts(by, county.westmoor.pk, before=last)
    assert [line.reference for line in rest] == [contact.reference for contact in made[2:]]
    assert len(waiting(by, county.westmoor.pk)) == 4
    assert (
        contacts(viewer("foreign"), county.westmoor.pk)
        == []
        == contacts(viewer("manager"), county.westmoor.pk)
    )
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        counts = counts_today(by, county.westmoor.pk, AT)
    assert (counts.received, counts.by_kind, counts.by_standing) == (
        5,
        {"advice": 5},
        {"waiting": 4, "answered": 1},
    )
