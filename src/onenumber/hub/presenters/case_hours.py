"""The hours so far as a picture: what was waited for, forced or chosen, and when somebody was with the person.

Numbers are those of the picture's own grid (viewBox). What overlaps in time stands in lanes one below the other, so
that nothing hides anything; words that do not fit are in the text beside the picture and in the table below it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property

from amhp.calendar import civil, day_in_london, say_left, say_moment, say_time
from amhp.law import Clock
from onenumber.cases.models import Attempt, Wait
from onenumber.cases.queries import CaseFacts
from onenumber.hub.presenters.history import words

LEFT, WIDTH, TOP, LANE = 10, 860, 24, 26
LETTER, BETWEEN_TICKS = 7, 76
STEPS = (2, 4, 6, 12, 24, 48, 24 * 7)  # hours; never 01:00, the hour that comes twice or not at all
MOST_TICKS = 8


@dataclass(frozen=True)
class Stretch:
    """A piece of time: `kind` is chosen, forced or work (with the person)."""

    kind: str
    label: str
    told: str
    starts_at: datetime
    ends_at: datetime
    lane: int = 0


@dataclass(frozen=True)
class Placed:
    """A stretch on the grid; its words are empty where they do not fit."""

    kind: str
    x: float
    y: float
    width: float
    middle: float
    words: str


@dataclass(frozen=True)
class Hours:
    """The picture between two moments; `limit` is when the authority appears to end, `at` is now (none once closed)."""

    title: str
    stretches: Sequence[Stretch]
    begins_at: datetime
    ends_at: datetime
    at: datetime
    limit: datetime | None = None
    closed: bool = False
    left, right, top, lane = LEFT, LEFT + WIDTH, TOP, LANE

    @cached_property
    def lanes(self) -> int:
        """How many stand one below the other."""
        return 1 + max(stretch.lane for stretch in self.stretches)

    @property
    def floor(self) -> int:
        """Where the lanes end and the axis begins."""
        return TOP + LANE * self.lanes

    def x(self, moment: datetime) -> float:
        """The place of a moment, held within the picture."""
        share = (moment - self.begins_at) / (self.ends_at - self.begins_at)
        return round(LEFT + WIDTH * min(max(share, 0), 1), 1)

    @property
    def placed(self) -> list[Placed]:
        """Every stretch on the grid."""
        return [self._place(stretch) for stretch in self.stretches]

    def _place(self, stretch: Stretch) -> Placed:
        x, end = self.x(stretch.starts_at), self.x(stretch.ends_at)
        width = max(round(end - x, 1), 1)
        fits = len(stretch.label) * LETTER < width
        y = TOP + LANE * stretch.lane
        return Placed(stretch.kind, x, y, width, round(x + width / 2, 1), stretch.label if fits else "")

    @property
    def begins(self) -> str:
        """The words at the left end."""
        return say_moment(self.begins_at, self.at)

    @property
    def now(self) -> str:
        """The words at the moment."""
        return f"now {say_time(self.at)}"

    @property
    def ends(self) -> str:
        """The words at the limit, or at the end of a case that is closed; empty where the picture ends now."""
        if self.limit is None:
            return f"closed {say_moment(self.ends_at, self.at)}" if self.closed else ""
        if self.limit > self.at:
            return f"ends {say_time(self.limit)}"
        return f"appears to have ended {say_moment(self.limit, self.at)}"

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Round hours between the two ends that have room for their words, by the clock on the wall."""
        first, last = LEFT + BETWEEN_TICKS, self.x(self.limit or self.ends_at) - LETTER * len(self.ends)
        return [
            (x, said)
            for x, said in self._round_hours()
            if first < x < min(last, LEFT + WIDTH - BETWEEN_TICKS)
        ]

    @property
    def _days(self) -> float:
        return (self.ends_at - self.begins_at) / timedelta(days=1)

    def _round_hours(self) -> Iterator[tuple[float, str]]:
        hours = self._days * 24
        step = next((step for step in STEPS if hours / step <= MOST_TICKS), STEPS[-1])
        day = day_in_london(self.begins_at)
        while (midnight := civil(day, time())) < self.ends_at:
            yield self.x(midnight), f"{day:%a} 00:00" if self._days > 1 else "00:00"
            for hour in range(step, 24, step):
                yield self.x(civil(day, time(hour))), f"{hour:02}:00"
            day += timedelta(days=max(1, step // 24))

    @property
    def told(self) -> str:
        """The same in words, for whoever does not see the picture."""
        begins, ends = say_moment(self.begins_at, self.at), say_moment(self.ends_at, self.at)
        return f"From {begins} to {ends}. " + " ".join(stretch.told for stretch in self.stretches)


def hours_so_far(facts: CaseFacts, clocks: Sequence[Clock], at: datetime) -> Hours | None:
    """The picture of a case: over the hours of its authority, or since it was asked for. None with nothing to show."""
    found = sorted((*_waits(facts, at), *_seen(facts, at)), key=lambda stretch: stretch.starts_at)
    by_hour = [
        clock for clock in clocks if clock.is_authority and clock.ends_on is None and clock.ended_at is None
    ]
    clock = min(by_hour, key=lambda clock: clock.ends_at, default=None)
    begins_at = clock.starts_at if clock else facts.case.happened_at
    over_at = facts.closure.happened_at if facts.closure else at
    ends_at = max(clock.ends_at, over_at) if clock else over_at
    shown = [stretch for stretch in found if stretch.ends_at > begins_at and stretch.starts_at < ends_at]
    if not shown or ends_at <= begins_at:
        return None
    hours = (
        f"The {(clock.ends_at - clock.starts_at) / timedelta(hours=1):g} hours so far: w" if clock else "W"
    )
    limit = clock.ends_at if clock else None
    closed = facts.closure is not None
    return Hours(f"{hours}hat took the time", _in_lanes(shown), begins_at, ends_at, at, limit, closed)


def _waits(facts: CaseFacts, at: datetime) -> Iterator[Stretch]:
    for wait in facts.waits:
        reason = words("CL-DEL", wait.reason)
        kind, label = ("chosen", f"Chosen: {reason}") if wait.chosen else ("forced", reason)
        told = f"{kind.capitalize()}: {reason}, {_said(wait, at)}"
        yield Stretch(kind, label, told, wait.happened_at, wait.ended_at or at)


def _seen(facts: CaseFacts, at: datetime) -> Iterator[Stretch]:
    for attempt in facts.attempts:
        goes_on, seen = not attempt.result, attempt.result == attempt.Result.DONE and attempt.ended_at
        if goes_on or seen:
            told = f"With the person, {_said(attempt, at)}"
            yield Stretch("work", "With the person", told, attempt.happened_at, attempt.ended_at or at)


def _said(fact: Wait | Attempt, at: datetime) -> str:
    until = f"to {say_moment(fact.ended_at, at)}" if fact.ended_at else "and still running"
    length = say_left((fact.ended_at or at) - fact.happened_at)
    return f"{say_moment(fact.happened_at, at)} {until}, {length}."


def _in_lanes(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Each in the first lane that is free when it begins."""
    free_from: list[datetime] = []
    placed = []
    for stretch in stretches:
        lane = next((n for n, free in enumerate(free_from) if free <= stretch.starts_at), len(free_from))
        free_from[lane : lane + 1] = [stretch.ends_at]
        placed.append(replace(stretch, lane=lane))
    return placed
