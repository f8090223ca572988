"""A return as it is written: the bytes of a small one, harmless cells, nothing local, and the refusals."""

import csv
import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from amhp.dataset import (
    Manifest,
    RecordIdRepeated,
    ReturnExists,
    ReturnRow,
    RowOutsidePeriod,
    Table,
    attempt,
    completeness,
    exportable_columns,
    rules,
    write_return,
)
from amhp.dataset.cells import harmless
from tests.amhp.dataset.example_rows import AT, RECEIVED, hours, row, wait

GOLDEN = Path(__file__).parent / "golden_return"
BLANK = ReturnRow({"record_id": "C-26-10420"})
ADVICE = ReturnRow(
    {
        "record_id": "C-26-10419",
        "schema_version": "1.0.0",
        "contact_type": "ADVICE",
        "received_at": datetime(2026, 11, 11, 1, 30, tzinfo=timezone(timedelta(hours=1))),
        "received_at_quality": "estimated",
        "gender_identity": "X",
        "ethnic_category": "99",
        "residence_gss": "NOT_KNOWN",
        "place_at_referral": "NOT_KNOWN",
        "source_amhp": "VICAR",
        "team_code": "=HYPERLINK(1)",
        "triage_decision": "TRANSFER",
        "outcome": "ADVICE_ONLY",
    },
    attempts=(attempt({"at": RECEIVED, "result": "NO_ACCESS"}),),
)


def write(folder: Path, *rows: ReturnRow, **changed) -> Manifest:
    settings = {
        "period_from": date(2026, 11, 1),
        "period_to": date(2026, 11, 30),
        "at": AT,
        "service": "westmoor",
        "synthetic": True,
        "by": "user-3",
    }
    return write_return(folder, rows, **{**settings, **changed})


def cells(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_small_return_is_written_as_the_golden_one(tmp_path: Path) -> None:
    write(tmp_path, row(), ADVICE, BLANK)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in GOLDEN.iterdir())
    for name in names:
        assert (tmp_path / name).read_bytes() == (GOLDEN / name).read_bytes(), name


def test_every_row_is_in_the_file_also_those_that_break_rules(tmp_path: Path) -> None:
    manifest = write(tmp_path, row(), ADVICE, BLANK)
    assert [found["record_id"] for found in cells(tmp_path, "record")] == [
        "WM-26-1856",
        "C-26-10419",
        "C-26-10420",
    ]
    assert {(p.record_id, p.rule) for p in manifest.problems} == {("C-26-10419", "X35")}
    assert manifest.broken == {**dict.fromkeys((rule.rule for rule in rules()), 0), "X35": 1}
    assert [(entry.name, entry.rows) for entry in manifest.files] == [
        ("record.csv", 3), ("delay.csv", 1), ("doctor.csv", 2), ("assessment_attempt.csv", 2),
    ]  # fmt: skip


