"""Reads what was typed on "Take a contact": values that are understood, words for those that are not, what
is needed.

The same reading serves the page while it is typed, the saving, and the panels at the side, so that they can
never disagree. Nothing here writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from amhp.calendar import (
    Birth,
    NonExistentHour,
    NotUnderstood,
    RepeatedHour,
    civil,
    clocks_change_between,
    day_in_london,
    in_london,
    midnight_after,
    read_birth,
    read_time,
)
from amhp.law import EventKind, StartEvent, clocks_from
from onenumber.hub.presenters.take_choices import OTHER_DAY, RUNNING, read_iso_day
from onenumber.intake.queries import KIND_WORDS, NOT_KNOWN, NOTHING, OPENS_A_CASE
from onenumber.persons.queries import NhsNumberRefused, is_unknown, read_nhs_number

CLOCKS_APART = timedelta(minutes=5)  # a caller's watch may be ahead of ours
Typed = Mapping[str, str]
NEEDED = {
    "kind": "what this call is",
    "other_kind": "what kind of other call",
    "caller_name": "who is calling",
    "person_name": "who or where",
    "event": "any clock",
    "back_up_why": "why back-up",
    "danger": "any danger",
}
_SAY = {
    "kind": "Choose what this call is.",
    "other_kind": "Choose what kind of call it is.",
    "caller_name": "Write who is calling, or ? if it is not known.",
    "person_name": "Write who it is about or where they are, or ? if it is not known.",
    "event": "Choose what happened. “Nothing has started” and “Not known: ask” are answers.",
    "back_up_why": "Choose why back-up is needed.",
    "danger": "Choose whether anyone is in danger. “Not known” is an answer.",
}


@dataclass(kw_only=True)
class Reading:
    """What the answers say. `errors` are beside their fields; `missing` are needed answers not yet given."""

    kind: str = ""
    birth: Birth = field(default_factory=Birth)
    nhs_number: str = ""
    event: str = ""
    event_at: datetime | None = None
    received_at: datetime | None = None
    asks_offset: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def opens_a_case(self) -> bool:
        """Whether saving opens a case."""
        return self.kind in OPENS_A_CASE

    @property
    def start_event(self) -> StartEvent | None:
        """What starts a clock, once its time is known."""
        if self.event not in RUNNING or self.event_at is None:
            return None
        return StartEvent(EventKind(self.event), self.event_at)


def record_kind(typed: Typed) -> str:
    """The kind in the record: a letter of the page, made precise by the second choice or the caller's role."""
    kind = typed.get("kind", "")
    if kind == "other":
        kind = typed.get("other_kind", "") or kind
    elif kind in OPENS_A_CASE:
        kind = typed.get("record_kind", "") or kind
    return kind if kind in KIND_WORDS else ""


def read(typed: Typed, *, at: datetime, answered_at: datetime, synthetic: bool) -> Reading:
    """Read all answers at once; never raises for anything typed."""
    found = Reading(kind=record_kind(typed))
    _birth(found, typed, at)
    _number(found, typed, synthetic=synthetic)
    _event(found, typed, at)
    _received(found, typed, at, answered_at)
    found.missing = [name for name in _needed(typed) if not _answered(name, typed)]
    return found


def complaints(found: Reading) -> dict[str, str]:
    """Everything that keeps the page from being saved, beside its field."""
    return {**{name: _SAY[name] for name in found.missing}, **found.errors}


def _needed(typed: Typed) -> list[str]:
    kind = typed.get("kind", "")
    fourth = "back_up_why" if kind == "back_up" else "event"
    needed = ["kind", "caller_name", "person_name", fourth, "danger"]
    return [*needed, "other_kind"] if kind == "other" else needed


def _answered(name: str, typed: Typed) -> bool:
    others = {
        "caller_name": ("caller_name", "caller_role", "caller_number"),
        "person_name": ("person_name", "place", "nhs_number"),
    }
    return any(typed.get(each, "").strip() for each in others.get(name, (name,)))


def _birth(found: Reading, typed: Typed, at: datetime) -> None:
    text = typed.get("birth_date", "").strip()
    if text:
        try:
            found.birth = read_birth(text, on=day_in_london(at))
        except NotUnderstood as problem:
            found.errors["birth_date"] = str(problem)


