"""The county in the database: everything told is there, the chain holds, the board is right, the line goes on."""

from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from onenumber.access.models import User
from onenumber.access.queries import viewer_for
from onenumber.allocation.models import BackUp, Offer
from onenumber.audit.actions import NotAllowed
from onenumber.audit.actions.chain import faults
from onenumber.audit.models import Entry
from onenumber.cases.models import Case, Closure, Commitment, LegalEvent, OpenCase
from onenumber.cases.queries import columns_of, facts_of
from onenumber.demo import commands
from onenumber.demo.actions import write_county
from onenumber.demo.county.tell import tell
from onenumber.intake.models import Contact, ContactStep, PoliceLine
from onenumber.organisations.models import Service
from onenumber.organisations.queries import missing_settings
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.records import clock as records_clock
from onenumber.records.references import next_reference
from onenumber.rota.models import Duty
from onenumber.rota.queries import is_on_duty, on_duty
from onenumber.workforce.models import Hat, Practitioner
from onenumber.workforce.queries import section_12_doctors
from tests.onenumber.conftest import sign_in

AT = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """An empty data folder, and the service's clock at the moment told."""
    settings.DATA = tmp_path
    settings.DEMONSTRATION = False
    monkeypatch.setattr(records_clock, "now", lambda: AT)
    return tmp_path


def demo(*arguments: str) -> Result:
    return CliRunner().invoke(commands.demo, ["--at", "2026-11-24T14:20", *arguments])


@pytest.mark.slow
def test_a_year_written_down(folder: Path) -> None:
    done = demo()
    assert done.exit_code == 0, done.output
    assert "11300 contacts, 2000 cases, 11 of them open" in done.output
    assert (folder / "demonstration").exists()

    service = Service.objects.get()
    assert (service.synthetic, missing_settings(service)) == (True, [])
    assert (Contact.objects.count(), Case.objects.count(), OpenCase.objects.count()) == (11300, 2000, 11)
    asked = Contact.objects.exclude(contact_type__in=["", "ADVICE", "POLICE_ADVICE"])
    assert Counter(asked.values_list("duty_kind", flat=True)) == {"day": 1600, "edt": 400}
    assert PoliceLine.objects.count() == Contact.objects.filter(kind="police").count() == 1950
    assert BackUp.objects.count() == 600
    assert not list(faults())
    assert Entry.objects.filter(verb="county.written").count() == 1

    _people(service)
    _references()
    _standing_of_everything()
    _rights(service)
    _first_pages()


def _people(service: Service) -> None:
    lead = viewer_for(User.objects.get(name="Maud Fairbrother"), at=AT)
    assert Practitioner.objects.filter(hats__kind=Hat.Kind.AMHP).distinct().count() == 47
    assert len(section_12_doctors(lead, service.pk, AT.date())) == 25
    assert {line.name for line in on_duty(lead, service.pk, AT) if line.kind == "hub"} == {
        "Dilys Probert",
        "Tom Whitlock",
    }


def _references() -> None:
    """Issued in order of receipt, none missing; the next contact and case go on."""
    for model, prefix in ((Contact, "C"), (Case, "WM")):
        found = list(model.objects.order_by("happened_at", "id").values_list("reference", "happened_at"))
        years = Counter(reference.split("-")[1] for reference, _ in found)
        assert len({reference for reference, _ in found}) == len(found)
        for year, count in years.items():
            numbers = [int(reference.rsplit("-")[-1]) for reference, _ in found if f"-{year}-" in reference]
            assert sorted(numbers) == list(range(1, count + 1))
        assert next_reference(prefix, at=AT) == f"{prefix}-26-{years['26'] + 1}"


def _standing_of_everything() -> None:
    """The board's rows say what the facts say; every contact but the newest has become something."""
    for row in OpenCase.objects.all():
        case = Case.objects.select_related("person", "contact", "locality").get(pk=row.pk)
        columns = columns_of(facts_of(case), offered=bool(row.offered_to), asked=bool(row.asks))
        assert columns is not None
        assert {name: getattr(row, name) for name in columns} == columns
    assert Closure.objects.count() == 2000 - 11
    assert not Commitment.objects.filter(ended_at__isnull=True).exclude(case__opencase__isnull=False).exists()
    assert Contact.objects.exclude(pk__in=ContactStep.objects.values("contact")).count() <= 4
    assert Offer.objects.filter(answer="").count() == 3
    assert LegalEvent.objects.filter(case__contact_type="S136").exists()
    assert not Person.objects.exclude(nhs_number="").exclude(nhs_number__startswith="999").exists()


