"""Files of 300 lines, functions of 40, templates of 150 at most; and no room for things without a name."""

import ast
import re
from pathlib import Path

from tests.house.rooms import ROOT, SOURCE, python_files

NAMES_THAT_SAY_NOTHING = re.compile(r"^_?(utils?|helpers?|common|core|misc|managers?)$")


def test_files_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(SOURCE)
        if (lines := path.read_text().count("\n")) > 300
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = {}
    for path in python_files(SOURCE):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 40:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = size
    assert long == {}


def test_templates_are_short() -> None:
    templates = list(SOURCE.rglob("*.html"))
    assert templates
    assert {str(path.relative_to(ROOT)) for path in templates if path.read_text().count("\n") > 150} == set()


def test_names_say_something() -> None:
    parts = [
        (path, part)
        for path in python_files(SOURCE)
        for part in Path(path.relative_to(SOURCE)).with_suffix("").parts
    ]
    assert [str(path) for path, part in parts if NAMES_THAT_SAY_NOTHING.match(part)] == []


def test_every_file_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files(SOURCE)
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []
