"""The duty list day by day: hub, spares, localities by name, EDT; a gap is shown as a gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from amhp.calendar import in_london, is_business_day, say_day
from onenumber.organisations.models import Locality
from onenumber.rota.models import Duty
from onenumber.rota.queries import DutyLine

PLACES = {Duty.Kind.HUB: "Hub", Duty.Kind.SPARE: "Spare", Duty.Kind.EDT: "EDT"}


@dataclass(frozen=True)
class DutyRow:
    """One line, or a gap (no name). `now` marks who is on duty at this moment."""

    where: str
    name: str = ""
    telephone: str = ""
    times: str = ""
    now: bool = False
    duty_id: int | None = None


@dataclass(frozen=True)
class DutyDay:
    """One day of the list and how many places nobody covers."""

    title: str
    anchor: str
    rows: tuple[DutyRow, ...]
    gaps: int


def duty_days(
    lines: Iterable[DutyLine], *, first: date, days: int, areas: Iterable[Locality], at: datetime
) -> list[DutyDay]:
    """Each day from `first`; a line stands on the day on which it starts."""
    by_day: dict[date, list[DutyLine]] = {first + timedelta(days=n): [] for n in range(days)}
    for line in lines:
        day = in_london(line.starts_at).date()
        if day in by_day:
            by_day[day].append(line)
    names = sorted(area.name for area in areas)
    return [_day(day, on_it, names, at) for day, on_it in by_day.items()]


def _day(day: date, lines: list[DutyLine], areas: list[str], at: datetime) -> DutyDay:
    needed = ["Hub", *areas, "EDT"] if is_business_day(day) else ["EDT"]
    order = {where: n for n, where in enumerate(["Hub", "Spare", *areas, "EDT"])}
    rows = [_row(line, day, at) for line in lines]
    gaps = [DutyRow(where) for where in needed if where not in {row.where for row in rows}]
    shown = sorted([*rows, *gaps], key=lambda row: (order.get(row.where, len(order)), row.times, row.name))
    today = in_london(at).date()
    title = f"Today, {say_day(day)}" if day == today else say_day(day)
    return DutyDay(title, f"day-{day:%Y-%m-%d}", tuple(shown), len(gaps))


def _row(line: DutyLine, day: date, at: datetime) -> DutyRow:
    starts, ends = in_london(line.starts_at), in_london(line.ends_at)
    later = "" if ends.date() == day else f" {ends:%a}"
    return DutyRow(
        where=line.locality or PLACES.get(Duty.Kind(line.kind), line.kind),
        name=line.name,
        telephone=line.telephone,
        times=f"{starts:%H:%M} to {ends:%H:%M}{later}",
        now=line.starts_at <= at < line.ends_at,
        duty_id=line.duty_id,
    )
