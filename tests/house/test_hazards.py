"""The hazard log is data: each hazard has a design control with a test that exists, and nobody invents a score.

Sources: DCB0129 (clinical risk management by the maker), whose fields the log has; docs/safety/index.md.
"""

import csv
import subprocess
import sys
from collections.abc import Iterator

from tests.house.evidence import named, vanished
from tests.house.rooms import ROOT

SAFETY = ROOT / "docs" / "safety"
KINDS = {"design", "test", "training", "business process"}
STATES = {"in place", "not yet", "deployer"}
FOR_THE_SAFETY_OFFICER = (
    "severity_initial", "likelihood_initial", "rating_initial", "severity_residual", "likelihood_residual",
    "rating_residual", "last_review",
)  # fmt: skip
SAID = ("name", "description", "causes", "effect", "hazard", "harm", "status", "owner", "incidents")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of one sheet."""
    with (SAFETY / name).open(newline="") as file:
        yield from csv.DictReader(file)


def test_the_sixteen_hazards_are_described() -> None:
    found = list(rows("hazards.csv"))
    assert [row["id"] for row in found] == [f"H{number:02}" for number in range(1, 17)]
    assert [(row["id"], name) for row in found for name in SAID if not row[name].strip()] == []
    assert all(row["causes"].startswith("1 ") for row in found)


def test_scores_are_left_to_the_clinical_safety_officer() -> None:
    filled = [
        (row["id"], name) for row in rows("hazards.csv") for name in FOR_THE_SAFETY_OFFICER if row[name]
    ]
    assert filled == [], (
        "only a Clinical Safety Officer scores; sign it in docs/safety/index.md and change this test"
    )


def test_controls_are_of_known_kinds_and_hazards() -> None:
    hazards = {row["id"] for row in rows("hazards.csv")}
    for row in rows("controls.csv"):
        assert row["hazard"] in hazards and row["kind"] in KINDS and row["state"] in STATES, row
        assert row["control"].strip(), row
        assert (row["state"] == "deployer") == (row["kind"] in {"training", "business process"}), row


def test_every_hazard_has_a_design_control_that_is_proved() -> None:
    proved = {r["hazard"] for r in rows("controls.csv") if r["kind"] == "design" and r["state"] == "in place"}
    assert [row["id"] for row in rows("hazards.csv") if row["id"] not in proved] == []


def test_every_control_in_place_names_a_test_that_exists() -> None:
    wrong = []
    for row in rows("controls.csv"):
        if row["state"] == "in place":
            wrong += [f"{row['hazard']}: {row['control']} has no test"] if not named(row["evidence"]) else []
            wrong += [f"{row['hazard']}: {each} does not exist" for each in vanished(row["evidence"])]
        elif row["evidence"]:
            wrong.append(f"{row['hazard']}: {row['control']} is {row['state']} and names a test")
    assert wrong == []


def test_the_pages_made_from_the_sheets_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/assurance.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
