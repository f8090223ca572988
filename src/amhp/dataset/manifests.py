"""The manifest of a return: what was written, by whom, what each file holds, and every rule broken."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from amhp.dataset.answered import Completeness
from amhp.dataset.cells import moment_text
from amhp.dataset.columns import SCHEMA_VERSION
from amhp.dataset.rulebook import Problem, rules


@dataclass(frozen=True)
class FileEntry:
    """One file of the return: its rows without the heading, and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a return says of itself. The period's days are local days of receipt, both included."""

    service: str
    synthetic: bool
    period_from: date
    period_to: date
    at: datetime
    by: str
    files: tuple[FileEntry, ...]
    problems: tuple[Problem, ...]
    completeness: Completeness

    @property
    def rows(self) -> int:
        """How many records were written."""
        return self.files[0].rows

    @property
    def broken(self) -> dict[str, int]:
        """How many records break each rule, for every rule."""
        pairs = {(problem.rule, problem.record_id) for problem in self.problems}
        counts = Counter(rule for rule, _ in pairs)
        return {rule: counts[rule] for rule in dict.fromkeys(row.rule for row in rules())}

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as it is written."""
        return {
            "dataset": "AMHP minimum dataset (AMDS)",
            "schema_version": SCHEMA_VERSION,
            "service": self.service,
            "synthetic": self.synthetic,
            "period": {"from": self.period_from.isoformat(), "to": self.period_to.isoformat()},
            "written_at": moment_text(self.at),
            "written_by": self.by,
            "rows": self.rows,
            "rows_that_break_a_rule": len({problem.record_id for problem in self.problems}),
            "files": {entry.name: {"rows": entry.rows, "sha256": entry.sha256} for entry in self.files},
            "rules": [self._rule(rule) for rule in self.broken],
            "problems": [problem_as_json(problem) for problem in self.problems],
            "completeness": _completeness_as_json(self.completeness),
        }

    def _rule(self, rule: str) -> dict[str, Any]:
        parts = [row for row in rules() if row.rule == rule]
        return {
            "rule": rule,
            "severity": sorted({row.severity.value for row in parts}),
            "rows": self.broken[rule],
            "says": [row.sentence for row in parts],
            "citation": sorted({row.citation for row in parts}),
            "verified": sorted({row.verified for row in parts}),
        }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return one problem as it is written."""
    return {
        "record_id": problem.record_id,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "fields": list(problem.fields),
        "message": problem.message,
    }


def _completeness_as_json(found: Completeness) -> dict[str, Any]:
    return {
        "score": None if found.score is None else round(found.score, 4),
        "fields": {
            field.name: {
                "asked": field.applicable,
                "answered": field.answered,
                "share": None if field.share is None else round(field.share, 4),
            }
            for field in found.fields
        },
    }
