"""A disk that forgets, is full, or takes nothing; a clock that steps: what was acknowledged is there, the rest is said.

Assurance R4 to R6. The other faults of that programme: killed processes and databases, `test_kills`; workers at once,
`tests/onenumber/records/test_worker.py` and `tests/onenumber/continuity/test_pack.py`. What is not tried: docs.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.running import ROOT

pytestmark = pytest.mark.slow
REFUSED, TAKEN, SHOWN = 503, 303, 200


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of each fault, in one service of its own."""
    folder: Path = tmp_path_factory.mktemp("faults") / "data"
    own = {name: value for name, value in os.environ.items() if not name.startswith("ONENUMBER_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.faults", str(folder)], cwd=ROOT, env=own, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if "unreachable" in said:
        pytest.skip("this Python has SQLite built in: its disk cannot be replaced from outside")
    return said


def test_what_was_acknowledged_survives_a_power_cut(found: dict[str, Any]) -> None:
    cut = found["power cut"]
    assert cut["lost"] == []
    assert cut["acknowledged"] == 12
    assert cut["cuts"] >= 2 * cut["acknowledged"]  # one before each sync, one after each acknowledgement


@pytest.mark.parametrize("disk", ["full disk", "read-only disk"])
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_half_kept(found: dict[str, Any], disk: str) -> None:
    assert found[disk] == {
        "refused": [REFUSED, REFUSED], "board": SHOWN, "kept_meanwhile": 0, "after": TAKEN, "kept": 1,
    }  # fmt: skip


def test_a_clock_that_steps_stops_nobody(found: dict[str, Any]) -> None:
    assert found["clock step"] == {"answers": [TAKEN, SHOWN] * 3, "faults": 0}
