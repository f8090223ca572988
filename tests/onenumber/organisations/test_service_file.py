"""A service's file: every mistake with its line, nothing guessed, and the same file twice changes nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import onenumber.demo
from onenumber.audit.actions import Conflict, NotAllowed
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.organisations.actions import load_service
from onenumber.organisations.models import Locality, Organisation, Place, Service, Team
from onenumber.organisations.queries import (
    BadServiceFile,
    SettingMissing,
    installer,
    localities,
    missing_settings,
    propose_locality,
    propose_place,
    read_service_file,
    setting,
)
from onenumber.organisations.setting_kinds import SETTINGS

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WESTMOOR = (Path(onenumber.demo.__file__).parent / "data" / "service.toml").read_text()
SMALL = """\
[service]
name = "Fenland AMHP service"
short_name = "Fenland"
prefix = "FL"
one_number = "01632 960 999"
mode = "DAY"
synthetic = false
provider = "Fenland Council"
councils = ["Fenland Council"]
[organisations."Fenland Council"]
kind = "council"
code_gss = "E10009908"
[localities.NORTH]
name = "North"
council = "Fenland Council"
[settings."offer.minutes"]
value = [10, 20]
approved_by = "A. Lead"
approved_on = 2026-10-01
"""


def load(text: str) -> Service:
    return load_service(by=installer(AT), at=AT, file=read_service_file(text))


def problems_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadServiceFile) as refused:
        read_service_file(text)
    return [(problem.line, problem.message) for problem in refused.value.problems]


def test_the_demonstrations_file_is_whole() -> None:
    said = read_service_file(WESTMOOR)
    left_empty = {path for path in SETTINGS if path.endswith((".welsh", ".easy_read"))}
    assert list(said.settings) == [path for path in SETTINGS if path not in left_empty]
    assert all(
        "SAMPLE" in said.settings[path]["value"] for path in said.settings if path.startswith("letter.")
    )
    assert len(said.localities) == 7
    assert all(
        entry["approved_by"] and entry["approved_on"] == "2026-04-01" for entry in said.settings.values()
    )


def test_every_mistake_is_named_with_its_line_all_at_once() -> None:
    text = (
        SMALL.replace('mode = "DAY"', 'mode = "NIGHT"')
        .replace('prefix = "FL"', 'prefix = "Fenland"')
        .replace('code_gss = "E10009908"', 'code_gss = "Fenland"')
        .replace('name = "North"\n', 'name = "North"\nsize = 3\n')
        .replace("value = [10, 20]", "value = [20, 10]")
        .replace('approved_by = "A. Lead"\n', "")
        + '[settings."offer.mood"]\nvalue = 1\n[places]\n"The Hall" = { locality = "SOUTH", kind = "PALACE" }\n'
        + "[extras]\n"
    )
    assert [(line, message.split(".")[0][:52]) for line, message in problems_of(text)] == [
        (4, "prefix must be two to four capital letters, such as "),
        (6, "NIGHT is not a mode: DAY, EDT, COMBINED"),
        (12, "code_gss must be E or W and eight digits"),
        (15, "localities NORTH cannot have size"),
        (17, "settings offer"),
        (18, "offer"),
        (20, "there is no setting offer"),
        (23, "PALACE is not a kind of place: HOME, WARD, ED, HBPOS"),
        (23, "SOUTH is not a locality of this file: NORTH"),
        (24, "extras is no part of a service's file"),
    ]


def test_a_file_that_is_not_toml_says_where_reading_stopped() -> None:
    [(line, message)] = problems_of(SMALL.replace('prefix = "FL"', "prefix = FL"))
    assert (line, message.startswith("this is not TOML")) == (4, True)


def test_what_a_service_cannot_be_without() -> None:
    assert [message for _, message in problems_of("[places]\n")][:3] == [
        "service has no councils.",
        "service has no mode.",
        "service has no name.",
    ]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("offer.escalation_minutes", '"soon"', "whole number of minutes"),
        ("offer.escalation_minutes", "true", "whole number of minutes"),
        ("draft.keep_hours", "0", "whole number of hours"),
        ("handover.read_days", "32", "whole number of days"),
        ("handover.services", '"BL"', "list of prefixes"),
        ("handover.services", '["BL", "BL"]', "list of prefixes"),
        ("priority.target_minutes", "{ 1 = 60 }", "must name the priorities 1, 4, 2 and 3"),
        ("priority.target_minutes", "{ 1 = 60, 4 = 1, 2 = 1, 3 = -1 }", "must give whole minutes"),
        ("wait.escalation_minutes", "{ BED = 60 }", "must name the stages ALLOCATE"),
        (
            "wait.reasons",
            '[{ code = "MOON", stage = "BED", agency = "x", chosen = false }]',
            "MOON is no reason",
        ),
        (
            "wait.reasons",
            '[{ code = "AMB", stage = "SKY", agency = "x", chosen = false }]',
            "SKY is no stage",
        ),
        (
            "wait.reasons",
            '[{ code = "AMB", stage = "BED", agency = "x", chosen = 1 }]',
            "chosen must be true or false",
        ),
        ("duty.periods", "[]", "must be a list of periods"),
        (
            "duty.periods",
            '[{ kind = "day", days = ["mon"], starts = "8:00", ends = "25:00" }]',
            "times such as",
        ),
        (
            "duty.periods",
            '[{ kind = "day", days = ["may"], starts = "08:00", ends = "09:00" }]',
            "days must be",
        ),
        ("skills", "{ X = 1 }", "must be a table of codes with words"),
    ],
)
def test_values_that_cannot_be(path: str, value: str, said: str) -> None:
    text = f'{SMALL}[settings."{path}"]\nvalue = {value}\napproved_by = "A. Lead"\napproved_on = 2026-10-01\n'
    [(line, message)] = problems_of(text)
    assert (line, said in message) == (21, True), message


def test_an_approval_needs_a_day_and_a_name() -> None:
    text = SMALL.replace("2026-10-01", '"soon"').replace('"A. Lead"', '" "')
    assert problems_of(text) == [
        (18, "approved_by must be a text."),
        (19, "approved_on must be a day without quotes, such as 2026-10-01."),
    ]


@pytest.mark.django_db
def test_loading_makes_the_service_and_loading_again_changes_nothing() -> None:
    service = load(WESTMOOR)
    counts = [m.objects.count() for m in (Organisation, Service, Locality, Team, Place)]
    again = load(WESTMOOR)
    assert again.pk == service.pk
    assert [m.objects.count() for m in (Organisation, Service, Locality, Team, Place)] == counts
    assert [area.code for area in localities(service)][:2] == ["ASHMOOR", "BRIGHTWATER"]
    assert setting(service, "offer.minutes") == [10, 20, 60]
    assert missing_settings(service) == []


@pytest.mark.django_db
def test_a_live_service_lacks_what_nobody_approved() -> None:
    service = load(SMALL)
    lacks = missing_settings(service)
    assert len(lacks) == sum(kind.needed for kind in SETTINGS.values()) - 1
    assert not any("letter" in lack for lack in lacks)  # an empty slot stops no service
    assert lacks[0].startswith("duty.periods is not set (when day duty and out-of-hours duty run)")
    with pytest.raises(SettingMissing, match=r"Fenland AMHP service has not set law\.red_minutes"):
        setting(service, "law.red_minutes")


def test_a_letter_may_only_name_what_the_record_can_say() -> None:
    approved = 'approved_by = "A. Lead"\napproved_on = 2026-10-01\n'
    letter = f'[settings."letter.person.english"]\nvalue = "Dear {{friend}}"\n{approved}'
    [(_, message)] = problems_of(SMALL + letter)
    assert "letter.person.english names {friend}; it may name only {to}, {person}" in message


@pytest.mark.django_db
def test_a_changed_file_changes_the_service_and_drops_only_places_and_teams() -> None:
    load(WESTMOOR)
    changed = (
        WESTMOOR.replace("value = [10, 20, 60]", "value = [15, 45]")
        .replace('"The Limes care home" = { locality = "ASHMOOR", kind = "CARE_HOME" }\n', "")
        .replace('name = "Estuary"', 'name = "The Estuary"')
    )
    service = load(changed)
    assert setting(service, "offer.minutes") == [15, 45]
    assert Locality.objects.get(code="ESTUARY").name == "The Estuary"
    assert not Place.objects.filter(name="The Limes care home").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "[localities.NORTH]",
            "[localities.SOUTH]",
            "The locality NORTH is in the service and not in the file",
        ),
        ("synthetic = false", "synthetic = true", "synthetic cannot be changed"),
        ('prefix = "FL"', 'prefix = "FX"', "exists under another prefix"),
    ],
)
def test_what_records_point_at_is_never_taken_away(old: str, new: str, said: str) -> None:
    load(SMALL)
    with pytest.raises(Conflict, match=said):
        load(SMALL.replace(old, new))


@pytest.mark.django_db
def test_only_the_administrator_of_a_service_loads_its_file() -> None:
    service = load(SMALL)
    for role, service_id in (("amhp_lead", service.pk), ("system_admin", service.pk + 1)):
        by = Viewer(7, "A. Body", (GrantHeld(role, service_id),), AT)
        with pytest.raises(NotAllowed):
            load_service(by=by, at=AT, file=read_service_file(SMALL))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "locality", "kind"),
    [
        ("Curlew Ward, Marlbridge General", "Marlbridge", "WARD"),
        ("thornbay district emergency department", "Thornbay", "ED"),
        ("Waiting room, Thornbay District", "Thornbay", "OTHER"),
        ("the limes Care Home, room 4", "Ashmoor", "CARE_HOME"),
        ("Outside Brightwater library", "Brightwater", None),
        ("between Ashmoor and Estuary", None, None),
        ("Her flat, 4 Wharf Lane", None, None),
        ("", None, None),
        ("Curlew Wardrobe", None, None),
    ],
)
def test_a_place_proposes_its_locality_and_an_unknown_one_none(
    said: str, locality: str | None, kind: str | None
) -> None:
    service = load(WESTMOOR)
    found, place = propose_locality(service, said), propose_place(service, said)
    assert (found.name if found else None, place.kind if place else None) == (locality, kind)
