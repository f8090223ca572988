"""The pack for an outage: sealed, whole, in both places, and the board says when it is not."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.test import Client

from onenumber.allocation.actions import send_offers
from onenumber.audit.models import ChainHead, Viewer
from onenumber.cases.actions import open_from_contact, open_wait, record_legal_event, take_up
from onenumber.cases.models import Case
from onenumber.continuity import sealing
from onenumber.continuity.actions import claim_pack
from onenumber.continuity.models import BY_CODE, PAPER_KINDS, PackState
from onenumber.continuity.queries import packs_due
from onenumber.design.blank import BlankForm
from onenumber.hub.commands import write_packs
from onenumber.hub.panels.blank_sheets import blank_sheets
from onenumber.hub.queries.pack import read_pack
from onenumber.intake.actions import record_contact
from onenumber.intake.models import ContactFacts
from onenumber.organisations.models import Organisation
from onenumber.persons.actions import record_person
from onenumber.persons.models import Person
from onenumber.rota.actions import record_duty
from tests.onenumber.conftest import AT, Clock, County
from tests.onenumber.continuity.conftest import WORDS
from tests.onenumber.continuity.opening import opened, parts_of

pytestmark = pytest.mark.django_db
NAME = "Ottoline Wrexcombe"


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The million rounds are turned once, in the drill; here they would only cost time."""
    monkeypatch.setattr(sealing, "ROUNDS", 1000)


def _case(county: County, by: Viewer, name: str) -> Case:
    person = record_person(
        by=by, at=AT, service=county.westmoor, council=county.council, name=name, birth_date=date(1980, 3, 4),
        nhs_number="9990001011",
    )  # fmt: skip
    facts = ContactFacts(
        kind="referral", received_at=AT - timedelta(hours=1), locality=county.locality, caller_name="Sister Moss",
        caller_number="01632 960777", place="Larkfield 136 suite", words="He rang twice",
    )  # fmt: skip
    return open_from_contact(by=by, at=AT, service=county.westmoor, facts=facts, person=person)


@pytest.fixture
def day(westmoor: County) -> County:
    """An afternoon: one case held and clocked, one offered, one restricted, a caller waiting, a duty."""
    by, lead = westmoor.viewer("hub_amhp"), westmoor.viewer("amhp_lead")
    holder = westmoor.practitioners["locality_amhp"]
    held, offered = _case(westmoor, by, NAME), _case(westmoor, by, "Redmayne Quillfather")
    record_legal_event(
        by=by,
        at=AT,
        case=held,
        kind="s136_arrived",
        happened_at=AT - timedelta(minutes=15),
        told_by="PC Hobbs",
    )
    take_up(by=westmoor.viewer("locality_amhp"), at=AT, case=held, practitioner=holder)
    open_wait(by=by, at=AT, case=held, stage="BED", reason="BED_NONE", agency="Trust bed team", chosen=False)
    edt = westmoor.practitioners["edt_officer"].pk
    send_offers(by=by, at=AT, case=offered, practitioner_ids=[edt], together=True, answer_minutes=20)
    secret = _case(westmoor, by, "Clementina Dovehurst")
    Person.objects.filter(pk=secret.person_id).update(restricted=True)
    facts = ContactFacts(
        kind="advice", received_at=AT, caller_name="Dr Yew", caller_number="01632 960555", words="May I ask"
    )
    record_contact(
        by=by, at=AT, service=westmoor.westmoor, facts=facts, person=None, council=westmoor.council
    )
    record_duty(
        by=lead, at=AT, service=westmoor.westmoor, practitioner=holder, kind="locality", locality=westmoor.locality,
        starts_at=AT + timedelta(days=3), ends_at=AT + timedelta(days=3, hours=8),
    )  # fmt: skip
    Organisation.objects.filter(pk=westmoor.trust.pk).update(telephone="01632 960210")
    return westmoor


