"""Prepared records are what the ORM gives: the same values, the same order, and what they point at, or nothing."""

import pytest

from onenumber.organisations.models import Place, Team
from onenumber.records.prepared_records import PreparedRecords
from tests.onenumber.conftest import County

TEAMS = PreparedRecords(
    Team,
    lambda service_id: Team.objects.filter(service_id=service_id).order_by("-code"),
    {"service_id": int},
    related=("service", "locality"),
)


def test_the_same_as_the_orm(county: County, django_assert_num_queries) -> None:
    expected = list(Team.objects.filter(service=county.westmoor).order_by("-code"))
    assert len(expected) == 2
    with django_assert_num_queries(1):
        found = TEAMS.all(service_id=county.westmoor.pk)
        assert found == expected
        assert [team.service.prefix for team in found] == ["WM", "WM"]
        assert {team.code: team.locality and team.locality.name for team in found} == {
            "hub": None,
            county.locality.code: county.locality.name,
        }
    assert [team.name for team in found] == [team.name for team in expected]


def test_what_a_related_record_points_at(county: County, django_assert_num_queries) -> None:
    nested = PreparedRecords(
        Team,
        lambda: Team.objects.filter(service__prefix="WM").order_by("-code"),
        {},
        related=("locality", "locality__service"),
    )
    with django_assert_num_queries(1):
        found = {team.code: team.locality and team.locality.service.prefix for team in nested.all()}
    assert found == {"hub": None, county.locality.code: "WM"}


def test_asked_again_with_another_value(county: County) -> None:
    team = TEAMS.first(service_id=county.eastmere.pk)
    assert team is not None and team.service == county.eastmere
    assert TEAMS.first(service_id=0) is None
    assert TEAMS.first(service_id=10**40) is None and TEAMS.all(service_id=2**63 - 1) == []


def test_a_field_that_points_nowhere_is_refused() -> None:
    with pytest.raises(AssertionError):
        PreparedRecords(Place, Place.objects.all, {}, related=("name",))
