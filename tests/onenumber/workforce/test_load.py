"""`onenumber load`: a service and its people from files, with every mistake named."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import onenumber.demo
from onenumber.access.models import Grant, User
from onenumber.organisations.models import Service
from onenumber.workforce.commands import load
from onenumber.workforce.models import Hat, Practitioner

WESTMOOR = Path(onenumber.demo.__file__).parent / "data" / "service.toml"
PEOPLE = """name,e-mail,roles,telephone,locality,employer,authority,hats,skills,languages
Dilys Probert,dilys@wm.example,hub_amhp amhp_lead,07700 900 101,Marlbridge,County,County,\
amhp 2024-04-01 2029-03-31; edt 2020-01-01,child new,Welsh
Dr Helena Voss,,,07700 900 301,THORNBAY,Trust,Secretary of State,s12 2025-01-01 2029-12-31,,
Maud Fairbrother,maud@wm.example,manager,,,,,,,
"""


def run(*files: Path, expect: int = 0) -> str:
    done = CliRunner().invoke(load, [str(file) for file in files])
    assert done.exit_code == expect, done.output
    return done.output


@pytest.fixture
def people(tmp_path: Path, db: None) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE)
    return file


def test_a_service_and_its_people_are_loaded(people: Path) -> None:
    said = run(WESTMOOR, people)
    assert "Westmoor AMHP service is loaded: 7 localities, 34 places." in said
    assert "2 people sign in, 2 practitioners are listed." in said
    dilys = Practitioner.objects.get(name="Dilys Probert")
    assert dilys.user is not None
    assert (dilys.user.email, dilys.locality.name, dilys.skills) == (
        "dilys@wm.example",
        "Marlbridge",
        "child new",
    )
    assert not dilys.user.has_usable_password()
    assert set(Grant.objects.filter(user=dilys.user).values_list("role", flat=True)) == {
        "hub_amhp",
        "amhp_lead",
    }
    assert [str(h) for h in dilys.hats.order_by("kind").values_list("kind", "ends_on")] == [
        "('amhp', datetime.date(2029, 3, 31))",
        "('edt', None)",
    ]
    doctor = Practitioner.objects.get(name="Dr Helena Voss")
    assert (doctor.user, doctor.hats.get().kind) == (None, "s12")


def test_the_same_file_again_changes_nothing(people: Path) -> None:
    run(WESTMOOR, people)
    counts = [m.objects.count() for m in (User, Grant, Practitioner, Hat)]
    run(WESTMOOR, people)
    assert [m.objects.count() for m in (User, Grant, Practitioner, Hat)] == counts
    assert not Grant.objects.filter(ends_at__isnull=False).exists()


def test_a_role_the_file_no_longer_gives_ends_and_a_hat_moves(people: Path) -> None:
    run(WESTMOOR, people)
    people.write_text(PEOPLE.replace("hub_amhp amhp_lead", "hub_amhp").replace("2029-03-31", "2027-03-31"))
    run(people)
    ended = Grant.objects.get(ends_at__isnull=False)
    assert (ended.role, ended.user.email) == ("amhp_lead", "dilys@wm.example")
    assert Hat.objects.get(kind="amhp").ends_on.year == 2027


def test_every_mistake_by_its_row_and_nothing_kept(people: Path) -> None:
    run(WESTMOOR)
    people.write_text(
        "name,email,roles,locality,authority,hats,skills\n"
        "A,a@wm.example,king,,,,\n"
        ",b@wm.example,,,,,\n"
        "C,,hub_amhp,,,,\n"
        "D,not an address,,,,,\n"
        "E,,,,,amhp 2024-01-01,\n"
        "F,,,,County,amhp soon,\n"
        "G,,,,County,amhp 2024-01-01 2023-01-01,\n"
        "H,h@wm.example,,,,,\n"
        "I,H@wm.example,,,,,\n"
    )
    said = run(people, expect=1)
    assert [line.split(".")[0] for line in said.splitlines()[1:]] == [
        "Row 2: there is no role king",
        "Row 3: no name",
        "Row 4: somebody with a role signs in: give an email",
        "Row 5: not an address is not an e-mail address",
        "Row 6: say on whose authority the hats are worn: authority is empty",
        "Row 7: the hat amhp soon cannot be read; write it like: amhp 2024-04-01 2029-03-31",
        "Row 8: the hat amhp 2024-01-01 2023-01-01 ends before it begins",
        "Row 10: H@wm",
    ]
    assert not User.objects.exists()


def test_words_the_service_does_not_know(people: Path) -> None:
    run(WESTMOOR)
    people.write_text("name,locality,skills,council\nA,Atlantis,,\nB,,juggling,\nC,,,Nowhere Council\n")
    said = run(people, expect=1)
    assert "Row 2: there is no locality Atlantis." in said
    assert "Row 3: there is no skill juggling in the service's settings." in said
    assert "Row 4: the service does not act for Nowhere Council." in said


def test_a_broken_service_file_leaves_nothing_behind(tmp_path: Path, db: None) -> None:
    broken = tmp_path / "service.toml"
    broken.write_text(WESTMOOR.read_text().replace('mode = "COMBINED"', 'mode = "ALWAYS"'))
    said = run(broken, expect=1)
    assert "Nothing was loaded from service.toml.\nLine 10: ALWAYS is not a mode" in said
    assert not Service.objects.exists()


def test_people_need_their_service_first_and_files_their_endings(people: Path, tmp_path: Path) -> None:
    assert "0 services exist: load service.toml first" in run(people, expect=1)
    other = tmp_path / "people.xlsx"
    other.write_bytes(b"\xff\xfe")
    assert "ends in .toml, a list of people in .csv" in run(other, expect=1)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nJosé".encode("latin-1"))
    run(WESTMOOR)
    assert "not saved as UTF-8" in run(latin, expect=1)
