"""A template includes only its own room's files, or those of `design` or a lower room; and nothing inline."""

import re

from tests.house.rooms import SOURCE, storeys

NAMED = re.compile(r"""{%-?\s*(?:extends|include|from|import)\s+["']([a-z_]+)/""")
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
