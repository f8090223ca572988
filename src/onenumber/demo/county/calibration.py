"""The figures the county is held to, read from data/calibration.toml with their bounds and sources."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Figure:
    """One figure, the bounds of a generated year, and where it comes from."""

    value: float
    low: float
    high: float
    mark: str
    source: str

    def holds(self, found: float) -> bool:
        """Whether a generated figure lies inside the bounds."""
        return self.low <= found <= self.high


@dataclass(frozen=True)
class Calibration:
    """All figures."""

    version: str
    rates: dict[str, Figure]
    waits: dict[str, Figure]
    hours_to_assessment: dict[str, Figure]
    other_contacts: dict[str, Figure]
    people: dict[str, float]
    ages: dict[int, float]
    ethnicity: dict[str, float]

    def rate(self, name: str) -> float:
        """The value of a rate."""
        return self.rates[name].value


@cache
def calibration() -> Calibration:
    """The figures of this version."""
    said = tomllib.loads((DATA / "calibration.toml").read_text(encoding="utf-8"))

    def figures(name: str) -> dict[str, Figure]:
        return {key: Figure(**entry) for key, entry in said[name].items()}

    return Calibration(
        version=said["version"],
        rates=figures("rates"),
        waits=figures("waits"),
        hours_to_assessment=figures("hours_to_assessment"),
        other_contacts=figures("other_contacts"),
        people=said["people"],
        ages={int(first): share for first, share in said["ages"].items()},
        ethnicity=said["ethnicity"],
    )