def packs(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_holds_what_a_service_needs_for_seven_days(day: County, folders: list[Path]) -> None:
    assert write_packs(at=AT) == 1
    file = folders[0] / "WM-261124-1420.html"
    text = re.sub(r"\s+", " ", opened(file, WORDS))
    for wanted in (
        NAME, "4 Mar 1980", "9990001011"[:3], "s136", "Wed 25 Nov 2026 14:05", "OW, 46",  # board and case sheet
        "Omar Farouk 01632 960001", "Trust bed team", "forced", "PC Hobbs", "Sister Moss", "01632 960777",
        "Ruth Nkemelu", "Tue 24 Nov 2026 14:40",  # who was asked and by when
        "Dr Yew", "01632 960555", "May I ask",  # a caller nobody has answered
        "Fri 27 Nov 2026 14:20", "Westmoor Partnership NHS Trust", "01632 960210", "Helen Ashdown",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert "Clementina" not in text
    assert "Dovehurst" not in text
    assert "Restricted" in text
    assert "Frank Eastley" not in text


def test_nothing_is_readable_without_the_passphrase(day: County, folders: list[Path]) -> None:
    write_packs(at=AT)
    assert packs(folders[0]) == packs(folders[1]) == ["WM-261124-1420.html"]
    file = folders[0] / "WM-261124-1420.html"
    assert file.stat().st_mode & 0o077 == 0
    for hidden in (NAME, "Wrexcombe", "WM-26-", "Omar Farouk", WORDS, "01632 9607"):
        assert hidden not in file.read_text()
    with pytest.raises(InvalidTag):
        opened(file, WORDS.title())
    assert sealing.unseal(file.read_bytes(), passphrase=WORDS) == opened(file, WORDS)
    with pytest.raises(sealing.WrongPassphrase):
        sealing.unseal(file.read_bytes(), passphrase="not the words at all")


def test_a_changed_cover_does_not_open(day: County, folders: list[Path]) -> None:
    write_packs(at=AT)
    file = folders[0] / "WM-261124-1420.html"
    said = json.loads(parts_of(file)["cover"])
    file.write_text(file.read_text().replace(said["made"], "25 Nov 2026, 14:20"))
    with pytest.raises(InvalidTag):
        opened(file, WORDS)


def test_the_page_runs_its_own_script_only_and_asks_no_network(day: County, folders: list[Path]) -> None:
    write_packs(at=AT)
    page = (folders[0] / "WM-261124-1420.html").read_text()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert re.findall(r"https?://|<link|<img|<iframe|\son\w+=|\sstyle=", page) == []


def test_the_newest_are_kept_and_other_files_are_left_alone(day: County, folders: list[Path]) -> None:
    for name in ("notes.txt", "EM-261124-1420.html", "WM-secret.html"):
        (folders[0] / name).write_text("not ours")
    for turn in range(5):
        assert write_packs(at=AT + timedelta(minutes=15 * turn)) == 1
    others = {"notes.txt", "EM-261124-1420.html", "WM-secret.html"}
    assert set(packs(folders[0])) == others | {f"WM-261124-{time}.html" for time in ("1450", "1505", "1520")}


def test_one_of_two_workers_writes_it(day: County, folders: list[Path]) -> None:
    [first], [second] = packs_due(at=AT)[:1], packs_due(at=AT)[:1]
    assert claim_pack(service=first.service, due_since=first.tried_at, at=AT)
    assert not claim_pack(service=second.service, due_since=second.tried_at, at=AT)
    assert day.westmoor not in [due.service for due in packs_due(at=AT + timedelta(minutes=14))]
    later = AT + timedelta(minutes=15)
    [due] = [due for due in packs_due(at=later) if due.service == day.westmoor]
    assert claim_pack(service=due.service, due_since=due.tried_at, at=later)
    assert not claim_pack(service=due.service, due_since=due.tried_at, at=later)
    back = AT - timedelta(hours=1)  # the machine's clock was set back: the pack does not stop for an hour
    assert day.westmoor in [due.service for due in packs_due(at=back)]


def test_a_pack_is_nobodys_fact(day: County, folders: list[Path]) -> None:
    before = ChainHead.objects.get(id=1).position
    write_packs(at=AT)
    assert ChainHead.objects.get(id=1).position == before


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda words: words.unlink(), "cannot be read"),
        (lambda words: words.chmod(0o640), "others can read"),
        (lambda words: words.write_text("too short"), "shorter than 20"),
    ],
)
def test_a_bad_passphrase_is_said_and_nothing_is_written(
    day: County, folders: list[Path], spoil: Callable[[Path], object], said: str
) -> None:
    spoil(folders[0].parent / "words" / "WM")
    assert write_packs(at=AT) == 0
    assert packs(folders[0]) == []
    state = PackState.objects.get(service=day.westmoor)
    assert said in state.trouble
    assert state.made_at is None


def test_a_passphrase_beside_the_packs_is_refused(
    day: County, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PACK_PASSPHRASES", str(folders[0] / "words"))
    assert write_packs(at=AT) == 0
    assert "beside the packs" in PackState.objects.get(service=day.westmoor).trouble


def test_a_full_disk_leaves_the_last_pack_whole(
    day: County, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_packs(at=AT)
    before = (folders[0] / "WM-261124-1420.html").read_bytes()
    monkeypatch.setattr(os, "fsync", _full)
    assert write_packs(at=AT + timedelta(minutes=15)) == 0
    assert packs(folders[0]) == ["WM-261124-1420.html"]  # and no half of another
    assert (folders[0] / "WM-261124-1420.html").read_bytes() == before
    assert "No space left" in PackState.objects.get(service=day.westmoor).trouble


def _board(client_for: Callable[[str], Client]) -> str:
    return re.sub(r"\s+", " ", client_for("hub_amhp").get("/board/").content.decode())


def test_the_board_says_when_the_pack_is_late_or_in_one_place(
    day: County, folders: list[Path], client_for: Callable[[str], Client], clock: Clock
) -> None:
    write_packs(at=clock.at)
    assert "pack for an outage" not in _board(client_for)
    clock.forward(minutes=32)
    assert "The pack for an outage was not written since today 14:20" in _board(client_for)
    write_packs(at=clock.at)
    assert "pack for an outage" not in _board(client_for)
    shutil.rmtree(folders[1])  # the stick was pulled out
    clock.forward(minutes=15)
    write_packs(at=clock.at)
    board = _board(client_for)
    assert "The pack for an outage is in one place only." in board
    assert "is not there" in board
    assert (folders[0] / "WM-261124-1507.html").exists()


def test_blank_sheets_ask_what_the_screens_ask(day: County) -> None:
    made = blank_sheets(read_pack(day.westmoor, at=AT))
    blanks: dict[str, BlankForm] = {blank.code: blank for blank in made}
    assert set(blanks) == {kind.code for kind in PAPER_KINDS if kind.usual}
    assert set(blanks) <= set(BY_CODE)
    labels = {code: [field.label for field in blank.fields] for code, blank in blanks.items()}
    assert {"Where are they now?", "Is anyone in danger right now?", "Caller: number to ring back"} <= set(
        labels["contact"]
    )
    assert {"Outcome", "Reasons, in your own words"} <= set(labels["decision"])
    assert {"When examined: day", "Section 12 doctor", "What was received?"} <= set(labels["recommendation"])
    [outcome] = [field for field in blanks["decision"].fields if field.label == "Outcome"]
    assert len(outcome.choices) > 8
    [kind] = [field for field in blanks["contact"].fields if field.label == "What is this call?"]
    assert kind.choices == ("Referral", "Advice", "Police line", "Back-up for an AMHP", "Other")
