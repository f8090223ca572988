"""A duty list from a spreadsheet: everything or nothing, every mistake with its row."""

from datetime import UTC, datetime

import pytest

from onenumber.access.models import User
from onenumber.persons.models import WorkingRelationship
from onenumber.rota.actions import import_duties, record_duty
from onenumber.rota.duty_file import BadDutyFile, read_duties
from onenumber.rota.models import Duty
from onenumber.workforce.models import Practitioner
from tests.onenumber.rota.conftest import NOW, Small

GOOD = """\ufeffDate;Name;Kind;Locality;From;To
24/11/2026;Dilys Probert;hub;;08:45;17:00
2026-11-24;ify nwosu;Locality;ESTUARY;0845;1700

24 Nov 2026;Nadia Karim;EDT;;17:00;08:00
"""


def load(small: Small, text: str) -> list[Duty]:
    return import_duties(by=small.viewer("amhp_lead"), at=NOW, service=small.service, text=text)


def test_a_good_file_becomes_lines_and_rights(small: Small) -> None:
    load(small, GOOD)
    kept = Duty.objects.order_by("starts_at", "practitioner__name").values_list(
        "practitioner__name", "kind", "locality__name", "starts_at", "ends_at"
    )
    assert list(kept) == [
        (
            "Dilys Probert",
            "hub",
            None,
            datetime(2026, 11, 24, 8, 45, tzinfo=UTC),
            datetime(2026, 11, 24, 17, tzinfo=UTC),
        ),
        (
            "Ify Nwosu",
            "locality",
            "Estuary",
            datetime(2026, 11, 24, 8, 45, tzinfo=UTC),
            datetime(2026, 11, 24, 17, tzinfo=UTC),
        ),
        (
            "Nadia Karim",
            "edt",
            None,
            datetime(2026, 11, 24, 17, tzinfo=UTC),
            datetime(2026, 11, 25, 8, tzinfo=UTC),
        ),
    ]
    assert WorkingRelationship.objects.count() == 2


def test_the_same_file_again_changes_nothing(small: Small) -> None:
    load(small, GOOD)
    assert load(small, GOOD) == []
    assert Duty.objects.count() == 3


def test_every_mistake_is_named_by_its_row_and_nothing_is_kept(small: Small) -> None:
    text = (
        "date,name,kind,locality,from,to\n"
        "24/11/2026,Dilys Probert,hub,,08:45,17:00\n"
        "24/11/2026,Nobody Here,hub,,08:45,17:00\n"
        "24/11/2026,Ify Nwosu,locality,Nowhere,08:45,17:00\n"
        "24/11/2026,Dilys Probert,spare,,16:00,18:00\n"
    )
    with pytest.raises(BadDutyFile) as refused:
        load(small, text)
    assert [(p.row, p.message.split(".")[0]) for p in refused.value.problems] == [
        (3, "nobody called Nobody Here is in the list of people"),
        (4, "there is no locality Nowhere"),
        (5, "Dilys Probert is already on duty (hub) from Tue 24 Nov 08:45 to Tue 24 Nov 17:00"),
    ]
    assert not Duty.objects.exists()
    assert not WorkingRelationship.objects.exists()


def test_two_people_of_one_name_are_told_apart_by_their_address(small: Small) -> None:
    twin = User.objects.create_user(email="dilys.two@westmoor.example", name="Dilys Probert")
    second = Practitioner.objects.create(
        service=small.service, user=twin, name="Dilys Probert", email="dilys.two@westmoor.example"
    )
    row = "date,name,kind,from,to{}\n24/11/2026,Dilys Probert,hub,08:45,17:00{}\n"
    with pytest.raises(BadDutyFile, match="2 people are called Dilys Probert: add a column e-mail"):
        load(small, row.format("", ""))
    [duty] = load(small, row.format(",E-mail", ",Dilys.Two@westmoor.example"))
    assert duty.practitioner_id == second.pk


def test_a_line_typed_before_is_in_the_way(small: Small) -> None:
    record_duty(
        by=small.viewer("manager"),
        at=NOW,
        service=small.service,
        practitioner=small.dilys,
        kind="spare",
        locality=None,
        starts_at=NOW,
        ends_at=NOW.replace(hour=12),
    )
    with pytest.raises(BadDutyFile, match="Row 2: Dilys Probert is already on duty"):
        load(small, GOOD)
    assert Duty.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Row 1: the file is empty"),
        ("name,from\n", "Row 1: no column date, kind, to"),
        ("date,name,kind,from,to,mood\n", "Row 1: the column mood is not known"),
        ("date,name,kind,from,to\n", "Row 2: there are headings but no duties"),
        ("date,name,kind,from,to\nsoon,A,hub,9:00,17:00", "Row 2: soon is not a date"),
        ("date,name,kind,from,to\n31/02/2026,A,hub,9:00,17:00", "Row 2: 31/02/2026 is not a date"),
        ("date,name,kind,from,to\n24/11/9999,A,hub,9:00,17:00", "Row 2: Give a year from 1900 to 2199"),
        ("date,name,kind,from,to\n24/11/2026,A,king,9:00,17:00", "Row 2: kind is king"),
        (
            "date,name,kind,from,to\n24/11/2026,A,locality,9:00,17:00",
            "Row 2: a locality duty needs its locality",
        ),
        ("date,name,kind,from,to\n24/11/2026,A,hub,nine,17:00", "Row 2: Type the time like 0920"),
        ("date,name,kind,from,to\n24/11/2026,A,hub,n,17:00", "Row 2: write times like 08:45"),
        ("date,name,kind,from,to\n24/11/2026,,hub,9:00,17:00", "Row 2: no name"),
        (
            "date,name,kind,from,to\n28/03/2027,A,edt,01:30,09:00",
            "Row 2: 01:30 did not happen on Sun 28 Mar 2027",
        ),
        ("date,name,kind,from,to\n\x00", "Row 1: this is not a text file"),
        ('date,name,kind,from,to\n"24/11', "Row 1: the file is not in CSV form"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(text: str, problem: str) -> None:
    with pytest.raises(BadDutyFile) as refused:
        read_duties(text)
    assert str(refused.value.problems[0]).startswith(problem)


def test_times_are_local_on_both_sides_of_a_change_of_clocks() -> None:
    [line] = read_duties("date,name,kind,from,to\n27/03/2027,A,edt,17:00,08:00")
    assert (line.starts_at.hour, line.ends_at.hour) == (17, 7)
