"""One line for each place where somebody is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SignInRow:
    """One sign-in as its owner sees it."""

    number: int
    browser: str
    address: str
    began_at: datetime
    seen_at: datetime
    here: bool


def browser_words(user_agent: str) -> str:
    """The browser and the kind of machine, as people call them.

    >>> browser_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")
    'Chrome on Windows'
    >>> browser_words("")
    'A browser that does not say its name'
    """
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    words = " on ".join(part for part in (browser, system) if part)
    return words or "A browser that does not say its name"


def sign_in_rows(sessions: Iterable[UserSession], *, here: str) -> tuple[SignInRow, ...]:
    """The rows, this sign-in first, then the latest seen."""
    rows = [
        SignInRow(
            number=session.pk,
            browser=browser_words(session.user_agent),
            address=session.ip,
            began_at=session.created_at,
            seen_at=session.last_seen_at,
            here=session.session_key == here,
        )
        for session in sessions
    ]
    return tuple(sorted(rows, key=lambda row: (not row.here, -row.seen_at.timestamp())))
