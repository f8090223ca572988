"""Past referrals come in whole or not at all, show in the list with the expected counts, and leave in the return."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

import onenumber.demo
from onenumber.access.models import Grant, Role, User
from onenumber.audit.actions.chain import faults
from onenumber.cases.models import Case, OpenCase
from onenumber.intake.models import Contact
from onenumber.organisations.models import Locality, Service
from onenumber.returns.commands import bring_in, export
from onenumber.returns.models import ImportBatch
from onenumber.workforce.commands import load
from tests.onenumber.conftest import LONG_AGO, sign_in

DATA = Path(__file__).resolve().parents[2] / "data"
SERVICE = Path(onenumber.demo.__file__).parent / "data" / "service.toml"
MAPPING = str(DATA / "referrals.mapping.toml")
EXPECTED = json.loads((DATA / "clean_referrals.expected.json").read_text())
LEGAL = {
    "01": "nothing has started", "05": "s5(2): report given to managers",
    "19": "s135: arrived at a place of safety", "20": "s136: arrived at a place of safety",
}  # fmt: skip


def run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)  # type: ignore[arg-type]


@pytest.fixture
def westmoor(db: None, settings, tmp_path: Path) -> Service:
    """The service of the demonstration, without its year."""
    settings.DATA = tmp_path
    assert run(load, str(SERVICE)).exit_code == 0
    return Service.objects.get(prefix="WM")


@pytest.fixture
def imported(westmoor: Service) -> Service:
    """The mended file, imported."""
    result = run(bring_in, "referrals", str(DATA / "clean_referrals.xlsx"), "--mapping", MAPPING)
    assert result.exit_code == 0, result.output
    return westmoor


def test_the_messy_file_changes_nothing(westmoor: Service, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    arguments = (str(DATA / "messy_referrals.xlsx"), "--mapping", MAPPING, "--report", str(report))
    result = run(bring_in, "referrals", *arguments)
    assert result.exit_code == 1
    assert "Nothing was imported" in result.output
    assert json.loads(report.read_text()) == json.loads((DATA / "messy_referrals.expected.json").read_text())
    assert Contact.objects.count() == Case.objects.count() == 0


def test_a_dry_run_changes_nothing(westmoor: Service) -> None:
    result = run(bring_in, "referrals", str(DATA / "clean_referrals.xlsx"), "--mapping", MAPPING, "--dry-run")
    assert result.exit_code == 0
    assert Contact.objects.count() == 0


def counts_of_the_return(folder: Path) -> dict[str, dict[str, int]]:
    with (folder / "record.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = {
        "by_outcome": "outcome",
        "by_source": "source_amhp",
        "by_locality": "team_code",
        "by_status": "status_at_referral",
    }
    return {name: dict(Counter(row[column] for row in rows)) for name, column in columns.items()}


def test_the_mended_file_comes_in_whole_and_leaves_in_the_return(imported: Service, tmp_path: Path) -> None:
    assert Contact.objects.count() == 500
    assert Case.objects.count() == 500 - EXPECTED["by_outcome"]["ADVICE_ONLY"]
    assert not OpenCase.objects.exists()
    folder = tmp_path / "return"
    result = run(export, "returns", "--from", "2026-01-01", "--to", "2026-12-31", "--out", str(folder))
    assert result.exit_code == 0, result.output
    for name, counts in counts_of_the_return(folder).items():
        assert counts == EXPECTED[name], name
    assert list(faults()) == []


def test_the_period_is_of_local_days_both_included(imported: Service, tmp_path: Path) -> None:
    folder = tmp_path / "march"
    run(export, "returns", "--from", "2026-03-01", "--to", "2026-03-31", "--out", str(folder))
    with (folder / "record.csv").open(newline="") as stream:
        assert sum(1 for _ in csv.DictReader(stream)) == EXPECTED["by_month"]["2026-03"]


def test_what_breaks_a_rule_is_in_the_csv_and_in_the_manifest(imported: Service, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    run(export, "returns", "--from", "2026-01-01", "--to", "2026-12-31", "--out", str(folder))
    manifest = json.loads((folder / "manifest.json").read_text())
    broken = {problem["rule"] for problem in manifest["problems"]}
    assert {"X05", "X10", "X33"} <= broken
    with (folder / "record.csv").open(newline="") as stream:
        references = {row["record_id"] for row in csv.DictReader(stream)}
    assert {problem["record_id"] for problem in manifest["problems"]} <= references


def test_nothing_local_leaves(imported: Service, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    run(export, "returns", "--from", "2026-01-01", "--to", "2026-12-31", "--out", str(folder))
    text = "".join(file.read_text() for file in sorted(folder.iterdir()))
    for row in EXPECTED["rows"][:50]:
        assert row["name"] not in text
        assert row["nhs_number"] is None or row["nhs_number"] not in text
    assert "amhp_key" not in text


def test_the_same_file_is_not_imported_twice_but_after_undoing_it_is(
    imported: Service, tmp_path: Path
) -> None:
    again = ("referrals", str(DATA / "clean_referrals.xlsx"), "--mapping", MAPPING)
    batch = str(ImportBatch.objects.get().pk)
    refused = run(bring_in, *again)
    assert refused.exit_code == 1
    assert "undo" in refused.output
    assert run(bring_in, "undo", batch, "--reason", "wrong year").exit_code == 0
    folder = tmp_path / "empty"
    run(export, "returns", "--from", "2026-01-01", "--to", "2026-12-31", "--out", str(folder))
    assert counts_of_the_return(folder)["by_outcome"] == {}
    assert Contact.objects.count() == 500  # voided, never deleted
    assert run(bring_in, *again).exit_code == 0
    assert run(bring_in, "undo", batch, "--reason", "again").exit_code == 1


def test_the_list_of_past_contacts_shows_the_counts(imported: Service) -> None:
    lead = User.objects.create_user(email="lead@wm.example", name="Helen Ashdown")
    Grant.objects.create(user=lead, service=imported, role=Role.AMHP_LEAD, begins_at=LONG_AGO)
    page = sign_in(Client(), lead).get("/history/?service=" + imported.prefix)
    assert page.status_code == 200
    text = page.content.decode()
    for name, number in (
        ("admitted under section 2", EXPECTED["by_outcome"]["S2"]),
        ("advice only", EXPECTED["by_outcome"]["ADVICE_ONLY"]),
    ):
        assert f'<th scope="row">{name}</th><td class="on-r on-num">{number}</td>' in text
    for status, number in EXPECTED["by_status"].items():
        assert f'<th scope="row">{LEGAL[status]}</th><td class="on-r on-num">{number}</td>' in text


def test_a_locality_the_service_has_not_refuses_all(westmoor: Service) -> None:
    Locality.objects.filter(code="ESTUARY").update(code="ELSEWHERE")
    result = run(bring_in, "referrals", str(DATA / "clean_referrals.xlsx"), "--mapping", MAPPING)
    assert result.exit_code == 1
    assert "ESTUARY" in result.output
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"), [("amhp_lead", 200), ("manager", 200), ("hub_amhp", 404), ("analyst", 404)]
)
def test_who_may_take_the_return(client_for: Callable[[str], Client], role: str, status: int) -> None:
    assert client_for(role).get("/return/").status_code == status


def test_days_in_the_wrong_order_are_told_beside_the_field(client_for: Callable[[str], Client]) -> None:
    page = client_for("amhp_lead").post("/return/", {"first": "2 11 2026", "last": "1 11 2026"})
    assert page.status_code == 422
    assert "This day is before the first one" in page.content.decode()
