"""What a clock says to people. "Ends", "by end of", "appears": never more than the engine knows.

Source: design guide, "A clock shows" and "Words".
"""

from dataclasses import dataclass
from datetime import date, datetime

from amhp.calendar import (
    clocks_change_between,
    day_in_london,
    in_london,
    say_day,
    say_day_and_time,
    say_time,
    say_zone,
)
from amhp.law.events import KINDS, StartEvent
from amhp.law.rows import Row


@dataclass(frozen=True, slots=True)
class Words:
    """What the sentences of a clock are made from; `origin` is the event it is counted from."""

    origin: StartEvent
    row: Row
    starts_at: datetime
    ends_at: datetime
    ends_on: date | None
    ended_at: datetime | None
    act_by_at: datetime
    at: datetime

    @property
    def crosses_change(self) -> bool:
        """Whether the clocks change while it runs, so that a time needs its zone."""
        return self.ends_on is None and clocks_change_between(self.starts_at, self.ends_at)


def say_start(said: Words) -> str:
    """What it is counted from: "24 hours from arrival, 13:25 today, told by PC Hobbs."."""
    counted = KINDS[said.origin.kind].counted_from
    told = f", told by {said.origin.told_by}" if said.origin.told_by else ""
    if said.ends_on is not None:
        days, day = said.row.whole("days"), day_in_london(said.starts_at)
        return f"{days} days beginning with {counted}, {say_day(day, year=_other_year(day, said.at))}{told}."
    day, when = day_in_london(said.starts_at), _time(said.starts_at, said)
    when = f"{when} today" if day == day_in_london(said.at) else f"{when} {_day(day, said.at)}"
    return f"{said.row.number('hours')} hours from {counted}, {when}{told}."


def say_end(said: Words) -> str:
    """When it ends, or ended: "Ends Wed 25 Nov, 13:25" or "By end of Mon 7 Dec"."""
    if said.ended_at is not None and said.ended_at <= said.at:
        year = _other_year(day_in_london(said.ended_at), said.at)
        return f"Ended {say_day_and_time(said.ended_at, year=year)}"
    gone = said.ends_at <= said.at
    if said.ends_on is not None:
        return f"{'Ended with' if gone else 'By end of'} {_day(said.ends_on, said.at)}"
    day = day_in_london(said.ends_at)
    return f"{'Ended' if gone else 'Ends'} {_day(day, said.at)}, {_time(said.ends_at, said)}"


def say_notes(said: Words) -> list[str]:
    """What a reader must know now: a start still to come, clocks that change, a limit that has gone."""
    notes = []
    if said.origin.happened_at > said.at:
        notes.append("The start has not come yet: check the day and the time.")
    words, open_still = said.row.clock, said.ended_at is None
    if open_still and said.ends_at <= said.at and words is not None and words.is_authority:
        notes.append(f"Authority appears to have ended at {_time(said.ends_at, said)}.")
    if open_still and said.crosses_change and said.act_by_at < said.ends_at:
        act_by = f"{say_day_and_time(said.act_by_at)} {say_zone(said.act_by_at)}"
        notes.append(f"The clocks go forward in between. Act by {act_by}, the earlier reading.")
    elif open_still and said.crosses_change:
        notes.append("The clocks change in between: the hours that pass are counted.")
    return notes


COUNTED_FROM_SECTION_4 = (
    "Counted from the section 4 admission, as when a second recommendation turned it into section 2. "
    "After a new application it would count from its own day."
)


def say_told_again(event: StartEvent) -> str:
    """A second start of a power that runs already, such as arrival at another place of safety.

    >>> from amhp.law.events import EventKind
    >>> at = datetime.fromisoformat("2026-11-24T15:10:00+00:00")
    >>> say_told_again(StartEvent(EventKind.S136_ARRIVED, at))
    's136: arrived at a place of safety, Tue 24 Nov, 15:10: it does not restart the clock.'
    """
    told = f", told by {event.told_by}" if event.told_by else ""
    when = say_day_and_time(event.happened_at)
    return f"{KINDS[event.kind].label}, {when}{told}: it does not restart the clock."


def say_extension(event: StartEvent, *, reason_known: bool) -> str:
    """An extension that moved the end, and what its record lacks.

    >>> from amhp.law.events import EventKind
    >>> at = datetime.fromisoformat("2026-11-25T13:30:00+00:00")
    >>> say_extension(StartEvent(EventKind.S136B_EXTENSION, at, "Dr Voss", hours=6), reason_known=True)
    'Extended by 6 h, authorised Wed 25 Nov, 13:30, told by Dr Voss.'
    """
    told = f", told by {event.told_by}" if event.told_by else ""
    said = f"Extended by {event.hours or 0:g} h, authorised {say_day_and_time(event.happened_at)}{told}."
    return said if reason_known else f"{said} Only the person’s condition allows it: record the reason."


def _time(moment: datetime, said: Words) -> str:
    zone = say_zone(moment)
    time = say_time(moment)
    return f"{time} {zone}" if said.crosses_change and not time.endswith(zone) else time


def _day(day: date, at: datetime) -> str:
    return say_day(day, year=_other_year(day, at))


def _other_year(day: date, at: datetime) -> bool:
    return day.year != in_london(at).year
