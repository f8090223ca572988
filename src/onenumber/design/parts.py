"""The facts that the larger components show, so that presenters are checked by type, not by guess.

Words arrive finished: a presenter decides them, a macro only lays them out. Text may be a plain string
(escaped when shown) or the result of `django.utils.html.format_html`. Source: screens GUIDE, "Components".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onenumber.design.icons import icon_mark
from onenumber.design.page import Tone
from onenumber.design.wording import machine_time

MARKS = {Tone.DANGER: ("danger", "Danger"), Tone.SOON: ("soon", "Act soon")}
TO_DO = ("set", "To do")


class ClockVariant(StrEnum):
    """How a clock card looks: lapsing, needing someone soon, running as planned, not started, ended."""

    DANGER = "danger"
    SOON = "soon"
    RUN = "run"
    NONE = "none"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class ClockCard:
    """One legal clock in words.

    `name` its name and end, `value` the large line; `left` the time left ("1 h 12 m left"), shown large
    when `value` is empty. `since` says the start event and who told us, `cannot_extend` and `can_extend`
    what moves the end. `ends_at` (aware) lets the page refresh `left` each minute; omit it for limits that
    end on a day.
    """

    id: str
    name: str
    citation: str = ""
    value: str = ""
    left: str = ""
    since: str = ""
    cannot_extend: str = ""
    can_extend: str = ""
    note: str = ""
    variant: ClockVariant = ClockVariant.RUN
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NowLine:
    """One line of "Needs you now": what, the sentence around its reference, and the one thing to do."""

    tone: Tone
    what: str
    lead: str = ""
    reference: str = ""
    reference_url: str = ""
    rest: str = ""
    act: str = ""
    act_url: str = ""
    ends_at: datetime | None = None

    def __iter__(self) -> Iterator[str]:
        """What a row of the list shows, in its order, for `escaped_together`."""
        mark = icon_mark(*MARKS.get(self.tone, TO_DO))
        ends = machine_time(self.ends_at) if self.ends_at else ""
        around = (self.what, self.lead, self.reference, self.reference_url, self.rest)
        return iter((str(self.tone), mark, ends, *around, self.act, self.act_url))


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One thing that happened: `when` in words, an icon's name, who or what in bold, text, a muted note."""

    when: str
    text: str
    icon: str = "set"
    icon_label: str = ""
    strong: str = ""
    note: str = ""
    corrects: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A name and its value, with where the value came from in muted words."""

    name: str
    value: str
    told_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One choice of a segmented group: `key` is its single-letter shortcut, `note` muted words after it."""

    value: str
    label: str
    key: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PageLinks:
    """Newer and older neighbours of a long list, in words ("Older: before 7 Dec 2026")."""

    summary: str
    newer_url: str = ""
    older_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a page says that only says something: a heading, sentences, and links to go on (label, url)."""

    heading: str
    text: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
