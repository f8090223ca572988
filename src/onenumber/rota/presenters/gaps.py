"""Where nobody is on duty: the times of a day's duty periods that no line of the list covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from amhp.calendar import in_london, is_business_day
from onenumber.organisations.queries import DAYS
from onenumber.rota.duty_file import stretch
from onenumber.rota.queries import DutyLine


@dataclass(frozen=True)
class Gap:
    """A place and the stretch in which nobody covers it; no stretch is the whole day."""

    where: str
    times: str = ""


def windows(periods: Iterable[dict[str, Any]], day: date, *, kind: str) -> list[tuple[datetime, datetime]]:
    """The stretches of one kind of duty that start on this day."""
    if kind == "day" and not is_business_day(day):
        return []
    return [
        stretch(day, time.fromisoformat(period["starts"]), time.fromisoformat(period["ends"]))
        for period in periods
        if period["kind"] == kind and DAYS[day.weekday()] in period["days"]
    ]


def uncovered(lines: Iterable[DutyLine], begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    """The parts from `begins` to `ends` in which none of these lines runs."""
    found, covered_to = [], begins
    for line in sorted(lines, key=lambda each: each.starts_at):
        if line.ends_at <= covered_to or line.starts_at >= ends:
            continue
        if line.starts_at > covered_to:
            found.append((covered_to, line.starts_at))
        covered_to = line.ends_at
    if covered_to < ends:
        found.append((covered_to, ends))
    return found


def gaps_of(
    day: date,
    lines: Sequence[tuple[str, DutyLine]],
    *,
    areas: Sequence[str],
    periods: Sequence[dict[str, Any]],
) -> list[Gap]:
    """Every gap of a day: the hub and each locality in day duty, EDT out of hours. `lines` are of any day, by place."""
    if not periods:
        needed = ["Hub", *areas, "EDT"] if is_business_day(day) else ["EDT"]
        here = {where for where, line in lines if in_london(line.starts_at).date() == day}
        return [Gap(where) for where in needed if where not in here]
    wanted = [(where, window) for window in windows(periods, day, kind="day") for where in ("Hub", *areas)]
    wanted += [("EDT", window) for window in windows(periods, day, kind="edt")]
    return [
        Gap(where, f"{in_london(begins):%H:%M} to {in_london(ends):%H:%M}")
        for where, window in wanted
        for begins, ends in uncovered((line for place, line in lines if place == where), *window)
    ]
