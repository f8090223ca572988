"""A case as plain text, to be pasted into the council's or the trust's own record."""

from collections.abc import Iterable

from onenumber.design.parts import Pair
from onenumber.hub.presenters.case import CaseView


def _pairs(title: str, pairs: Iterable[Pair]) -> list[str]:
    lines = [f"  {pair.name}: {pair.value}{f' ({pair.told_by})' if pair.told_by else ''}" for pair in pairs]
    return [title, *lines, ""] if lines else []


def plain_text(view: CaseView, person_line: str) -> str:
    """Every part of the page, one fact a line, without shapes or colours."""
    clocks = [
        Pair(
            name=clock.name,
            value=" ".join(part for part in (clock.value, clock.left, clock.since) if part),
            told_by=clock.citation,
        )
        for clock in view.clocks
    ]
    waits = [
        Pair(
            name=f"{wait.kind}, {wait.agency}",
            value=f"{wait.reason}, {wait.length}{', running' if wait.running else ''}",
        )
        for wait in view.waits
    ]
    happened = [
        f"  {entry.when}  {' '.join(part for part in (entry.strong, entry.text, entry.note) if part)}"
        for entry, _ in view.timeline
    ]
    return "\n".join(
        [
            person_line,
            f"{view.standing.capitalize()}. {view.summary}",
            f"{view.decides} {view.decides_text}",
            "",
            *_pairs("The person", view.identity),
            *_pairs("Clocks", clocks),
            *_pairs("Decision", view.decision),
            *_pairs("Nearest relative", view.relative),
            *_pairs("Assessment", view.assessment),
            *_pairs("Waits", waits),
            *_pairs("What we were told", view.told),
            view.told_words,
            "",
            "What happened, newest first",
            *happened,
        ]
    )
