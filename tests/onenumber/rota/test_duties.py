"""The duty list: who is on, whose rights follow it, and what may not be written on it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry
from onenumber.persons.models import WorkingRelationship
from onenumber.rota.actions import record_duty, withdraw_duty
from onenumber.rota.models import Duty
from onenumber.rota.queries import duties_between, duty_kind, is_on_duty, next_duty_starts, on_duty
from tests.onenumber.rota.conftest import NOW, Small

EIGHT_HOURS = timedelta(hours=8)


def add(small: Small, who, kind="hub", *, locality=None, starts=NOW, ends=None, role="support") -> Duty:
    return record_duty(
        by=small.viewer(role),
        at=NOW,
        service=small.service,
        practitioner=who,
        kind=kind,
        locality=locality,
        starts_at=starts,
        ends_at=ends or starts + EIGHT_HOURS,
    )


def test_on_duty_from_the_first_moment_up_to_but_not_at_the_last(small: Small) -> None:
    add(small, small.dilys)
    viewer = small.viewer("hub_amhp", practitioner=small.dilys)
    moments = [NOW - timedelta(seconds=1), NOW, NOW + EIGHT_HOURS - timedelta(seconds=1), NOW + EIGHT_HOURS]
    assert [bool(on_duty(viewer, small.service.pk, at)) for at in moments] == [False, True, True, False]
    assert [is_on_duty(viewer, small.service.pk, at) for at in moments] == [False, True, True, False]


def test_a_line_carries_how_to_reach_the_person_and_where(small: Small) -> None:
    add(small, small.ify, "locality", locality=small.estuary)
    [line] = on_duty(small.viewer("hub_amhp"), small.service.pk, NOW)
    assert (line.name, line.telephone, line.kind, line.locality, line.user_id) == (
        "Ify Nwosu",
        "07700 900 101",
        "locality",
        "Estuary",
        None,
    )


def test_nobody_reads_the_list_of_a_service_they_do_not_belong_to(small: Small) -> None:
    add(small, small.dilys)
    stranger = small.viewer("hub_amhp", practitioner=small.dilys, service=small.other)
    assert on_duty(stranger, small.service.pk, NOW) == []
    assert duties_between(stranger, small.service.pk, NOW, NOW + EIGHT_HOURS) == []
    assert not is_on_duty(stranger, small.service.pk, NOW)


def test_a_duty_gives_its_user_the_service_for_exactly_its_stretch(small: Small) -> None:
    duty = add(small, small.dilys, starts=NOW + timedelta(hours=1))
    [row] = WorkingRelationship.objects.all()
    assert (row.user_id, row.person_id, row.why, row.caused_by) == (
        small.dilys.user_id,
        None,
        "on_duty",
        f"duty {duty.pk}",
    )
    assert (row.begins_at, row.ends_at) == (duty.starts_at, duty.ends_at)


def test_somebody_without_a_sign_in_gets_no_relationship(small: Small) -> None:
    add(small, small.ify, "locality", locality=small.estuary)
    assert not WorkingRelationship.objects.exists()


def test_a_withdrawn_line_stays_with_its_reason_and_its_rights_end(small: Small) -> None:
    duty = add(small, small.dilys)
    later = NOW + timedelta(hours=2)
    withdraw_duty(by=small.viewer("amhp_lead"), at=later, duty=duty, reason=" unwell ")
    duty.refresh_from_db()
    assert (duty.withdrawn_at, duty.withdrawn_by_id, duty.withdrawn_reason) == (later, 900, "unwell")
    assert WorkingRelationship.objects.get().ends_at == later
    assert on_duty(small.viewer("hub_amhp"), small.service.pk, later) == []


def test_a_duty_withdrawn_before_it_starts_never_gave_any_right(small: Small) -> None:
    duty = add(small, small.dilys, starts=NOW + timedelta(days=2))
    withdraw_duty(by=small.viewer("amhp_lead"), at=NOW, duty=duty, reason="swap")
    row = WorkingRelationship.objects.get()
    assert row.ends_at <= row.begins_at


def test_a_line_is_withdrawn_once_and_with_a_reason(small: Small) -> None:
    duty = add(small, small.dilys)
    with pytest.raises(Conflict, match="Say why"):
        withdraw_duty(by=small.viewer("manager"), at=NOW, duty=duty, reason="  ")
    withdraw_duty(by=small.viewer("manager"), at=NOW, duty=duty, reason="swap")
    with pytest.raises(Conflict, match="withdrawn this line already"):
        withdraw_duty(by=small.viewer("manager"), at=NOW, duty=duty, reason="again")


def test_the_database_keeps_a_line_as_it_was_written(small: Small) -> None:
    duty = add(small, small.dilys)
    with pytest.raises(DatabaseError), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).update(kind="edt")
    with pytest.raises(DatabaseError), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkingRelationship.objects.update(ends_at=NOW + timedelta(days=9))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ends": NOW}, "must end after it starts"),
        ({"ends": NOW + timedelta(hours=25)}, "more than 24 hours"),
        ({"kind": "locality"}, "needs its locality"),
    ],
)
def test_lines_that_cannot_stand(small: Small, changes: dict, why: str) -> None:
    with pytest.raises(Conflict, match=why):
        add(small, small.dilys, **changes)
    assert not Duty.objects.exists()


def test_nobody_is_on_duty_twice_at_once_but_one_duty_may_follow_another(small: Small) -> None:
    add(small, small.dilys)
    add(small, small.dilys, starts=NOW + EIGHT_HOURS)
    with pytest.raises(Conflict, match=r"already on duty \(hub\) from Tue 24 Nov 09:00"):
        add(small, small.dilys, starts=NOW + timedelta(hours=7), ends=NOW + timedelta(hours=8))


def test_people_and_localities_of_another_service_are_refused(small: Small) -> None:
    with pytest.raises(Conflict, match="does not belong to Netherdale"):
        record_duty(
            by=small.viewer("manager", service=small.other),
            at=NOW,
            service=small.other,
            practitioner=small.dilys,
            kind="hub",
            locality=None,
            starts_at=NOW,
            ends_at=NOW + EIGHT_HOURS,
        )


@pytest.mark.parametrize(
    "role", ["hub_amhp", "locality_amhp", "edt_officer", "trainee", "auditor", "analyst", "system_admin"]
)
def test_only_lead_manager_and_support_change_the_list(small: Small, role: str) -> None:
    with pytest.raises(NotAllowed):
        add(small, small.dilys, role=role)
    assert not Duty.objects.exists()
    assert Entry.objects.get().refused


@pytest.mark.parametrize("role", ["amhp_lead", "manager", "support"])
def test_who_changes_the_list_is_in_the_audit(small: Small, role: str) -> None:
    duty = add(small, small.dilys, role=role)
    assert [(e.verb, e.subject, e.role) for e in Entry.objects.filter(verb="duty.recorded")] == [
        ("duty.recorded", f"duty {duty.pk}", role)
    ]


def test_the_kind_of_duty_follows_the_list_and_then_the_periods(small: Small) -> None:
    small.service.settings = {
        "duty.periods": {
            "value": [
                {"kind": "day", "days": ["tue"], "starts": "09:00", "ends": "17:00"},
                {"kind": "edt", "days": ["tue"], "starts": "17:00", "ends": "09:00"},
            ]
        }
    }
    small.service.save()
    night, early = NOW.replace(hour=20), NOW + timedelta(hours=20)
    assert [duty_kind(small.service.pk, at) for at in (NOW, night, early)] == ["day", "edt", "edt"]
    add(small, small.nadia, "edt")
    assert duty_kind(small.service.pk, NOW) == "edt"
    add(small, small.dilys, "hub")
    assert duty_kind(small.service.pk, NOW) == "day"
    add(small, small.ify, "spare", starts=night)
    assert duty_kind(small.service.pk, night) == "day"


def test_when_somebody_is_next_on_duty(small: Small) -> None:
    tomorrow = NOW + timedelta(days=1)
    add(small, small.dilys)
    add(small, small.dilys, starts=tomorrow)
    assert next_duty_starts(small.dilys.pk, NOW) == tomorrow
    assert next_duty_starts(small.ify.pk, NOW) is None