def _rights(service: Service) -> None:
    dilys, joe = (viewer_for(User.objects.get(name=name), at=AT) for name in ("Dilys Probert", "Joe Tasker"))
    assert is_on_duty(dilys, service.pk, AT)
    assert Duty.objects.count() == WorkingRelationship.objects.filter(why="on_duty").count()
    held = Commitment.objects.get(practitioner__name="Joe Tasker", ended_at__isnull=True)
    assert WorkingRelationship.objects.filter(
        user_id=joe.user_id, person=held.case.person, why="holds", caused_by=f"commitment {held.pk}"
    ).exists()
    asked = Offer.objects.get(practitioner__name="Joe Tasker", answer="")
    assert WorkingRelationship.objects.filter(
        user_id=joe.user_id, why="offered", caused_by=f"offer {asked.pk}"
    ).exists()


def _first_pages() -> None:
    """The board, a case, my day and the duty list open on what was written."""
    held = Case.objects.get(
        commitment_facts__practitioner__name="Joe Tasker", commitment_facts__ended_at__isnull=True
    )
    for name, address, says in (
        ("Dilys Probert", "/board/", "Thornbay District ED"),
        ("Joe Tasker", "/my-day/", held.reference),
        ("Joe Tasker", f"/cases/{held.reference}/", "Nadine Rackstraw"),
        ("Asha Verma", "/duty/", "Nadia Karim"),
    ):
        answer = sign_in(Client(), User.objects.get(name=name)).get(address)
        assert answer.status_code == 200, (name, address)
        assert says in answer.content.decode()


def test_a_county_of_no_years_is_ready_for_its_first_call(folder: Path) -> None:
    done = demo("--years", "0")
    assert done.exit_code == 0, done.output
    service = Service.objects.get()
    assert not Contact.objects.exists()
    assert not Person.objects.exists()
    dilys = viewer_for(User.objects.get(name="Dilys Probert"), at=AT)
    assert len(on_duty(dilys, service.pk, AT)) == 11
    assert next_reference("C", at=AT) == "C-26-1"


def test_it_is_never_written_twice_nor_into_a_live_service(folder: Path) -> None:
    assert demo("--years", "0").exit_code == 0
    again = demo()
    assert again.exit_code == 1
    assert "holds a demonstration already" in again.output
    Service.objects.update(synthetic=False)
    live = demo()
    assert live.exit_code == 1
    assert "holds a live service" in live.output
    county = tell(seed=1, years=0, now=AT)
    with pytest.raises(NotAllowed):
        write_county(by=commands.writer(AT), at=AT, service=Service.objects.get(), county=county)


def test_a_county_interrupted_leaves_nothing_and_can_be_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(import_module("onenumber.demo.actions.write_county"), "write_persons", cut_off)
        assert demo("--years", "0").exit_code != 0
    assert not Service.objects.exists()
    assert not User.objects.exists()
    assert "being made" in (folder / "demonstration").read_text()
    assert demo("--years", "0").exit_code == 0
    assert "being made" not in (folder / "demonstration").read_text()


def test_a_live_folder_is_not_marked(folder: Path) -> None:
    assert demo("--years", "0").exit_code == 0
    (folder / "demonstration").unlink()
    Service.objects.update(synthetic=False)
    assert demo().exit_code == 1
    assert not (folder / "demonstration").exists()


@pytest.mark.parametrize("arguments", [("--years", "-1"), ("--years", "21"), ("--at", "soon")])
def test_what_it_cannot_be_asked_for(folder: Path, arguments: tuple[str, str]) -> None:
    done = CliRunner().invoke(commands.demo, list(arguments))
    assert done.exit_code != 0
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-07-01T09:00", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("2026-07-01T09:00Z", datetime(2026, 7, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_local(
    folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, meant: datetime
) -> None:
    asked: list[datetime] = []
    monkeypatch.setattr(commands, "make", lambda *, years, seed, at: asked.append(at) or [])
    assert CliRunner().invoke(commands.demo, ["--at", typed]).exit_code == 0
    assert asked == [meant]
