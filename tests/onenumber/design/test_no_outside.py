"""No page, style or script of any room asks another host for anything or writes style or script in line.

The content policy forbids it; these tests find it before a browser does. They walk every room, so a room
made tomorrow is held to it without being named here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[3] / "src" / "onenumber"
ROOT = SERVICE.parents[1]
TEMPLATES = sorted(p for folder in SERVICE.rglob("jinja2") for p in folder.rglob("*.html")) + sorted(
    p for folder in SERVICE.rglob("templates") for p in folder.rglob("*.html")
)
OWN_FILES = sorted(
    p
    for folder in SERVICE.rglob("static")
    for p in folder.rglob("*")
    if p.suffix in {".css", ".js", ".svg"} and "vendor" not in p.parts
)
VENDORED = sorted((SERVICE / "design" / "static" / "vendor").rglob("*.*"))
OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}""", re.IGNORECASE)
IN_LINE = {
    "a style attribute": re.compile(r"<[^>{%]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script in line": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on", re.IGNORECASE),
    "js: in an htmx attribute": re.compile(r"""hx-[a-z]+\s*=\s*["']\s*js:""", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
IN_SCRIPT = {
    "eval": re.compile(r"\beval\(|new Function\("),
    "a style written by script": re.compile(r"\.style\b|setAttribute\(.style"),
    "an address written by hand": re.compile(r"import\(?\s*[\"']https?:"),
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_look_at() -> None:
    assert len(TEMPLATES) >= 8
    assert len(OWN_FILES) >= 15
    assert len(VENDORED) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_nothing_in_line_and_nothing_from_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in IN_LINE.items() if pattern.search(text)] == []
    assert OUTSIDE.findall(text) == []


@pytest.mark.parametrize("path", OWN_FILES + VENDORED, ids=name)
def test_a_static_file_names_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert OUTSIDE.findall(text) == []
    assert "@import" not in text or path.suffix == ".js"
    assert "rutiger" not in text or "No web font" in text


@pytest.mark.parametrize("path", [p for p in OWN_FILES if p.suffix == ".js"], ids=name)
def test_a_script_keeps_to_the_content_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in IN_SCRIPT.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color:red">', "<style>", '<a onclick="x()">', "<script>x()</script>",
        '<form hx-on:click="x">', """<a hx-vals='js:{}'>""", '<a href="javascript:x()">',
    ],
)  # fmt: skip
def test_each_rule_finds_what_it_is_for(bad: str) -> None:
    assert any(pattern.search(bad) for pattern in IN_LINE.values())


@pytest.mark.parametrize(
    "bad", ["https://assets.example.uk/x.woff2", "//cdn.example.com/x.js", "http://example.org"]
)
def test_an_outside_address_is_found(bad: str) -> None:
    assert OUTSIDE.search(f'src="{bad}"')
