"""The order of the rooms and where their files lie, read from the import contract itself."""

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
GROUND = {"records", "design"}  # open to every room above
ROOF = {"config"}


def storeys() -> dict[str, int]:
    """Every room of the service with its height; strangers share one."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    lines = contract["importlinter:contract:rooms"]["layers"].split("\n")
    layers = [[room.strip() for room in line.split("|")] for line in lines if line.strip()]
    return {room: height for height, layer in enumerate(reversed(layers)) for room in layer}


def python_files(folder: Path) -> list[Path]:
    """All Python files below a folder, migrations left out."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)
