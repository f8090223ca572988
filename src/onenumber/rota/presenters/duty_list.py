"""The duty list day by day: hub, spares, localities by name, EDT; a gap is shown as a gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from amhp.calendar import in_london, say_day
from onenumber.organisations.models import Locality
from onenumber.rota.models import Duty
from onenumber.rota.presenters.gaps import gaps_of
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
    lines: Iterable[DutyLine],
    *,
    first: date,
    days: int,
    areas: Iterable[Locality],
    periods: Sequence[dict[str, Any]],
    at: datetime,
) -> list[DutyDay]:
    """Each day from `first`; a line stands on the day on which it starts."""
    placed = [(_where(line), line) for line in lines]
    names = sorted(area.name for area in areas)
    return [_day(first + timedelta(days=n), placed, names, periods, at) for n in range(days)]


def _where(line: DutyLine) -> str:
    return line.locality or PLACES.get(Duty.Kind(line.kind), line.kind)


def _day(
    day: date,
    placed: list[tuple[str, DutyLine]],
    areas: list[str],
    periods: Sequence[dict[str, Any]],
    at: datetime,
) -> DutyDay:
    order = {where: n for n, where in enumerate(["Hub", "Spare", *areas, "EDT"])}
    rows = [_row(where, line, day, at) for where, line in placed if in_london(line.starts_at).date() == day]
    gaps = gaps_of(day, placed, areas=areas, periods=periods)
    rows += [DutyRow(gap.where, times=gap.times) for gap in gaps]
    shown = sorted(rows, key=lambda row: (order.get(row.where, len(order)), row.times, row.name))
    title = f"Today, {say_day(day)}" if day == in_london(at).date() else say_day(day)
    return DutyDay(title, f"day-{day:%Y-%m-%d}", tuple(shown), len(gaps))


def _row(where: str, line: DutyLine, day: date, at: datetime) -> DutyRow:
    starts, ends = in_london(line.starts_at), in_london(line.ends_at)
    later = "" if ends.date() == day else f" {ends:%a}"
    return DutyRow(
        where=where,
        name=line.name,
        telephone=line.telephone,
        times=f"{starts:%H:%M} to {ends:%H:%M}{later}",
        now=line.starts_at <= at < line.ends_at,
        duty_id=line.duty_id,
    )
