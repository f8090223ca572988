"""Approvals: in force up to and including their last day, and only an AMHP's approval counts as one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.workforce.actions import change_practitioner, end_hat, record_hat, record_practitioner
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.queries import (
    approval_in_force,
    approvals,
    practitioner_of,
    practitioners,
    section_12_doctors,
)
from tests.onenumber.rota.conftest import NOW, Small

LAST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_the_first_and_the_last_day_count(small: Small, on: date, expected: bool) -> None:
    assert approval_in_force(small.dilys.pk, on) is expected


def test_an_edt_officers_hat_is_no_approval_as_an_amhp(small: Small) -> None:
    assert not approval_in_force(small.nadia.pk, LAST)
    record_hat(
        by=small.viewer("amhp_lead"),
        at=NOW,
        practitioner=small.nadia,
        kind=Hat.Kind.AMHP,
        authority="Westmoor County Council",
        begins_on=date(2026, 1, 1),
    )
    assert approval_in_force(small.nadia.pk, LAST)


def test_an_approval_ended_early_is_no_longer_in_force(small: Small) -> None:
    hat = Hat.objects.get(practitioner=small.dilys)
    end_hat(by=small.viewer("amhp_lead"), at=NOW, hat=hat, ends_on=date(2026, 11, 1))
    assert not approval_in_force(small.dilys.pk, date(2026, 11, 2))
    with pytest.raises(Conflict, match="began on 01 Jan 2024"):
        end_hat(by=small.viewer("amhp_lead"), at=NOW, hat=hat, ends_on=date(2023, 1, 1))


def test_the_list_of_approvals_begins_with_the_one_that_ends_first(small: Small) -> None:
    Hat.objects.filter(practitioner=small.ify).update(ends_on=date(2026, 11, 30))
    Hat.objects.filter(practitioner=small.nadia).update(ends_on=None)
    lines = approvals(small.viewer("amhp_lead"), small.service.pk, date(2026, 11, 24))
    assert [line.name for line in lines] == ["Ify Nwosu", "Dilys Probert", "Nadia Karim"]
    assert approvals(small.viewer("amhp_lead", service=small.other), small.service.pk, LAST) == []


def test_doctors_with_how_to_reach_them_and_only_while_approved(small: Small) -> None:
    lead = small.viewer("amhp_lead")
    doctor = record_practitioner(
        by=lead,
        at=NOW,
        service=small.service,
        name="Dr Helena Voss",
        telephone="07700 900 301",
        email="h.voss@trust.example",
    )
    record_hat(
        by=lead,
        at=NOW,
        practitioner=doctor,
        kind=Hat.Kind.S12,
        authority="Secretary of State",
        begins_on=date(2025, 1, 1),
        ends_on=LAST,
    )
    [line] = section_12_doctors(lead, small.service.pk, LAST)
    assert (line.name, line.telephone, line.email, line.approved_until) == (
        "Dr Helena Voss",
        "07700 900 301",
        "h.voss@trust.example",
        LAST,
    )
    assert section_12_doctors(lead, small.service.pk, LAST + timedelta(days=1)) == []
    assert section_12_doctors(small.viewer("amhp_lead", service=small.other), small.service.pk, LAST) == []


def test_who_a_user_is(small: Small) -> None:
    found = practitioner_of(small.dilys.user_id)
    assert found == small.dilys
    assert practitioner_of(10_000) is None
    assert [p.name for p in practitioners(small.viewer("manager"), small.service.pk)] == [
        "Dilys Probert",
        "Ify Nwosu",
        "Nadia Karim",
    ]
    assert practitioners(small.viewer("manager", service=small.other), small.service.pk) == []


def test_only_those_who_keep_the_list_write_it(small: Small) -> None:
    with pytest.raises(NotAllowed):
        record_practitioner(by=small.viewer("hub_amhp"), at=NOW, service=small.service, name="A. Body")
    with pytest.raises(NotAllowed):
        change_practitioner(by=small.viewer("support"), at=NOW, practitioner=small.ify, changes={"name": "X"})
    changed = change_practitioner(
        by=small.viewer("manager"), at=NOW, practitioner=small.ify, changes={"telephone": "07700 900 555"}
    )
    assert Practitioner.objects.get(pk=changed.pk).telephone == "07700 900 555"
    with pytest.raises(ValueError, match="no service that can be changed"):
        change_practitioner(
            by=small.viewer("manager"), at=NOW, practitioner=small.ify, changes={"service": 1}
        )


def test_an_approval_cannot_end_before_it_begins(small: Small) -> None:
    with pytest.raises(Conflict, match="cannot end on 01 Jan 2020"):
        record_hat(
            by=small.viewer("amhp_lead"),
            at=datetime(2026, 1, 1, tzinfo=UTC),
            practitioner=small.ify,
            kind=Hat.Kind.LOCUM,
            authority="Agency",
            begins_on=date(2026, 1, 1),
            ends_on=date(2020, 1, 1),
        )
