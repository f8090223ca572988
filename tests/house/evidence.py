"""Whether a test named as evidence (file::name, or file::Class::name) stands where the page says."""

import ast
from functools import cache

from tests.house.rooms import ROOT


@cache
def _tests_in(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.is_file() or not file.startswith("tests/"):
        return frozenset()
    found: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def named(evidence: str) -> list[str]:
    """The tests of one cell, which stand with semicolons between."""
    return [each.strip() for each in evidence.split(";") if each.strip()]


def vanished(evidence: str) -> list[str]:
    """Those of them that do not exist (any more)."""
    return [
        each for each in named(evidence) if each.partition("::")[2] not in _tests_in(each.partition("::")[0])
    ]