def test_the_manifest_holds_the_hash_of_each_file_and_each_problem(tmp_path: Path) -> None:
    manifest = write(tmp_path, row(bed_ods=None), row(record_id="B", delays=(wait(ended_at=None),)))
    written = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert written == manifest.as_json()
    for name, entry in written["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == entry["sha256"]
    problems = {(problem["record_id"], problem["rule"]): problem for problem in written["problems"]}
    assert set(problems) == {("WM-26-1856", "X33"), ("B", "X18"), ("B", "X20")}
    assert problems[("WM-26-1856", "X33")]["message"].endswith("(bed_ods)")
    assert problems[("WM-26-1856", "X33")]["severity"] == "E"
    assert {rule["rule"]: rule["rows"] for rule in written["rules"] if rule["rows"]} == {
        "X18": 1,
        "X20": 1,
        "X33": 1,
    }
    assert written["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert written["rows_that_break_a_rule"] == 2


def test_columns_stand_in_the_order_of_the_fields(tmp_path: Path) -> None:
    write(tmp_path, row())
    for table in Table:
        first = (tmp_path / f"{table}.csv").read_bytes().split(b"\r\n")[0].decode()
        assert first.split(",") == list(exportable_columns(table))


def test_moments_are_in_utc_to_the_minute_and_several_codes_sorted(tmp_path: Path) -> None:
    summer = timezone(timedelta(hours=1))
    received = datetime(2026, 11, 12, 0, 15, 59, 999, tzinfo=summer)
    write(tmp_path, row(received_at=received, alternatives_tried=" HTT ;CMHT;; GP"))
    (found,) = cells(tmp_path, "record")
    assert found["received_at"] == "2026-11-11T23:15+00:00"
    assert found["received_at_quality"] == "exact"
    assert found["alternatives_tried"] == "CMHT;GP;HTT"
    assert (found["interpreter_needed"], found["doctor_prior_acquaintance"]) == ("N", "Y")
    assert [each["s12"] for each in cells(tmp_path, "doctor")] == ["Y", "N"]
    assert {each["record_id"] for each in cells(tmp_path, "doctor")} == {"WM-26-1856"}


def test_nothing_local_is_in_any_file(tmp_path: Path) -> None:
    canaries = {
        "nhs_number": "9991257756",
        "birth_date": date(1911, 1, 7),
        "lsoa": "CANARY-LSOA",
        "amhp_key": "CANARY-AMHP",
        "deadline_extension_reason": "CANARY-REASON",
        "status_at_referral": "20",
        "place_of_safety_arrived_at": datetime(2026, 11, 10, 3, 33, tzinfo=UTC),
        "statutory_deadline_at": hours(24),
        "dol_conditions": True,
        "dol_conditions_from": date(1912, 2, 8),
    }
    manifest = write(tmp_path, row(**canaries))
    assert {problem.rule for problem in manifest.problems} == {"X10", "X36"}
    everything = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    for secret in ("CANARY", "9991257756", "1911", "1912", "03:33"):
        assert secret not in everything


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff@"]
)
def test_a_formula_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "ASHMOOR", "a-b", "3+4", "x=1", "O'Neill", "Zoë"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_text_that_no_file_should_hold_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, row(team_code='a\x00b\ud800c,"d"\r\ne', sla_code="=1+1"))
    (found,) = cells(tmp_path, "record")
    assert found["team_code"] == 'a\ufffdb\ufffdc,"d"\r\ne'
    assert found["sla_code"] == "'=1+1"


def test_refusals_leave_the_folder_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(RecordIdRepeated, match="WM-26-1856"):
        write(tmp_path, row(), row())
    with pytest.raises(RecordIdRepeated):
        write(tmp_path, ReturnRow({}))
    with pytest.raises(RowOutsidePeriod, match="2026-11-10"):
        write(tmp_path, row(), period_from=date(2026, 11, 11))
    with pytest.raises(RowOutsidePeriod):
        write(tmp_path, row(), period_to=date(2026, 11, 9))
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "delay.csv").write_text("kept", encoding="utf-8")
    with pytest.raises(ReturnExists, match=r"delay\.csv"):
        write(tmp_path, row())
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["kept"]


def test_the_period_is_of_local_days(tmp_path: Path) -> None:
    late_in_june = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    july = {"period_from": date(2026, 7, 1), "period_to": date(2026, 7, 31)}
    write(tmp_path, ReturnRow({"record_id": "A", "received_at": late_in_june}), **july)
    with pytest.raises(RowOutsidePeriod):
        write(
            tmp_path / "b",
            ReturnRow({"record_id": "A", "received_at": late_in_june + timedelta(days=31)}),
            **july,
        )


def test_completeness_counts_real_values_only() -> None:
    found = {
        field.name: (field.answered, field.applicable)
        for field in completeness(
            [
                row(),
                row(
                    gender_identity="X",
                    residence_gss="NOT_KNOWN",
                    dependants="PETS;NOT_KNOWN",
                    language="und",
                ),
                row(ethnic_category="99", received_at_quality="unknown", conveyance=None, bed_ods=None),
                row(ethnic_category="Z", closed_at=None, contact_type="ADVICE", outcome=None),
            ]
        ).fields
    }
    assert found["gender_identity"] == (3, 4)
    assert found["residence_gss"] == (3, 4)
    assert found["dependants"] == (3, 4)
    assert found["ethnic_category"] == (3, 4)
    assert found["received_at"] == (3, 4)
    assert found["language"] == (2, 3)
    assert found["imd_decile"] == (4, 4)
    assert found["closed_at"] == (3, 3)
    assert found["bed_ods"] == (2, 3)
    assert found["conveyance"] == (2, 3)
    assert "nhs_number" not in found and "advocate" not in found


def test_completeness_of_the_whole_weighs_mandatory_twice() -> None:
    assert completeness([row()]).score == 1.0
    assert completeness([]).score is None
    asked = completeness([row()]).fields
    total = sum((2 if field.need.value == "M" else 1) * field.applicable for field in asked)
    assert completeness([row(priority=None)]).score == pytest.approx((total - 2) / total)
    assert completeness([row(bed_ods=None)]).score == pytest.approx((total - 1) / total)
