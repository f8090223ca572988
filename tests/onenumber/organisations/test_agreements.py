"""Agreements: how they stand on a day, who may write which, that nothing is written over, and what fits a call."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import Entry, GrantHeld, Viewer
from onenumber.organisations.actions import end_agreement, record_agreement
from onenumber.organisations.models import Agreement, AgreementText
from onenumber.organisations.queries import agreement_for, agreements, agreements_due, fitting_arrangements
from tests.onenumber.conftest import AT, County

pytestmark = pytest.mark.django_db
TODAY = AT.date()
SLA = AgreementText(
    kind="sla", with_whom="Eastmere AMHP service", covers="Cover on both sides of the border.",
    begins_on=date(2025, 4, 1), review_on=date(2027, 4, 1), signed_by="Both leads",
)  # fmt: skip


def keep(county: County, text: AgreementText = SLA, role: str = "amhp_lead", **more: Any) -> Agreement:
    return record_agreement(by=county.viewer(role), at=AT, service=county.westmoor, text=text, **more)


def school(county: County, **said: Any) -> AgreementText:
    return replace(
        SLA, kind="local", with_whom="Stonechat House School", locality=county.locality, council=county.council,
        called="Stonechat House, Stonechat School", postcodes="WM7 4QT, WM9", ring="the nurse on call", **said,
    )  # fmt: skip


def standing(county: County, row: Agreement, on: date = TODAY) -> str:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    found = agreement_for(county.viewer("amhp_lead", at), row.pk)
    assert found is not None
    return found.standing.value


def test_how_it_stands_follows_from_its_days_and_the_services_own_setting(county: County) -> None:
    row = keep(county, replace(SLA, until=date(2027, 6, 30)))
    assert standing(county, row, date(2025, 3, 31)) == "not yet begun"
    assert standing(county, row) == "in force"
    assert standing(county, row, date(2027, 3, 31)) == "in force"  # no setting: from the day itself
    county.westmoor.settings = {"agreement.review_days": {"value": 60}}
    county.westmoor.save()
    assert standing(county, row, date(2027, 1, 30)) == "in force"  # 61 days before
    assert standing(county, row, date(2027, 1, 31)) == "review due"
    assert standing(county, row, date(2027, 4, 1)) == "review due"
    assert standing(county, row, date(2027, 4, 2)) == "past its review"
    assert standing(county, row, date(2027, 6, 30)) == "past its review"
    assert standing(county, row, date(2027, 7, 1)) == "has run out"


def test_those_to_look_at_come_first_and_those_over_last(county: County) -> None:
    over = keep(county, replace(SLA, with_whom="Over"))
    keep(county, replace(SLA, with_whom="Fine"))
    keep(county, replace(SLA, with_whom="Late", review_on=date(2026, 11, 1)))
    end_agreement(by=county.viewer("manager"), at=AT, agreement=over, why="The county border moved")
    lead = county.viewer("amhp_lead")
    assert [one.row.with_whom for one in agreements(lead, county.westmoor.pk)] == ["Late", "Fine", "Over"]
    assert agreements_due(lead, county.westmoor.pk) == 1
    assert agreements(county.viewer("foreign"), county.westmoor.pk) == []


def test_a_newer_text_replaces_the_older_once_and_both_stay(county: County) -> None:
    older = keep(county)
    newer = keep(county, replace(SLA, covers="Also at night."), role="manager", replaces=older)
    assert (standing(county, older), standing(county, newer)) == ("replaced", "in force")
    older.refresh_from_db()
    assert older.covers == "Cover on both sides of the border."
    with pytest.raises(Conflict, match="Piotr Malik has replaced it already"):
        keep(county, replaces=older)
    with pytest.raises(Conflict, match="has replaced it already"):
        end_agreement(by=county.viewer("manager"), at=AT, agreement=older, why="x")
    verbs = Entry.objects.filter(subject=f"agreement {newer.pk}").values_list("verb", "fields")
    assert list(verbs) == [("agreement.recorded", "replaces")]


def test_ended_it_says_why_and_stays_ended(county: County) -> None:
    row = keep(county)
    end_agreement(by=county.viewer("amhp_lead"), at=AT, agreement=row, why="Not renewed")
    row.refresh_from_db()
    assert (row.ended_why, row.ended_by_name, row.ended_at) == ("Not renewed", "Helen Ashdown", AT)
    with pytest.raises(Conflict, match="Helen Ashdown has ended it already"):
        end_agreement(by=county.viewer("manager"), at=AT, agreement=row, why="Twice")


@pytest.mark.parametrize(
    "change", [{"covers": "Nothing"}, {"review_on": date(2030, 1, 1)}, {"ended_why": "Another reason"}]
)
def test_the_database_writes_nothing_over(county: County, change: dict[str, Any]) -> None:
    row = keep(county)
    end_agreement(by=county.viewer("amhp_lead"), at=AT, agreement=row, why="Not renewed")
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize("said", [{"ring": ""}, {"locality": None}, {"until": date(2020, 1, 1)}])
def test_a_local_arrangement_says_where_and_whom_to_ring(county: County, said: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(county, replace(school(county), **said))


@pytest.mark.parametrize("role", ["hub_amhp", "edt_officer", "locality_amhp", "system_admin", "foreign"])
def test_only_the_lead_and_the_manager_write(county: County, role: str) -> None:
    with pytest.raises(NotAllowed):
        keep(county, role=role)


def test_a_lead_of_one_council_writes_and_ends_only_what_is_that_councils(county: County) -> None:
    lead = Viewer(7, "Narrow", (GrantHeld("amhp_lead", county.westmoor.pk, county.council.pk),), AT)
    whole, theirs = keep(county), keep(county, replace(SLA, council=county.other_council))
    own = keep(county, replace(SLA, council=county.council))
    assert {one.row.pk for one in agreements(lead, county.westmoor.pk)} == {whole.pk, own.pk}
    assert agreement_for(lead, theirs.pk) is None
    for row in (whole, theirs):
        with pytest.raises(NotAllowed):
            end_agreement(by=lead, at=AT, agreement=row, why="No")
        with pytest.raises(NotAllowed):
            text = replace(SLA, council=county.council)
            record_agreement(by=lead, at=AT, service=county.westmoor, text=text, replaces=row)
    with pytest.raises(NotAllowed):
        record_agreement(by=lead, at=AT, service=county.westmoor, text=SLA)
    assert end_agreement(by=lead, at=AT, agreement=own, why="Yes").ended_why == "Yes"


def fits(county: County, place: str, locality: str = "", on: date = TODAY) -> list[str]:
    found = fitting_arrangements(county.westmoor, place=place, locality_code=locality, on=on)
    return [f"{each.arrangement.with_whom}: {each.why}" for each in found]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("Stonechat House, room 4", "the place says Stonechat House"),
        ("at the stonechat school", "the place says Stonechat School"),
        ("4 Mill Lane, wm7 4qt", "the postcode is WM7 4QT"),
        ("4 Mill Lane, WM9 1AA", "the postcode is WM9"),
        ("the sea wall, WM9", "the postcode is WM9"),
        ("Stonechat Housewares", ""),
        ("Stonechat", ""),
        ("4 Mill Lane, WM7 4QZ", ""),
        ("WM7", ""),  # its first half alone may be anywhere in it
        ("WM91 1AA", ""),
        ("", ""),
    ],
)
def test_why_an_arrangement_fits_a_place(county: County, place: str, why: str) -> None:
    keep(county, school(county))
    assert fits(county, place, "NORTH") == ([f"Stonechat House School: {why}"] if why else [])


def test_one_without_name_and_postcode_fits_its_whole_locality_after_the_closer_ones(county: County) -> None:
    keep(county, replace(school(county), with_whom="Moor rescue", called="", postcodes=""))
    keep(county, school(county))
    assert fits(county, "", "NORTH") == ["Moor rescue: the locality is North Moor"]
    assert fits(county, "", "CITY") == []
    both = [
        "Stonechat House School: the place says Stonechat House",
        "Moor rescue: the locality is North Moor",
    ]
    assert fits(county, "Stonechat House, WM7 4QT", "NORTH") == both


def test_what_is_over_or_not_begun_fits_nothing_and_what_is_past_its_review_still_does(
    county: County,
) -> None:
    row = keep(county, school(county, until=date(2027, 6, 30)))
    assert fits(county, "Stonechat House", on=date(2025, 3, 31)) == []
    assert fits(county, "Stonechat House", on=date(2027, 7, 1)) == []
    assert len(fits(county, "Stonechat House", on=date(2027, 4, 1) + timedelta(days=1))) == 1
    newer = keep(county, replace(school(county), ring="the deputy head"), replaces=row)
    [only] = fitting_arrangements(county.westmoor, place="Stonechat House", locality_code="", on=TODAY)
    assert only.arrangement.ring == "the deputy head"
    end_agreement(by=county.viewer("amhp_lead"), at=AT, agreement=newer, why="The school closed")
    assert fits(county, "Stonechat House") == []
