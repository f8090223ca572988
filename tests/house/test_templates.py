"""A template includes only its own room's files, or those of `design` or a lower room; and nothing inline."""

import re
from pathlib import Path

from tests.house.rooms import SOURCE, storeys

NAMED = re.compile(r"""{%-?\s*(?:extends|include|from|import)\s+["']([a-z_]+)/""")
IMPORTED = re.compile(r"""{%-?\s*(?:from|import)\s+["']([^"']+)["']""")
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|javascript:|https?://", re.IGNORECASE
)


def templates() -> list[tuple[str, str, str]]:
    """Room, name and text of every Jinja template."""
    root = SOURCE / "onenumber"
    return [
        (p.relative_to(root).parts[0], p.name, p.read_text()) for p in sorted(root.glob("*/jinja2/**/*.html"))
    ]


def test_templates_include_downward() -> None:
    height = storeys()
    wrong = [
        f"{room}/{name} -> {target}"
        for room, name, text in templates()
        for target in NAMED.findall(text)
        if target in height and height[target] > height[room]
    ]
    assert len(templates()) > 10
    assert wrong == []


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    wrong = [
        f"{room}/{name}: {hit.group()}" for room, name, text in templates() if (hit := INLINE.search(text))
    ]
    assert wrong == []


def test_nothing_is_marked_safe() -> None:
    assert [f"{room}/{name}" for room, name, text in templates() if "|safe" in text.replace(" ", "")] == []


def test_nothing_that_is_imported_switches_escaping_off() -> None:
    """The macros of an imported file share one switch between all threads: one would leave it off for the others."""
    imported = {target for _, _, text in templates() for target in IMPORTED.findall(text)}
    switching = {f"{room}/{name}" for room, name, text in templates() if "autoescape" in text}
    assert len(imported) >= 5 and "hub/board_parts.html" in switching
    assert {file for file in imported if Path(file).name in {Path(each).name for each in switching}} == set()
