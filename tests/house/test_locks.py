"""Rows are locked without their keys. A commit checks its foreign keys while it holds the audit chain's head; a plain
FOR UPDATE on what they point at, held by somebody who waits for the head, is a deadlock (PostgreSQL, met in a replay).
"""

import ast

from tests.house.rooms import ROOT, SOURCE, python_files

HEAD = "src/onenumber/audit/actions/chain.py"  # the head itself: nothing points at it


def locks_with_keys() -> list[str]:
    """Every select_for_update that also locks the keys of its rows."""
    found = []
    for path in python_files(SOURCE / "onenumber"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "select_for_update":
                continue
            if "no_key" not in {keyword.arg for keyword in node.keywords}:
                found.append(str(path.relative_to(ROOT)))
    return found


def test_only_the_head_of_the_chain_is_locked_whole() -> None:
    assert set(locks_with_keys()) <= {HEAD}
