"""ADR numbers are unique, links between documents lead somewhere, and the README stays one screen and a half."""

import re
from collections import Counter

from tests.house.rooms import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def documents():
    """Every Markdown page of the project."""
    return [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]


def test_decision_numbers_are_unique() -> None:
    numbers = Counter(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers
    assert [number for number, count in numbers.items() if count > 1] == []


def test_links_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in documents()
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_readme_is_short_and_has_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text()
    assert text.count("\n") <= 75
    assert "make run" in text and "make test" in text


def test_the_glossary_has_the_fields_own_words() -> None:
    text = (ROOT / "GLOSSARY.md").read_text()
    for word in (
        "consider",
        "application",
        "recommendation",
        "nearest relative",
        "on behalf of",
        "did not progress",
    ):
        assert word in text.lower()
