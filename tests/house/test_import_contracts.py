"""The import contracts hold, and nobody made an exception to them."""

import subprocess
import sys
from pathlib import Path

from tests.house.rooms import ROOT, SOURCE, storeys


def test_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_no_exceptions_to_the_contracts() -> None:
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text()


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {path.parent.name for path in (SOURCE / "onenumber").glob("*/__init__.py")}
    assert rooms == set(storeys())


def test_every_room_says_what_it_is_for() -> None:
    for path in (SOURCE / "onenumber").glob("*/__init__.py"):
        assert path.read_text().startswith('"""'), (
            f"{path.parent.name} has no paragraph saying what it is for"
        )
