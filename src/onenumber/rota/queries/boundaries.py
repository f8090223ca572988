"""When one kind of duty hands over to the other, by the service's own duty periods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from amhp.calendar import CivilTimeError, RepeatedHour, civil, day_in_london
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting
from onenumber.rota.queries.now import kind_by_periods, periods_of

AROUND = 8  # days looked at on each side: every period comes again within a week


@dataclass(frozen=True)
class Boundary:
    """The moment at which `giving` (day or edt) ends and `receiving` begins, which lasts until `until`."""

    at: datetime
    giving: str
    receiving: str
    until: datetime


def _moment(day: date, wall: str) -> datetime:
    """A wall time as a moment; in the hour that comes twice the first, in the hour that does not exist the next."""
    hour, minute = map(int, wall.split(":"))
    try:
        return civil(day, time(hour, minute))
    except RepeatedHour:
        return civil(day, time(hour, minute), fold="BST")
    except CivilTimeError:
        return civil(day, time(hour + 1, minute))


def _changes(service: Service, at: datetime) -> Iterator[tuple[datetime, str, str]]:
    """Every change of duty around a moment, in order: when, from which kind, to which."""
    walls = {period[end] for period in periods_of(service) for end in ("starts", "ends")}
    today = day_in_london(at)
    days = [today + timedelta(days=number) for number in range(-AROUND, AROUND + 1)]
    for moment in sorted({_moment(day, wall) for day in days for wall in walls}):
        before = kind_by_periods(service, moment - timedelta(seconds=1))
        after = kind_by_periods(service, moment)
        if before != after:
            yield moment, before, after


def _found(service: Service, at: datetime) -> tuple[list[Boundary], list[Boundary]]:
    changes = list(_changes(service, at)) if has_setting(service, "duty.periods") else []
    known = [
        Boundary(moment, giving, receiving, until)
        for (moment, giving, receiving), (until, _, _) in pairwise(changes)
    ]
    return [each for each in known if each.at <= at], [each for each in known if each.at > at]


def next_boundary(service: Service, at: datetime) -> Boundary | None:
    """The next change of duty; None for a service that has only one kind."""
    return next(iter(_found(service, at)[1]), None)


def last_boundary(service: Service, at: datetime) -> Boundary | None:
    """The latest change of duty up to this moment."""
    return next(iter(reversed(_found(service, at)[0])), None)
