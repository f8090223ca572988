"""Every write is an action with its audit entry: what is public in `actions/` is wrapped, and nothing else writes.

Outside the chain, by architecture.md §3: sessions, deliveries, drafts (one overwritten row each), openings of a
record; and the demonstration, which is not a service.
"""

import ast
import importlib
import pkgutil
from pathlib import Path

from tests.house.rooms import ROOT, SOURCE, python_files

ROOMS = SOURCE / "onenumber"
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
PREPARED = {"add_row", "PreparedChange"}  # records.prepared_writes
NOT_OF_THE_DATABASE = {"hashlib", "dict", "set"}
GROUND_MECHANISM = {"audit", "records"}  # the wrapper, the chain and the outbox themselves
WRITES_ELSEWHERE = {
    "access/models/user.py": "Django's own maker of users, called by an action",
    "access/middleware/sessions.py": "sessions are outside the chain",
    "access/sign_in/session_store.py": "sessions are outside the chain",
    "config/safekeeping.py": "restore moves the counters on in a database nobody uses yet",
}
OUTSIDE_THE_CHAIN = {
    "keep_draft",
    "keep_report_draft",
    "put_draft_aside",
    "start_draft",
    "deliver_waiting",
    "note_receipt",  # of a delivery
    "note_opening",
    "deliver",
    "claim_pack",
    "write_pack",
}


def public_actions() -> list[tuple[str, object]]:
    """Every public function defined in an actions package."""
    found = []
    for folder in sorted(ROOMS.glob("*/actions")):
        package = f"onenumber.{folder.parent.name}.actions"
        if folder.parent.name in GROUND_MECHANISM:
            continue
        for module in pkgutil.iter_modules([str(folder)]):
            if module.name.startswith("_"):
                continue
            loaded = importlib.import_module(f"{package}.{module.name}")
            for name, value in vars(loaded).items():
                if (
                    callable(value)
                    and not name.startswith("_")
                    and getattr(value, "__module__", "") == loaded.__name__
                ):
                    if isinstance(value, type):
                        continue
                    found.append((f"{loaded.__name__}.{name}", value))
    return found


def test_there_are_actions() -> None:
    assert len(public_actions()) > 20


def test_every_public_action_is_wrapped() -> None:
    bare = [name for name, function in public_actions() if not hasattr(function, "audit_verb")]
    assert [name for name in bare if name.rpartition(".")[2] not in OUTSIDE_THE_CHAIN] == []


def test_audit_verbs_are_unique() -> None:
    verbs = [function.audit_verb for _, function in public_actions() if hasattr(function, "audit_verb")]
    assert sorted(verbs) == sorted(set(verbs))


def writes_in(path: Path) -> list[int]:
    """Lines that look like a write to the database."""
    lines = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = ast.unparse(node.func.value)
            if node.func.attr in WRITES and (
                "objects" in target or node.func.attr in {"save", "bulk_create"}
            ):
                lines.append(node.lineno)
            if node.func.attr == "update" and "objects" in target:
                lines.append(node.lineno)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PREPARED:
            lines.append(node.lineno)
    return lines


def test_nothing_else_writes() -> None:
    allowed = {"actions", "migrations"}
    wrong = []
    for path in python_files(ROOMS):
        room, *rest = path.relative_to(ROOMS).parts
        outside = "/".join((room, *rest)) in WRITES_ELSEWHERE
        if room in {"demo", "records"} or allowed & set(rest) or outside:
            continue
        wrong += [f"{path.relative_to(ROOT)}:{line}" for line in writes_in(path)]
    assert wrong == []
