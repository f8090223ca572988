"""Destroying a record: only when due, confirmed and not held; by two people; whole; and a tombstone stays."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.actions.chain import faults
from onenumber.audit.models import Entry, Opening, Viewer
from onenumber.cases.actions import record_note
from onenumber.cases.models import Case, Note
from onenumber.governance.actions import (
    answer_destruction,
    hold_record,
    keep_longer,
    propose_destruction,
    release_record,
)
from onenumber.governance.models import Destruction
from onenumber.governance.queries import due_records, reach_of, standing_of_record
from onenumber.intake.models import Contact
from onenumber.messaging.models import Message
from onenumber.persons.actions import join_persons
from onenumber.persons.models import Person, Relative
from onenumber.records.models import Permit
from tests.onenumber.cases.making import make_case, make_person
from tests.onenumber.conftest import AT, County
from tests.onenumber.governance.making import DUE, confirm, make_record

Viewers = Callable[..., Viewer]


def propose(county: County, case: Case, at=DUE) -> Destruction:
    return propose_destruction(
        by=county.viewer("amhp_lead", at), at=at, person=case.person, reason="Due and looked at"
    )


def approve(county: County, proposal: Destruction, role: str = "manager", at=DUE) -> Destruction:
    return answer_destruction(by=county.viewer(role, at), at=at, destruction=proposal, answer="approved")


def test_it_goes_whole_and_leaves_a_tombstone(county: County, viewer: Viewers) -> None:
    other, case = make_case(county), make_record(county)
    kept_notes = record_note(by=viewer("hub_amhp"), at=AT, case=other, text="Stays")
    reach = reach_of(case.person)
    assert {"case", "note", "relative", "offer", "back up", "opening", "reason given", "message"} <= {
        str(model._meta.verbose_name) for model in reach.rows
    }
    [line] = due_records(viewer("amhp_lead", DUE), county.westmoor, at=DUE)[:1]
    assert line.reference in {case.reference, other.reference}
    proposal = propose(county, case)
    assert proposal.listed["cases"] == 1 and proposal.due_on == date(2046, 11, 24)
    assert Case.objects.filter(pk=case.pk).exists(), "proposing destroys nothing"
    done = approve(county, proposal)
    for model, keys in reach.rows.items():
        assert not model._base_manager.filter(pk__in=keys).exists(), model
    assert not Permit.objects.exists()
    stone = Destruction.objects.get(pk=done.pk)
    assert stone.destroyed_at == DUE and stone.references == [case.reference, case.contact.reference]
    said = " ".join(str(value) for value in vars(stone).values())
    assert "Marsh" not in said and "Gwilym" not in said
    assert Note.objects.get().pk == kept_notes.pk
    assert Contact.objects.get().reference == other.contact.reference
    assert not list(faults()), "the audit chain is whole"
    verbs = set(Entry.objects.filter(subject=proposal.reference).values_list("verb", flat=True))
    assert verbs == {"destruction.proposed", "destruction.answered"}
    connection.check_constraints()


def test_nobody_approves_their_own_and_nothing_is_approved_twice(county: County, viewer: Viewers) -> None:
    proposal = propose(county, make_record(county))
    with pytest.raises(Conflict, match="Somebody else"):
        approve(county, proposal, "amhp_lead")
    with pytest.raises(Conflict, match="Only the one who proposed"):
        answer_destruction(by=viewer("manager", DUE), at=DUE, destruction=proposal, answer="withdrawn")
    for role in ("hub_amhp", "system_admin", "auditor", "foreign"):
        with pytest.raises(NotAllowed):
            approve(county, proposal, role)
    refused = answer_destruction(
        by=viewer("manager", DUE),
        at=DUE,
        destruction=proposal,
        answer="refused",
        reason="An inquest is coming",
    )
    assert Case.objects.exists() and refused.destroyed_at is None
    with pytest.raises(Conflict, match="answered this already"):
        approve(county, proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.create(
            **{
                field.attname: getattr(proposal, field.attname)
                for field in Destruction._meta.concrete_fields
                if field.name != "id"
            }
            | {
                "reference": "D-47-9",
                "answer": "approved",
                "answered_at": DUE,
                "answered_by_id": proposal.by_id,
            }
        )


def test_what_keeps_a_record(county: County, viewer: Viewers) -> None:
    case = make_record(county)
    lead = viewer("amhp_lead", DUE)

    def keeps(at=DUE) -> str:
        case.person.service.refresh_from_db()
        return " ".join(standing_of_record(reach_of(Person.objects.get(pk=case.person_id)), at=at).keeps)

    assert keeps() == ""
    assert "not due yet" in keeps(AT + timedelta(days=365 * 19))
    with pytest.raises(Conflict, match="not due yet"):
        propose(county, case, AT + timedelta(days=365 * 19))
    hold = hold_record(by=lead, at=DUE, person=case.person, reason="Inquest")
    assert "legal hold" in keeps()
    release_record(by=lead, at=DUE, hold=hold, reason="It ended")
    with pytest.raises(Conflict):
        release_record(by=lead, at=DUE, hold=hold, reason="again")
    keep_longer(by=lead, at=DUE, person=case.person, keep_until=date(2050, 1, 1), reason="A claim may come")
    assert "review keeps it" in keeps()
    keep_longer(by=lead, at=DUE, person=case.person, keep_until=DUE.date(), reason="It did not")
    assert keeps() == ""
    confirm(county.westmoor)
    assert "has not confirmed" in keeps()
    with pytest.raises(Conflict, match="has not confirmed"):
        propose(county, case)


def test_a_hold_or_a_new_fact_after_the_proposal_stops_it(county: County, viewer: Viewers) -> None:
    case = make_record(county)
    proposal = propose(county, case)
    lead = viewer("amhp_lead", DUE)
    hold = hold_record(by=lead, at=DUE, person=case.person, reason="Public inquiry")
    with pytest.raises(Conflict, match="legal hold"):
        approve(county, proposal)
    release_record(by=lead, at=DUE, hold=hold, reason="Not about us")
    with pytest.raises(Conflict, match="added to this record"):
        approve(county, proposal)  # the hold itself is a row that was not listed
    assert Case.objects.exists() and not Permit.objects.exists()


def test_joined_records_go_together_and_a_child_is_kept_longer(county: County, viewer: Viewers) -> None:
    case, hub = make_record(county), viewer("hub_amhp")
    twin = make_person(county, by=hub, name="Lea Marsh")
    join_persons(by=hub, at=AT, kept=case.person, other=twin)
    Person.objects.filter(pk=twin.pk).update(birth_date=date(2026, 11, 1))
    assert {person.pk for person in reach_of(case.person).persons} == {case.person_id, twin.pk}
    Person.objects.filter(pk=case.person_id).update(birth_date=date(2026, 11, 1))
    standing = standing_of_record(reach_of(Person.objects.get(pk=case.person_id)), at=DUE)
    assert standing.due_on == date(2051, 11, 1), "to the 25th birthday, which is later than twenty years"


def test_the_guards_open_for_a_listed_row_of_an_agreed_destruction_alone(
    county: County, viewer: Viewers
) -> None:
    proposal = propose(county, make_record(county))
    relative = Relative.objects.get()
    facts = {
        "table_name": "persons_relative",
        "row_key": str(relative.pk),
        "destruction": proposal.reference,
        "never_id": 1,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Permit.objects.create(**facts, proposed_by_id=1, approved_by_id=2)  # nobody agreed
    Destruction.objects.filter(pk=proposal.pk).update(
        answer="approved", answered_at=DUE, answered_by_id=county.users["manager"].pk, answered_by_name="P"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Permit.objects.create(**facts, proposed_by_id=proposal.by_id, approved_by_id=proposal.by_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        relative.delete()
    with transaction.atomic():
        Permit.objects.create(
            **facts, proposed_by_id=proposal.by_id, approved_by_id=county.users["manager"].pk
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            Opening.objects.all().delete()  # a row without a permit
        with pytest.raises(DatabaseError), transaction.atomic():
            Relative.objects.filter(pk=relative.pk).update(name="Somebody else")
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.check_constraints()  # as at the commit: a permit cannot stay
        Permit.objects.all()._raw_delete("default")
    connection.check_constraints()


def test_every_guard_against_deleting_knows_the_permits(db: None) -> None:
    if connection.vendor == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%kept_d'"
    else:
        asked = "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE '%\\_kept'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = dict(cursor.fetchall())
    assert len(found) > 30
    assert [name for name, text in found.items() if "records_permit" not in text] == []


def test_the_list_of_what_is_due_asks_as_much_for_ten_as_for_one(
    county: County, viewer: Viewers, django_assert_max_num_queries
) -> None:
    for _ in range(10):
        make_record(county) if not Case.objects.exists() else make_case(county)
    with django_assert_max_num_queries(3):
        found = due_records(viewer("amhp_lead", DUE), county.westmoor, at=DUE)
    assert len(found) == 1, "the others are still open"
    assert due_records(viewer("foreign", DUE), county.westmoor, at=DUE) == ()
    assert due_records(viewer("hub_amhp", DUE), county.westmoor, at=DUE) == ()
    assert Message.objects.exists()
