"""What every page tells its shell: title, menu, who is signed in, what is printed on paper.

A view builds one `Page` and hands it to the template as `page`; the shell reads nothing else, so a page
cannot lose its print line, its one number or the notice that a county is invented. Source: screens GUIDE,
"Page map by role" and "Print".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onenumber.design.wording import weekday_moment

SYNTHETIC_NOTICE = "Demonstration county. Every person, place and number is invented."


class Tone(StrEnum):
    """What a message or a mark means; the value names the icon and the colour together."""

    DANGER = "danger"
    SOON = "soon"
    DONE = "done"
    ACT = "act"
    PLAIN = "plain"


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the main menu; `key` is its single-letter shortcut, or empty."""

    label: str
    url: str
    key: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Message:
    """One sentence shown once at the top of the next page, with what to do if something is to be done."""

    text: str
    tone: Tone = Tone.DONE


@dataclass(frozen=True, kw_only=True)
class KeyHelp:
    """One line of the list under `?`: the keys as drawn, and what they do on this page."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """The sheet of paper that is typed in on this page: said at its top, so that nobody takes it for a live call.

    `query` is what a link on the page carries on to stay with the sheet; `leave_url` leads back to the sheets.
    """

    sheet: int
    written_by: str
    happened_at: datetime
    leave_url: str
    query: str


EVERYWHERE = (
    KeyHelp(keys=("/",), does="find a reference"),
    KeyHelp(keys=("?",), does="this list"),
    KeyHelp(keys=("Esc",), does="close"),
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The shell's facts for one page.

    `title` carries a reference at most, never a person's name. `now` is aware; the shell prints it for the
    scripts so that a wrong clock on a desk cannot change the time left. `printed_line` is the first line
    on paper; make it with `printed_line()`. `letters` is off for a user who chose that single letters do
    nothing. `restored_at` is set while nobody has acknowledged that the records were put back from a backup.
    """

    title: str
    service_name: str
    now: datetime
    place: str = ""
    nav: tuple[NavItem, ...] = ()
    who: str = ""
    one_number: str = ""
    synthetic: bool = False
    home_url: str = "/"
    find_url: str = ""
    sign_out_url: str = ""
    accessibility_url: str = ""
    feedback_url: str = ""
    account_url: str = ""
    printed_line: str = ""
    large_print: bool = False
    letters: bool = True
    messages: tuple[Message, ...] = ()
    keys: tuple[KeyHelp, ...] = ()
    has_errors: bool = False
    paper: PaperLine | None = None
    restored_at: datetime | None = None
    restored_url: str = "/restored/"

    @property
    def all_keys(self) -> tuple[KeyHelp, ...]:
        """The keys of this page, then the menu's, then those that work everywhere."""
        menu = tuple(
            KeyHelp(keys=(item.key.upper(),), does=item.label.lower()) for item in self.nav if item.key
        )
        return self.keys + menu + EVERYWHERE

    @property
    def synthetic_notice(self) -> str:
        """The sentence that marks a demonstration on screen and on paper; empty in a live service."""
        return SYNTHETIC_NOTICE if self.synthetic else ""


def printed_line(*, service: str, subject: str, printed_at: datetime, by: str) -> str:
    """The first line of a printed sheet: service, subject, when, who, and that it is uncontrolled.

    >>> from datetime import UTC
    >>> line = printed_line(service="Westmoor AMHP service", subject="Board",
    ...                     printed_at=datetime(2026, 11, 24, 14, 20, tzinfo=UTC), by="Dilys Probert")
    >>> line.split(". ")[1:]
    ['Board', 'Printed Tue 24 Nov 2026 14:20 by Dilys Probert', 'Uncontrolled when printed.']
    """
    moment = weekday_moment(printed_at)
    return f"One Number, {service}. {subject}. Printed {moment} by {by}. Uncontrolled when printed."
