"""The duty list of the whole time told: by day a hub of three and every locality, by night and at weekends EDT.

People take turns in the order of their team, so that those the design's screens name are on duty on the day told.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.staff import Staff, team
from onenumber.demo.county.told import DutyTold

LONDON = ZoneInfo("Europe/London")
DAY_STARTS, DAY_ENDS, NIGHT_STARTS = time(8, 0), time(17, 0), time(20, 0)
TWO_ON_DUTY = {"Marlbridge"}
AREAS = {
    "ASHMOOR": "Ashmoor", "BRIGHTWATER": "Brightwater", "CALDER_VALE": "Calder Vale", "ESTUARY": "Estuary",
    "HIGHMOOR": "Highmoor", "MARLBRIDGE": "Marlbridge", "THORNBAY": "Thornbay",
}  # fmt: skip


def at_london(day: date, clock: time) -> datetime:
    """A local time as a moment."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(ZoneInfo("UTC"))


def is_day_duty(moment: datetime) -> bool:
    """Whether the day service has the line: Monday to Friday, 8 to 17."""
    local = moment.astimezone(LONDON)
    return local.weekday() < 5 and DAY_STARTS <= local.time() < DAY_ENDS


def _line(who: Staff, kind: str, area: str, begins: tuple[date, time], ends: tuple[date, time]) -> DutyTold:
    return DutyTold(who=who, kind=kind, locality=area, starts_at=at_london(*begins), ends_at=at_london(*ends))


def duties_of(day: date, *, turn: int) -> list[DutyTold]:
    """The lines that start on one day; `turn` 0 is the day the county is told on."""
    after = day + timedelta(days=1)
    edt = _turns(team("EDT"), turn * 2, 4)
    if day.weekday() >= 5:
        return [
            *(_line(who, "edt", "", (day, DAY_STARTS), (day, NIGHT_STARTS)) for who in edt[2:]),
            *(_line(who, "edt", "", (day, NIGHT_STARTS), (after, DAY_STARTS)) for who in edt[:2]),
        ]
    begins, ends = (day, DAY_STARTS), (day, DAY_ENDS)
    lead, spare, line, *_ = _turns(team("HUB")[1:], -turn, 3)
    lines = [_line(who, "hub", "", begins, ends) for who in (lead, line)]
    lines.append(_line(spare, "spare", "", begins, ends))
    for area in AREAS.values():
        wanted = 2 if area in TWO_ON_DUTY else 1
        people = _turns(team(area), turn * wanted, wanted)
        if turn == 1 and area == "Highmoor":  # a gap tomorrow afternoon, for the board and the lead to see
            lines += [_line(who, "locality", area, begins, (day, time(13, 0))) for who in people]
            continue
        lines += [_line(who, "locality", area, begins, ends) for who in people]
    lines += [_line(who, "edt", "", (day, DAY_ENDS), (after, DAY_STARTS)) for who in edt[:2]]
    return lines


def _turns(people: tuple[Staff, ...], first: int, wanted: int) -> list[Staff]:
    return [people[(first + n) % len(people)] for n in range(wanted)]


def duty_list(*, first: date, last: date, today: date) -> list[DutyTold]:
    """Every line from the first to the last day."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [line for day in days for line in duties_of(day, turn=_turn(day, today))]


def _turn(day: date, today: date) -> int:
    """Working days count for turns, so that weekends do not skip anybody."""
    weeks, rest = divmod((day - today).days, 7)
    return weeks * 5 + min(rest, 5) if day.weekday() < 5 and today.weekday() < 5 else (day - today).days


@dataclass(frozen=True)
class OnDuty:
    """Finds who was on duty at a moment."""

    starts: tuple[datetime, ...]
    lines: tuple[DutyTold, ...]

    @classmethod
    def of(cls, lines: Iterable[DutyTold]) -> "OnDuty":
        """An index of a duty list."""
        ordered = tuple(sorted(lines, key=lambda line: (line.starts_at, line.who.name)))
        return cls(tuple(line.starts_at for line in ordered), ordered)

    def at(self, moment: datetime) -> list[DutyTold]:
        """The lines that run at this moment."""
        last = bisect_right(self.starts, moment)
        near = self.lines[max(0, last - 60) : last]
        return [line for line in near if line.starts_at <= moment < line.ends_at]

    def takers(self, moment: datetime) -> list[Staff]:
        """Who has the line: the hub by day, EDT at other times."""
        lines = self.at(moment)
        hub = [line.who for line in lines if line.kind in {"hub", "spare"}]
        return hub or [line.who for line in lines if line.kind == "edt"]

    def could_go(self, moment: datetime, area: str) -> list[Staff]:
        """Who would be offered a case: the locality first, then the other localities; EDT out of hours."""
        lines = [line for line in self.at(moment) if line.kind != "hub"]
        own = [line.who for line in lines if line.locality == area]
        others = [line.who for line in lines if line.locality != area]
        return own + others


def weights() -> dict[str, float]:
    """Localities by name with their people."""
    return {AREAS[code]: number for code, number in calibration().people.items()}
