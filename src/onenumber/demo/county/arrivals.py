"""When people ring: exactly as many contacts as asked for, over days, weekdays and hours as a year brings them.

Days vary more than chance alone (gamma, cv 0.2) with a season of 8%; Mondays and Friday afternoons are busier; out of
hours the evening outweighs the night, and s136 peaks between 18 and 02. Sources: calibration.toml; rota_sim 5.3.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from math import pi, sin

from amhp.calendar import is_bank_holiday
from onenumber.demo.county.duties import at_london, is_day_duty
from onenumber.demo.county.streams import Stream

Hours = Callable[[int, int], float]
WEEKDAY = {0: 1.15, 1: 1.0, 2: 0.98, 3: 0.98, 4: 1.05}
DAY_HOURS = {8: 0.8, 9: 1.1, 10: 1.2, 11: 1.15, 12: 1.0, 13: 1.0, 14: 1.1, 15: 1.15, 16: 1.0}
FRIDAY_AFTERNOON = 1.2


def day_hours(weekday: int, hour: int) -> float:
    """How likely a contact of the day service is in this hour of this weekday."""
    if weekday >= 5 or hour not in DAY_HOURS:
        return 0.0
    busier = FRIDAY_AFTERNOON if weekday == 4 and hour >= 13 else 1.0
    return WEEKDAY[weekday] * DAY_HOURS[hour] * busier


def night_hours(weekday: int, hour: int) -> float:
    """How likely a contact out of hours is: evening to night as 25 to 15, weekends busy by day as well."""
    if weekday < 5 and hour in DAY_HOURS:
        return 0.0
    if 9 <= hour < 17:
        return 0.055
    return 25 / 6 / 40 if 17 <= hour < 23 else 15 / 10 / 40


def s136_hours(weekday: int, hour: int) -> float:
    """Arrivals under s136 by hour, around the clock: half of them between 18 and 02."""
    del weekday
    return 0.5 / 8 if hour >= 18 or hour < 2 else 0.5 / 16


class NoFittingHour(ValueError):
    """Contacts were asked for in a time that has no hour for them."""


@dataclass(frozen=True)
class Between:
    """The time told: from the first moment to the last (not included)."""

    begins: datetime
    ends: datetime

    def days(self) -> list[date]:
        """Every day it touches."""
        first, last = self.begins.date(), self.ends.date()
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def arrivals(how_many: int, *, hours: Hours, between: Between, draw: Stream) -> list[datetime]:
    """Exactly so many moments, in order. Minutes are whole."""
    slots, weights = [], []
    for day in between.days():
        busy = draw.gammavariate(25, 1 / 25) * (1 + 0.08 * sin(2 * pi * day.timetuple().tm_yday / 365.25))
        if is_bank_holiday(day):
            busy *= 0.6
        for hour in range(24):
            weight = hours(day.weekday(), hour)
            if weight:
                slots.append((day, hour))
                weights.append(weight * busy)

    def fits(moment: datetime) -> bool:
        right_duty = hours is s136_hours or is_day_duty(moment) == (hours is day_hours)
        return between.begins <= moment < between.ends and right_duty

    if how_many and not any(fits(at_london(day, time(hour, n))) for day, hour in slots for n in range(60)):
        raise NoFittingHour(
            f"Nobody can ring between {between.begins} and {between.ends}: no hour of it fits."
        )
    sums = list(accumulate(weights))
    found: list[datetime] = []
    while len(found) < how_many:
        day, hour = slots[bisect_left(sums, draw.random() * sums[-1])]
        moment = at_london(day, time(hour, int(draw.random() * 60)))
        if fits(moment):
            found.append(moment)
    return sorted(found)
