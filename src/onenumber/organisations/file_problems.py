"""Mistakes in a service's file: gathered with their lines, and told all at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onenumber.organisations.toml_lines import Lines


@dataclass(frozen=True, order=True)
class LineProblem:
    """One mistake and where it stands."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}"


class BadServiceFile(ValueError):
    """The file cannot be used; nothing of it was kept."""

    def __init__(self, problems: Iterable[LineProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def unreadable(cls, problem: ValueError) -> "BadServiceFile":
        """The file is not TOML: says where reading stopped."""
        at = re.search(r"line (\d+)", str(problem))
        words = re.sub(r" \(at .*\)$", "", str(problem))
        return cls([LineProblem(int(at[1]) if at else 1, f"this is not TOML: {words}.")])


@dataclass
class Found:
    """The mistakes found so far."""

    lines: Lines
    problems: list[LineProblem] = field(default_factory=list)

    def add(self, path: tuple[str, ...], message: str) -> None:
        """One mistake, at the line of `path`."""
        self.problems.append(LineProblem(self.lines.of(*path), message))

    def only(
        self,
        path: tuple[str, ...],
        entry: Mapping[str, Any],
        *,
        needed: Iterable[str],
        optional: Iterable[str] = (),
    ) -> None:
        """The entry has every needed key and no unknown one."""
        needed, optional = tuple(needed), tuple(optional)
        for key in needed:
            if key not in entry:
                self.add(path, f"{' '.join(path)} has no {key}.")
        for key in entry:
            if key not in {*needed, *optional}:
                known = ", ".join((*needed, *optional))
                self.add((*path, key), f"{' '.join(path)} cannot have {key}. It can have: {known}.")

    def text(self, path: tuple[str, ...], value: Any, *, longest: int) -> bool:
        """The value is a text with something in it, and fits."""
        if not isinstance(value, str) or not value.strip():
            self.add(path, f"{path[-1]} must be a text.")
            return False
        if len(value) > longest:
            self.add(path, f"{path[-1]} is longer than {longest} letters.")
            return False
        return True

    def one_of(self, path: tuple[str, ...], value: Any, choices: Iterable[str], *, what: str) -> None:
        """The value is one of the choices."""
        choices = tuple(choices)
        if value not in choices:
            self.add(path, f"{value} is not {what}: {', '.join(choices) or 'there are none in this file'}.")