def _number(found: Reading, typed: Typed, *, synthetic: bool) -> None:
    try:
        found.nhs_number = read_nhs_number(typed.get("nhs_number", ""), synthetic=synthetic)
    except NhsNumberRefused as problem:
        found.errors["nhs_number"] = str(problem)


def _event(found: Reading, typed: Typed, at: datetime) -> None:
    if typed.get("kind") == "back_up":
        return
    found.event = typed.get("event", "")
    if found.event not in RUNNING:
        found.event = found.event if found.event in {NOTHING, NOT_KNOWN} else ""
        return
    text = typed.get("event_time", "").strip()
    if is_unknown(text) and text:
        return
    if not text:
        found.errors["event_time"] = "Type the time like 0920, or ? if it is not known."
        return
    day = _day(found, typed, at)
    if day is not None:
        found.event_at = _moment(found, typed, text, day, at)
        _refuse_impossible(found, day, at)


def _day(found: Reading, typed: Typed, at: datetime) -> date | None:
    chosen = typed.get("event_day", "")
    if chosen != OTHER_DAY:
        day = read_iso_day(chosen) if chosen else day_in_london(at)
        if day is None:
            found.errors["event_day"] = "Choose the day."
        return day
    try:
        day = read_birth(typed.get("event_date", ""), on=day_in_london(at)).born_on
    except NotUnderstood:
        day = None
    if day is None:
        found.errors["event_date"] = "Type the day like 18 11 2026."
    return day


def _moment(found: Reading, typed: Typed, text: str, day: date, at: datetime) -> datetime | None:
    fold = typed.get("event_offset", "")
    try:
        time = read_time(text, now=at)
        return time.on(day, fold="BST" if fold == "BST" else "GMT" if fold == "GMT" else None)
    except RepeatedHour:
        found.asks_offset = True
        found.errors["event_offset"] = "This time came twice that night. Say which of the two it was."
    except NonExistentHour:
        found.errors["event_time"] = (
            "There was no such time: the clocks went forward from 01:00 to 02:00 that night. "
            "Ask again and type the time it was by the new clock."
        )
    except ValueError as problem:
        found.errors["event_time"] = str(problem)
    return None


def _refuse_impossible(found: Reading, day: date, at: datetime) -> None:
    if found.event_at is None:
        return
    found.asks_offset = is_repeated(found.event_at)
    if found.event_at > at + CLOCKS_APART:
        found.errors["event_time"] = "This time has not come yet. Check the day and the time."
        found.event_at = None
    elif not clocks_from([StartEvent(EventKind(found.event), found.event_at)], at=at):
        found.errors["event_day"] = f"No limit is known for {day:%Y}. Check the year."
        found.event_at = None


def is_repeated(moment: datetime) -> bool:
    """Whether the wall clock showed this time twice."""
    local = in_london(moment).replace(tzinfo=None)
    try:
        civil(local.date(), local.time())
    except RepeatedHour:
        return True
    except ValueError:
        return False
    return False


def clocks_go_back(day: date) -> bool:
    """Whether an hour comes twice on this day.

    >>> clocks_go_back(date(2026, 10, 25)), clocks_go_back(date(2027, 3, 28))
    (True, False)
    """
    try:
        start, end = midnight_after(day - timedelta(days=1)), midnight_after(day)
    except (ValueError, OverflowError):
        return False
    return clocks_change_between(start, end) and end - start > timedelta(days=1)


def may_ask_offset(found: Reading, typed: Typed, at: datetime) -> bool:
    """Whether the question "before or after" belongs on the page: that night, until the time says
    otherwise.
    """
    if found.asks_offset:
        return True
    day = read_iso_day(typed.get("event_day", "")) or day_in_london(at)
    return clocks_go_back(day) and found.event in RUNNING and not typed.get("event_time", "").strip()


def _received(found: Reading, typed: Typed, at: datetime, answered_at: datetime) -> None:
    text, chosen = typed.get("received_time", "").strip(), typed.get("received_day", "")
    found.received_at = answered_at
    if not text:
        return
    day = read_iso_day(chosen) or day_in_london(answered_at)
    try:
        found.received_at = read_time(text, now=at).on(day, fold="GMT")
    except ValueError as problem:
        found.errors["received_time"] = str(problem)
        return
    if found.received_at > at + CLOCKS_APART:
        found.errors["received_time"] = "This time has not come yet. Check the day and the time."
