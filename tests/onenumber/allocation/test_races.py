"""Sixteen clients for one case, for one AMHP, with one form: one wins and the rest are told; two doctors of sixteen.

On both databases.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.databases import PrivatePostgreSQL, postgresql_programs

RACE = Path(__file__).with_name("race.py")
CLIENTS = 16


def run_race(folder: Path, database: str) -> Any:
    environment = os.environ | {"ONENUMBER_DATA": str(folder), "ONENUMBER_DATABASE": database}
    done = subprocess.run(
        [sys.executable, str(RACE)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_one_wins(found: Any) -> None:
    case = found["case"]
    answers = Counter(kind for kind, _ in case["answers"])
    assert answers == {"accepted": 1, "Conflict": CLIENTS - 1}, case["answers"]
    assert case["offers"] == ["accepted"] + ["taken"] * (CLIENTS - 1)
    assert case["stored"] == case["winner"]
    for kind, words in case["answers"]:
        if kind == "Conflict":
            assert words.startswith(f"{case['winner']} has {case['reference']}, since ")
    amhp = found["amhp"]
    answers = Counter(kind for kind, _ in amhp["answers"])
    assert answers == {"accepted": 1, "HoldsAnother": CLIENTS - 1}, amhp["answers"]
    for kind, words in amhp["answers"]:
        if kind == "HoldsAnother":
            assert words == f"You are on {amhp['reference']}. Take this as well?"
    assert Counter(kind for kind, _ in found["form"]["answers"]) == {
        "declined": 1,
        "AlreadyDone": CLIENTS - 1,
    }
    assert_two_doctors_win(found["doctors"])


def assert_two_doctors_win(found: Any) -> None:
    """Exactly two have a place each; everybody else is told that it is filled, and their ask is kept."""
    answers = Counter("filled" if "is filled" in words else kind for kind, words in found["answers"])
    assert answers == {"confirmed": 2, "filled": CLIENTS - 2}, found["answers"]
    places = sorted(place for answer, place in found["kept"] if answer == "confirmed")
    assert places == [1, 2]
    assert Counter(answer for answer, _ in found["kept"]) == {"confirmed": 2, "filled": CLIENTS - 2}


@pytest.mark.slow
def test_on_sqlite(tmp_path: Path) -> None:
    assert_one_wins(run_race(tmp_path, ""))


@pytest.mark.slow
def test_on_postgresql(tmp_path: Path) -> None:
    if postgresql_programs() is None:
        pytest.skip("PostgreSQL is not installed: install the package postgresql to run this on it")
    with PrivatePostgreSQL() as server:
        assert_one_wins(run_race(tmp_path, server.address("race", migrated=True)))
