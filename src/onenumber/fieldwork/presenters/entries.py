"""What was kept apart, in words: the two versions side by side, and what each choice does."""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.fieldwork.models import PhoneEntry


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One line of the list, and of My day."""

    url: str
    reference: str
    what: str
    why: str
    who: str


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """One entry with both versions."""

    reference: str
    case_url: str
    heading: str
    why: str
    phone: str
    phone_words: str
    came_in: str
    record: str
    use_phone: str
    keep_record: str
    chosen: str


def entry_line(entry: PhoneEntry, *, at: datetime) -> EntryLine:
    """For a list."""
    return EntryLine(
        url=f"/phone-entries/{entry.pk}/",
        reference=entry.reference,
        what=f"{_capital(entry)} {_short(entry.happened_at, at)}",
        why=str(entry.get_why_display()) + (f" ({entry.record_says})" if entry.record_says else ""),
        who=entry.by_name,
    )


def entry_page(entry: PhoneEntry, *, at: datetime) -> EntryPage:
    """For its own page."""
    chosen = ""
    if entry.ended_at is not None:
        said = f" {entry.chosen_words}" if entry.chosen_words else ""
        when = say_moment(entry.ended_at, at)
        chosen = f"{entry.ended_by_name} chose {when}: {entry.get_chosen_display()}.{said}"
    differs = entry.why == PhoneEntry.Why.DIFFERS
    return EntryPage(
        reference=entry.reference,
        case_url=f"/cases/{entry.case.reference}/" if entry.case else "",
        heading="Two versions" if differs else "Kept apart",
        why=_capital_words(f"{entry.get_why_display()}."),
        phone=f"{_capital(entry)} {say_moment(entry.happened_at, at)}",
        phone_words=entry.words,
        came_in=f"{entry.by_name}’s phone; it came in {say_moment(entry.recorded_at, at)}.",
        record=_capital_words(entry.record_says) or "Nothing about this.",
        use_phone="The phone’s is right" if differs else "Record what the phone has",
        keep_record="The record is right" if entry.record_says else "Leave the record as it is",
        chosen=chosen,
    )


def _short(moment: datetime, at: datetime) -> str:
    return say_moment(moment, at).removeprefix("today ")


def _capital_words(words: str) -> str:
    return words[:1].upper() + words[1:]


def _capital(entry: PhoneEntry) -> str:
    return _capital_words(str(entry.get_kind_display()))
