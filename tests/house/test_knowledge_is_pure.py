"""`amhp` never reads the clock or global randomness, and never touches Django, the network or a database server."""

import ast

from tests.house.rooms import SOURCE, python_files

CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
CLOCK_OWNERS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}
FORBIDDEN = {"django", "socket", "urllib", "requests", "sqlite3", "psycopg", "onenumber"}


def test_no_clock_and_no_global_chance() -> None:
    wrong = []
    for path in python_files(SOURCE / "amhp"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if (node.func.attr in CLOCKS and owner in CLOCK_OWNERS) or owner == "random":
                    wrong.append(f"{path.name}:{node.lineno} {owner}.{node.func.attr}")
    assert wrong == []


def test_nothing_of_the_service_or_the_network() -> None:
    wrong = []
    for path in python_files(SOURCE / "amhp"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in FORBIDDEN]
    assert wrong == []
