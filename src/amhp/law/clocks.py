"""The clocks of a case: computed from start events, never counted or ticked.

A clock says when it ends, what it hangs on, who told us and what can or cannot extend it. Telling the same
thing twice, or moving a person to another place of safety, never restarts one. An extension that appears not
to meet its conditions is kept as a note and moves nothing: recording is never blocked, and an authority is
never shown longer than it appears to be. Rows: data/*.toml; words: design guide, "A clock shows".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from amhp.calendar import hours_after, midnight_after, same_wall_time_later
from amhp.law.clock_words import (
    COUNTED_FROM_SECTION_4,
    Words,
    say_end,
    say_extension,
    say_notes,
    say_start,
    say_told_again,
)
from amhp.law.events import EventKind, StartEvent, counted_from, started_by
from amhp.law.inputs import BadInput
from amhp.law.registry import Conclusion, conclude

__all__ = ["Clock", "EventKind", "Standing", "StartEvent", "clocks_from", "started_by"]

EXTENDABLE = ("s136.expiry", "s135_1.expiry")
LATEST_COUNTS = (EventKind.LAST_EXAMINATION, EventKind.AMHP_SAW_PERSON)


class Standing(StrEnum):
    """Where a clock stands: ENDED by a fact before its time, or OVERRUN because its time has gone."""

    RUNNING = "running"
    NEARLY_DUE = "nearly due"
    OVERRUN = "overrun"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Clock:
    """A legal limit that runs from an event.

    `ends_at` is exclusive: at that moment the time has gone; `ends_on` is the last day of a limit in days.
    `act_by_at` is `ends_at` or, where the clocks change in between and the wall would say less, the earlier
    moment. `ended_at` is when a fact ended it. `ends_said`, `start_said` and `notes` are worded as at the
    moment the clocks were asked for.
    """

    rule: str
    name: str
    short: str
    event: StartEvent
    starts_at: datetime
    ends_at: datetime
    ends_on: date | None
    act_by_at: datetime
    ended_at: datetime | None
    citation: str
    verified: str
    is_authority: bool
    start_said: str
    ends_said: str
    notes: tuple[str, ...]

    def standing(self, *, at: datetime, nearly_due: timedelta) -> Standing:
        """Where it stands at a moment; `nearly_due` is how long before the time to act it counts as that.

        >>> arrival = datetime.fromisoformat("2026-11-23T15:32:00+00:00")
        >>> now = datetime.fromisoformat("2026-11-24T14:20:00+00:00")
        >>> [clock] = clocks_from([StartEvent(EventKind.S136_ARRIVED, arrival)], at=now)
        >>> clock.standing(at=now, nearly_due=timedelta(hours=2)).value
        'nearly due'
        """
        if self.ended_at is not None and self.ended_at <= at:
            return Standing.ENDED
        if at >= self.ends_at:
            return Standing.OVERRUN
        return Standing.NEARLY_DUE if self.act_by_at - at <= nearly_due else Standing.RUNNING

    def left(self, *, at: datetime) -> timedelta:
        """The time left; negative once it has gone.

        >>> arrival = datetime.fromisoformat("2026-11-24T13:25:00+00:00")
        >>> [clock] = clocks_from([StartEvent(EventKind.S136_ARRIVED, arrival)], at=arrival)
        >>> clock.left(at=datetime.fromisoformat("2026-11-24T14:20:00+00:00"))
        datetime.timedelta(seconds=83100)
        """
        return self.ends_at - at


@dataclass(slots=True)
class _Run:
    """A clock while the events are told one after another."""

    rule: str
    event: StartEvent
    origin: StartEvent
    conclusion: Conclusion
    starts_at: datetime
    ends_at: datetime
    ends_on: date | None
    ended_at: datetime | None = None
    extended_by: float = 0
    notes: list[str] = field(default_factory=list)

    def is_open(self, moment: datetime) -> bool:
        return moment < (self.ended_at or self.ends_at)


def clocks_from(events: Sequence[StartEvent], *, at: datetime) -> list[Clock]:
    """The clocks that events start, extend and end, in order of their start, worded as at a moment.

    Corrected events are left out by the caller. An event on a day that no row of the law covers starts none.

    >>> arrival = datetime.fromisoformat("2026-11-24T13:25:00+00:00")
    >>> [clock] = clocks_from([StartEvent(EventKind.S136_ARRIVED, arrival, told_by="PC Hobbs")], at=arrival)
    >>> clock.name, clock.ends_said
    ('Section 136', 'Ends Wed 25 Nov, 13:25')
    >>> clock.start_said
    '24 hours from arrival, 13:25 today, told by PC Hobbs.'
    """
    runs: list[_Run] = []
    told: list[StartEvent] = []
    for event in sorted(events, key=lambda each: each.happened_at):
        if event.kind is EventKind.S136B_EXTENSION:
            _extend(runs, event)
        elif event.kind is EventKind.DOCTOR_ARRIVED:
            _doctor_arrived(runs, event)
        else:
            _start(runs, event, earlier=told)
            _end_others(runs, event)
        told.append(event)
    return [_clock(run, at=at) for run in sorted(runs, key=lambda each: each.starts_at)]


def _start(runs: list[_Run], event: StartEvent, *, earlier: Sequence[StartEvent]) -> None:
    started = started_by(event, earlier=earlier)
    if started is None:
        return
    if event.kind in LATEST_COUNTS:
        runs[:] = [run for run in runs if run.event.kind is not event.kind or run.ended_at is not None]
    for run in runs:
        if run.rule == started["rule"] and run.is_open(event.happened_at):
            if run.event.happened_at != event.happened_at:
                run.notes.append(say_told_again(event))
            return
    try:
        conclusion = conclude(started["rule"], started["inputs"])
    except BadInput:
        return
    origin = counted_from(event, earlier=earlier) or event
    notes = [COUNTED_FROM_SECTION_4] if origin is not event and origin.kind is EventKind.S4_ADMITTED else []
    ends = conclusion.answers[conclusion.row.clock.ends_with] if conclusion.row.clock else None
    if isinstance(ends, datetime):
        ends_at, ends_on = ends, None
    elif isinstance(ends, date):
        ends_at, ends_on = midnight_after(ends), ends
    else:
        return
    starts_at, rule = origin.happened_at, started["rule"]
    runs.append(_Run(rule, event, origin, conclusion, starts_at, ends_at, ends_on, notes=notes))


def _end_others(runs: list[_Run], event: StartEvent) -> None:
    """What ends a power before its time is in its row; that a person is held no longer ends every power."""
    for run in runs:
        words = run.conclusion.row.clock
        ends_all = event.kind is EventKind.HOLDING_ENDED and words is not None and words.is_authority
        takes_over = words is not None and event.kind.value in words.ended_by
        if (ends_all or takes_over) and run.event is not event and run.is_open(event.happened_at):
            run.ended_at = event.happened_at


def _doctor_arrived(runs: list[_Run], event: StartEvent) -> None:
    for run in runs:
        if run.rule == "s5_4.expiry" and run.is_open(event.happened_at):
            run.ends_at = run.ended_at = event.happened_at


def _extend(runs: list[_Run], event: StartEvent) -> None:
    extendable = [run for run in runs if run.rule in EXTENDABLE]
    if not extendable:
        return
    run = extendable[-1]
    if run.ended_at is not None:
        return
    if run.extended_by:
        run.notes.append("A second extension was told. The end is not moved again.")
        return
    try:
        found, reason_known = _extension(run, event)
    except BadInput as error:
        run.notes.append(f"An extension was told. The end is not moved until this is known: {error}")
        return
    ends_at = found.answers["expires_at"]
    if not found.answers["lawful"] or not isinstance(ends_at, datetime):
        run.notes.append(f"An extension was told. The end appears not to move: {found.answers['reason']}.")
        return
    run.ends_at, run.extended_by = ends_at, event.hours or 0
    run.notes.append(say_extension(event, reason_known=reason_known))


def _extension(run: _Run, event: StartEvent) -> tuple[Conclusion, bool]:
    """The conclusion, and whether the reason told is one the rule knows.

    A reason in other words, or none, does not undo what a doctor authorised; the clock then says
    that only the person's condition allows it.
    """
    inputs: dict[str, object] = {
        "start": run.starts_at,
        "authorised_at": event.happened_at,
        "hours": event.hours,
        "reason": event.reason or None,
        "authorised_by": event.authorised_by or None,
        "place": event.place or None,
        "superintendent_approved": event.superintendent_approved,
    }
    try:
        return conclude("s136B.extension", inputs), True
    except BadInput as error:
        if not str(error).startswith("reason:"):
            raise
    return conclude("s136B.extension", {**inputs, "reason": "person's condition"}), False


def _clock(run: _Run, *, at: datetime) -> Clock:
    row, act_by_at = run.conclusion.row, run.ends_at
    words = row.clock
    if words is None:
        raise BadInput(f"{row.id}: this rule has no clock.")
    if run.ends_on is None:
        hours = float(row.number("hours")) + run.extended_by
        if run.ends_at == hours_after(run.starts_at, hours=hours):
            act_by_at = min(run.ends_at, same_wall_time_later(run.starts_at, hours=hours))
    said = Words(run.origin, row, run.starts_at, run.ends_at, run.ends_on, run.ended_at, act_by_at, at)
    return Clock(
        rule=run.rule,
        name=words.name,
        short=words.short,
        event=run.event,
        starts_at=run.starts_at,
        ends_at=run.ends_at,
        ends_on=run.ends_on,
        act_by_at=act_by_at,
        ended_at=run.ended_at,
        citation=run.conclusion.citation,
        verified=row.verified.value,
        is_authority=words.is_authority,
        start_said=say_start(said),
        ends_said=say_end(said),
        notes=(*run.notes, *say_notes(said), *words.notes),
    )
