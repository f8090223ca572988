"""Keeping a draft: what was posted becomes fields that are filled in, read, shown and stored."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from amhp.calendar import in_london
from onenumber.access.models import ViewerRequest
from onenumber.hub.forms.take import typed_from
from onenumber.hub.presenters.take_filling import Filled, fill, first_fields
from onenumber.hub.presenters.take_reading import Reading, may_ask_offset, read
from onenumber.hub.presenters.take_side import Side, side
from onenumber.intake.actions import keep_draft
from onenumber.intake.models import Draft
from onenumber.intake.queries import KIND_WORDS
from onenumber.persons.actions import note_hint

# Parts of the stored JSON beside the fields begin with an underscore.
BY_PAGE, TIMES, HINTS = "_by_page", "_times", "_hints"
SHOWN_WHILE_TYPING = ("birth_date", "nhs_number", "event_day", "event_date", "event_time", "received_time")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A draft as it stands: its fields, what follows from them, and what is shown at the side."""

    filled: Filled
    reading: Reading
    see: Callable[[], Side]
    hints: tuple[int, ...]
    kept_at: str
    asks_offset: bool
    typed: dict[str, str]

    @cached_property
    def side(self) -> Side:
        """The panels: looked up only when they are shown, not on the way to saving."""
        return self.see()

    @property
    def fields(self) -> dict[str, str]:
        """The fields as they should stand."""
        return self.filled.fields

    @property
    def values(self) -> dict[str, str]:
        """Values that differ from what was sent: the page puts them in where nobody is typing."""
        return {name: value for name, value in self.fields.items() if self.typed.get(name, "") != value}

    @property
    def by_page(self) -> str:
        """What the page itself put in, as the form sends it back."""
        return json.dumps(self.filled.by_page)

    @property
    def errors(self) -> dict[str, str]:
        """What to say beside a field while the call goes on; a time not typed yet is no mistake yet."""
        found = {name: self.reading.errors.get(name, "") for name in SHOWN_WHILE_TYPING}
        if not self.fields.get("event_time", "").strip():
            found["event_time"] = ""
        return found

    @property
    def summary(self) -> str:
        """What the record will say: kind of contact."""
        return KIND_WORDS.get(self.reading.kind, "not chosen yet")


@dataclass(frozen=True)
class Left:
    """What a draft holds, without any reading of it."""

    filled: Filled
    hints: tuple[int, ...]

    @property
    def typed_anything(self) -> bool:
        """Whether there is more in it than what the page put there itself."""
        return any(
            value and self.filled.by_page.get(name) != value for name, value in self.filled.fields.items()
        )


def left_in(draft: Draft) -> Left:
    """The stored draft; one never kept holds the empty page."""
    stored = {name: value for name, value in draft.fields.items() if not name.startswith("_")}
    if not stored:
        return Left(first_fields(at=draft.answered_at), ())
    times = dict(draft.fields.get(TIMES, {}))
    return Left(
        Filled(stored, dict(draft.fields.get(BY_PAGE, {})), times), tuple(draft.fields.get(HINTS, ()))
    )


def _seen(request: ViewerRequest, draft: Draft, filled: Filled, left: Left, typed: dict[str, str]) -> Kept:
    at = request.at
    found = read(filled.fields, at=at, answered_at=draft.answered_at, synthetic=draft.service.synthetic)
    see = partial(
        side,
        request.viewer,
        service=draft.service,
        found=found,
        typed=filled.fields,
        at=at,
        reference=draft.reference,
    )
    return Kept(
        filled=filled,
        reading=found,
        see=see,
        hints=left.hints,
        kept_at=f"{in_london(at):%H:%M:%S}",
        asks_offset=may_ask_offset(found, filled.fields, at),
        typed=typed,
    )


def kept_now(request: ViewerRequest, draft: Draft) -> Kept:
    """The draft as it was kept last."""
    left = left_in(draft)
    return _seen(request, draft, left.filled, left, left.filled.fields)


def look(request: ViewerRequest, draft: Draft, *, saving: bool = False) -> Kept:
    """What was posted, filled in and read; nothing is stored."""
    left, typed = left_in(draft), _answered(request, typed_from(request.POST))
    before = replace(
        left.filled, by_page={**left.filled.by_page, **_put_in(request.POST.get("by_page", ""), typed)}
    )
    filled = fill(typed, service=draft.service, before=before, at=request.at, saving=saving)
    return _seen(request, draft, filled, left, typed)


def _put_in(sent: str, typed: dict[str, str]) -> dict[str, str]:
    """Values still standing as the page put them in. An answer may be on its way back to the page: what it
    proposes is stored already, but what the page then sends is still its own and not the taker's choice.
    """
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    return {name: text for name, text in typed.items() if isinstance(found, dict) and found.get(name) == text}


def _answered(request: ViewerRequest, typed: dict[str, str]) -> dict[str, str]:
    """Without script, "Same person" and "Not the same" are buttons that send the page."""
    answer, _, person = request.POST.get("answer", "").partition("-")
    others = [other for other in typed["not_same"].split(",") if other and other != person]
    if answer == "same":
        typed |= {"same_person": person, "not_same": ",".join(others)}
    elif answer == "not":
        same = "" if typed["same_person"] == person else typed["same_person"]
        typed |= {"same_person": same, "not_same": ",".join([*others, person])}
    elif answer == "undo":
        same = "" if typed["same_person"] == person else typed["same_person"]
        typed |= {"same_person": same, "not_same": ",".join(others)}
    return typed


def keep(request: ViewerRequest, draft: Draft, kept: Kept) -> None:
    """Store the draft; that a record may exist elsewhere goes into the audit the first time it is shown."""
    new = tuple(number for number in kept.side.hint_services if number not in kept.hints)
    if new:
        note_hint(
            by=request.viewer, at=request.at, service=draft.service, reference=draft.reference, to_ask=new
        )
    stored: dict[str, object] = {**kept.fields, BY_PAGE: kept.filled.by_page, TIMES: kept.filled.times}
    stored[HINTS] = [*kept.hints, *new]
    sequence = request.POST.get("sequence", "")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else _next(draft)
    cursor = request.POST.get("cursor", "")
    cursor = cursor if len(cursor) <= 60 and "\x00" not in cursor else ""
    keep_draft(by=request.viewer, at=request.at, draft=draft, fields=stored, cursor=cursor, sequence=number)


def _next(draft: Draft) -> int:
    return int(draft.fields.get("_sequence", 0)) + 1
