"""What a doctor's text answers: yes or no, from when, and about which case; read without the database."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from amhp.calendar import CivilTimeError, Fold, MomentOutOfRange, NotUnderstood, day_in_london, read_time

YES = {"y", "yes", "yep", "ok", "yes."}
NO = {"n", "no", "nope", "no.", "sorry"}
REFERENCE = re.compile(r"\b([A-Z]{1,4}-\d{2}-\d+)\b", re.IGNORECASE)
TIME = re.compile(r"\b(\d{1,2}[:.]\d{2}|\d{4}|\d{1,2} ?[ap]m)\b", re.IGNORECASE)
LONGEST = 200
JUST_GONE = timedelta(minutes=15)  # "yes 1415", sent at 14:20, means today


@dataclass(frozen=True)
class TextAnswer:
    """`yes` is None when the words are neither; `time_text` is a clock time as typed, if there is one."""

    yes: bool | None
    reference: str = ""
    time_text: str = ""


def read_answer(text: str) -> TextAnswer:
    """What the words say.

    >>> read_answer("YES 1530"), read_answer("No, sorry. wm-26-1847").reference
    (TextAnswer(yes=True, reference='', time_text='1530'), 'WM-26-1847')
    >>> read_answer("who is this?").yes is None
    True
    """
    words = " ".join(text[:LONGEST].split())
    first = re.split(r"[\s,;:!-]", words.lower(), maxsplit=1)[0]
    reference = REFERENCE.search(words)
    rest = REFERENCE.sub(" ", words)
    time = TIME.search(rest)
    return TextAnswer(
        yes=True if first in YES else False if first in NO else None,
        reference=reference[1].upper() if reference else "",
        time_text=time[1] if time else "",
    )


def moment_of(time_text: str, *, at: datetime) -> datetime | None:
    """The next moment at which the clock shows this time; None when it cannot be one.

    >>> from datetime import UTC
    >>> moment_of("0130", at=datetime(2026, 11, 24, 22, 0, tzinfo=UTC)).isoformat()
    '2026-11-25T01:30:00+00:00'
    """
    try:
        typed, today = read_time(time_text, now=at), day_in_london(at)
        folds: tuple[Fold, Fold] = ("BST", "GMT")  # in the night the clocks go back the hour comes twice
        near = [moment for fold in folds if (moment := typed.on(today, fold=fold)) >= at - JUST_GONE]
        return near[0] if near else typed.on(today + timedelta(days=1), fold="BST")
    except (NotUnderstood, CivilTimeError, MomentOutOfRange):
        return None
