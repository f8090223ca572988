"""A restricted record: set and lifted with a reason, closed to whoever is on duty, suggested to nobody."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from amhp.calendar import Birth
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, Viewer
from onenumber.cases.actions import lift_restriction, restrict_record
from onenumber.cases.models import OpenCase
from onenumber.persons.actions import begin_relationship
from onenumber.persons.models import Restriction
from onenumber.persons.queries import may_exist_elsewhere, standing_of, suggestions
from tests.onenumber.cases.making import make_case
from tests.onenumber.conftest import AT, County

LATER = AT + timedelta(hours=1)


def test_it_is_set_and_lifted_with_a_reason(county: County, viewer: Callable[..., Viewer]) -> None:
    case = make_case(county)
    person, lead, colleague = case.person, viewer("amhp_lead", LATER), viewer("locality_amhp", LATER)
    begin_relationship(
        by=lead, at=AT, user_id=colleague.user_id, service=county.westmoor, person=None, why="on_duty", caused_by="x"
    )  # fmt: skip
    assert standing_of(colleague, person) == "open"
    shown = OpenCase.objects.get(pk=case.pk)
    assert shown.initials and not shown.restricted
    restrict_record(by=lead, at=LATER, person=person, kind="safety", reason=" Her husband works with us ")
    person.refresh_from_db()
    assert person.restricted
    assert standing_of(colleague, person) == "reason"
    shown.refresh_from_db()
    assert (shown.initials, shown.age, shown.restricted) == ("", None, True)
    with pytest.raises(Conflict):
        restrict_record(by=lead, at=LATER, person=person, kind="other", reason="again")
    for role in ("hub_amhp", "locality_amhp", "manager", "system_admin", "foreign"):
        with pytest.raises(NotAllowed):
            lift_restriction(by=viewer(role, LATER), at=LATER, person=person, reason="curious")
    lift_restriction(by=lead, at=LATER, person=person, reason="They have parted")
    person.refresh_from_db()
    assert standing_of(colleague, person) == "open"
    assert OpenCase.objects.get(pk=case.pk).initials
    row = Restriction.objects.get()
    assert (row.kind, row.reason, row.ended_reason) == (
        "safety",
        "Her husband works with us",
        "They have parted",
    )
    assert not Entry.objects.filter(fields__contains="husband").exists()
    for change in ({"reason": "other"}, {"ended_reason": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Restriction.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_who_may_restrict(county: County, viewer: Callable[..., Viewer]) -> None:
    case = make_case(county)
    for role in ("support", "manager", "analyst", "foreign", "edt_officer"):
        with pytest.raises(NotAllowed):
            restrict_record(
                by=viewer(role, LATER), at=LATER, person=case.person, kind="staff", reason="a colleague"
            )
    with pytest.raises(DatabaseError), transaction.atomic():
        restrict_record(by=viewer("amhp_lead"), at=AT, person=case.person, kind="staff", reason="  ")


def test_it_is_suggested_to_nobody(county: County, viewer: Callable[..., Viewer]) -> None:
    case = make_case(county)
    person, by = case.person, viewer("hub_amhp", LATER)
    person.name, person.name_key, person.name_sound = "Mair Pugh", "mair pugh", "P200 M600"
    person.birth_date = date(1971, 2, 3)
    person.save()
    asked = {"service_id": county.westmoor.pk, "name": "Mair Pugh", "birth": Birth(born_on=date(1971, 2, 3))}
    assert [s.person_id for s in suggestions(by, **asked, nhs_number="", at=LATER)] == [person.pk]
    restrict_record(
        by=viewer("amhp_lead", LATER), at=LATER, person=person, kind="public", reason="A councillor"
    )
    assert suggestions(by, **asked, nhs_number="", at=LATER) == []
    assert may_exist_elsewhere(by, **asked, nhs_number="") == ((county.westmoor.pk, county.westmoor.name),)
