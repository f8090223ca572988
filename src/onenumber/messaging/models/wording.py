"""What a message may say, by construction: fixed words with gaps, and each gap takes one kind of thing only.

The record's safety rule: a message carries reference, power, kind of place, area and times, and never a name, initials,
an age, an NHS number or an address of the person served. There is no gap for any of these; a colleague is handed in as
the record of somebody who works here, an area as a Locality, a time as a moment; and what is left as words is held to
a small vocabulary that no capitalised name, number or address passes. `write_message` takes only what a Wording said.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any, ClassVar

from django.db.models import TextChoices

from amhp.calendar import say_day_and_time, say_time
from onenumber.organisations.models import Locality


class CarriesAPerson(ValueError):
    """The words would say who it is about: nothing is written."""


class Topic(TextChoices):
    """What a message is about, as somebody chooses where it reaches them."""

    ASKED = "asked", "You are asked to take a case, or to come"
    BACK_UP = "back_up", "A colleague asks for back-up"
    OWN_WORK = "own_work", "Work you have accepted"
    ANSWERS = "answers", "What became of what you asked, or were asked"
    WATCH = "watch", "Something waits for the hub or the lead"


REFERENCE = re.compile(r"[A-Z]{1,4}-\d{2}-\d{1,7}")
SERVING = {"access", "workforce"}  # the rooms of people who work here
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LETTERS = ("AMHP", "AMHPs", "EDT", "ED", "GP", "CTO", "MHA", "BST", "GMT", "YES", "NO")
CAPITALS = frozenset((*DAYS, *LETTERS))
PLAIN = re.compile(r"[a-z][a-z’'/()-]*|s\d{1,3}[A-Z]{0,2}(\(\d{1,2}[A-Z]?\))*(\([a-z]\))?|[a-z]+/[a-z]+")
LINK = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9_.:=-]+)*/?")
TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
DAY = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?: 20\d\d\b)?")
SHAPES = (
    (re.compile(r"(?<!\d)[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?!\d)"), "an NHS number"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "a postcode"),
    (
        re.compile(r"\b(?:aged?|age:?) \d|\b\d{1,3}[ -]?(?:years?[ -]old|yrs?|y/?o)\b", re.IGNORECASE),
        "an age",
    ),
    (re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"), "a date of birth"),
)


def _reference(value: Any) -> str:
    if not isinstance(value, str) or not REFERENCE.fullmatch(value):
        raise CarriesAPerson("a reference looks like WM-26-1856")
    return value


def _references(value: Any) -> str:
    """Several references; an item that has none is left out by whoever asks."""
    if not isinstance(value, tuple):
        raise CarriesAPerson("references are several of them")
    return ", ".join(_reference(each) for each in value)


def _colleague(value: Any) -> str:
    if getattr(getattr(value, "_meta", None), "app_label", "") not in SERVING:
        raise CarriesAPerson("only somebody who works here is named in a message")
    return str(value.name)


def _area(value: Any) -> str:
    if not isinstance(value, Locality):
        raise CarriesAPerson("an area is one of the service's localities")
    return str(value.name)


def _moment(value: Any) -> str:
    if not isinstance(value, datetime):
        raise CarriesAPerson("a time is a moment")
    return say_time(value)


def _day(value: Any) -> str:
    if not isinstance(value, datetime):
        raise CarriesAPerson("a time is a moment")
    return say_day_and_time(value)


def _link(value: Any) -> str:
    """An address of this service; what an address may carry is a rule of its own (references and signatures)."""
    if not isinstance(value, str) or not LINK.fullmatch(value):
        raise CarriesAPerson("a link is an address of this service, without a query")
    return value


def plain(value: Any) -> str:
    """Words that can name nobody: lower case, sections of the Act, times and days; no capitalised name passes.

    >>> plain("s136 on a ward, ends Wed 13:25"), plain("by end of Tue 24 Nov")
    ('s136 on a ward, ends Wed 13:25', 'by end of Tue 24 Nov')
    >>> plain("Ottoline, 46")
    Traceback (most recent call last):
    ...
    onenumber.messaging.models.wording.CarriesAPerson: these words may name somebody
    """
    if not isinstance(value, str):
        raise CarriesAPerson("words are needed")
    for word in DAY.sub("", value).replace(",", " ").replace(".", " ").replace(";", " ").split():
        if word not in CAPITALS and not PLAIN.fullmatch(word) and not TIME.fullmatch(word):
            raise CarriesAPerson("these words may name somebody")
    return value


def own_words(value: Any) -> str:
    """Somebody's own words, which stay on screen: no number, postcode, age or date of birth stands in them."""
    if not isinstance(value, str):
        raise CarriesAPerson("words are needed")
    for shape, what in SHAPES:
        if shape.search(value):
            raise CarriesAPerson(f"{what} stands in it")
    return value


GAPS: dict[str, Callable[[Any], str]] = {
    "reference": _reference,
    "references": _references,
    "colleague": _colleague,
    "area": _area,
    "time": _moment,
    "day": _day,
    "power": plain,
    "place_kind": plain,
    "ends": plain,
    "what": plain,
    "wanted": plain,
    "reason": plain,
    "role": plain,
    "urgency": plain,
    "answer": plain,
    "link": _link,
    "own_words": own_words,
}


@dataclass(frozen=True)
class Said:
    """A finished message; made by a Wording and by nothing else (a house test looks)."""

    kind: str
    topic: Topic
    subject: str
    body: str
    stays_on_screen: bool


@dataclass(frozen=True)
class Wording:
    """One kind of message. A clause of the body whose gap is given nothing is left out."""

    kind: str
    topic: Topic
    subject: str
    body: tuple[str, ...]
    every: ClassVar[list["Wording"]] = []

    def __post_init__(self) -> None:
        unknown = self.gaps() - set(GAPS)
        if unknown:
            raise CarriesAPerson(f"a message has no gap for {', '.join(sorted(unknown))}")
        own_words("\n".join((self.subject, *self.body)))
        Wording.every.append(self)

    def gaps(self) -> set[str]:
        """The names of the gaps."""
        return {name for part in (self.subject, *self.body) for name in _names(part)}

    def said(self, **values: Any) -> Said:
        """The message with its gaps filled; raises CarriesAPerson for what may not stand there."""
        if set(values) - self.gaps():
            raise CarriesAPerson(f"no gap for {', '.join(sorted(set(values) - self.gaps()))}")
        filled = {name: GAPS[name](value) for name, value in values.items() if value not in (None, "")}
        body = "".join(part.format(**filled) for part in self.body if _names(part) <= set(filled))
        subject, kept_in = self.subject.format(**filled), "own_words" in self.gaps()
        return Said(self.kind, self.topic, subject, body, stays_on_screen=kept_in)


def _names(part: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(part) if name}
