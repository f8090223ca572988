"""What the return still lacks as a few lines, each with the form that records it: on the case page and on closing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from onenumber.cases.queries import Lack

LINKS = {
    "return": "Answer them",
    "correction": "Correct what is recorded",
    "triage": "Consider",
    "attempt": "Record an attempt",
    "attempt-end": "Say how it ended",
    "relative": "Record it",
    "written-reasons": "Record that they were sent",
    "decision": "Record the decision",
    "carrying-out": "Record it",
    "legal-event": "Record it",
    "person": "Correct who the person is",
}


@dataclass(frozen=True)
class Lacking:
    """Some answers that are missing, and where they are recorded; no link where no form can record them."""

    words: str
    url: str
    link: str


def lacking_lines(lacks: Iterable[Lack], reference: str) -> tuple[Lacking, ...]:
    """One line for each form, the questions asked together first."""
    by_form: dict[str, list[str]] = {"return": []}
    for lack in lacks:
        by_form.setdefault(lack.form, []).append(lack.words)
    return tuple(
        Lacking(
            words=_sentence(words),
            url=reverse("cases:add", args=[reference, form]) if form else "",
            link=LINKS.get(form, ""),
        )
        for form, words in by_form.items()
        if words
    )


def _sentence(words: list[str]) -> str:
    text = ", ".join(words)
    return text[:1].upper() + text[1:]
