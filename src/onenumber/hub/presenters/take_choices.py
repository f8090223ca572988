"""What can be chosen on "Take a contact", in the words and the order of screen 02."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from amhp.calendar import day_in_london, say_day
from amhp.dataset import code_list
from amhp.law import CALL_KINDS, EventKind
from onenumber.intake.models import Contact
from onenumber.intake.queries import KIND_WORDS, LETTERS, NOT_KNOWN, NOTHING, OTHER_KINDS, OTHER_WORDS
from onenumber.organisations.models import Service
from onenumber.organisations.queries import locality_names

Choices = list[tuple[str, str]]
OTHER_DAY = "other"
KINDS: Choices = [(letter.kind, letter.words) for letter in LETTERS]
KEYS = {letter.kind: letter.letter for letter in LETTERS}
OTHERS: Choices = [(kind.value, OTHER_WORDS[kind]) for kind in OTHER_KINDS]
EVENTS: Choices = [
    ("", "(not answered)"),
    (CALL_KINDS[0].value, CALL_KINDS[0].label),
    (NOTHING, "Nothing has started"),
    *((kind.value, kind.label) for kind in CALL_KINDS[1:]),
    (NOT_KNOWN, "Not known: ask"),
]
RUNNING = frozenset(kind.value for kind in CALL_KINDS)
OFFSETS: Choices = [("BST", "Before (BST)"), ("GMT", "After (GMT)")]
DANGERS: Choices = [("no", "No"), ("yes", "Yes"), (NOT_KNOWN, "Not known")]
ASKED: Choices = [("consider", "Consider the case, s13"), ("advice", "Advice only"), ("not_sure", "Not sure")]
WHY_BACK_UP: Choices = [
    ("tied_up", "tied up"),
    ("alone", "alone"),
    ("unsafe", "unsafe"),
    ("late", "running late"),
    ("gap", "cover gap"),
]
HOW_SOON: Choices = [("now", "now"), ("hour", "within 1 hour"), ("later", "later today")]
RECORD_KINDS: Choices = [
    (Contact.Kind.REFERRAL.value, KIND_WORDS[Contact.Kind.REFERRAL]),
    (Contact.Kind.NEAREST_RELATIVE.value, KIND_WORDS[Contact.Kind.NEAREST_RELATIVE]),
]
CHANNELS: Choices = [(value, str(words)) for value, words in Contact.Channel.choices]
NOTHING_KNOWN = "None known"


def event_words(event: str) -> str:
    """The words of an event as it is stored."""
    if event in EventKind._value2member_map_:
        return EventKind(event).label
    return dict(EVENTS).get(event, "")


def day_choices(*, at: datetime, chosen: str = "") -> Choices:
    """Today and yesterday by the calendar in London, another day, and the day already chosen."""
    today = day_in_london(at)
    yesterday = today - timedelta(days=1)
    choices = [
        (today.isoformat(), f"Today, {_short(today)}"),
        (yesterday.isoformat(), f"Yesterday, {_short(yesterday)}"),
        (OTHER_DAY, "Another day"),
    ]
    known = {value for value, _ in choices}
    if chosen and chosen not in known and (day := read_iso_day(chosen)) is not None:
        choices.insert(2, (chosen, say_day(day, year=True)))
    return choices


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def read_iso_day(text: str) -> date | None:
    """The value of a day that was chosen, or None."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def locality_choices(service: Service) -> Choices:
    """The service's localities by name; one letter chooses."""
    return [("", "(not known)"), *locality_names(service)]


def code_choices(list_name: str, *, at: datetime) -> Choices:
    """A code list of the dataset as it is on the day, with an empty answer first."""
    return _codes(list_name, day_in_london(at))


@lru_cache(maxsize=64)
def _codes(list_name: str, on: date) -> Choices:
    return [("", "(not chosen)"), *((code.code, code.label) for code in code_list(list_name, on=on))]
