"""What happens in the replayed days: the county's own stories, told for these days, in order of time.

Nothing is written from here. The stories go on after the last replayed day; what lies beyond it is not done, so that
the last evening finds contacts waiting and cases open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from onenumber.demo.county.arrivals import Between, arrivals, day_hours, night_hours
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.considerations import Considerations, s136_by_day
from onenumber.demo.county.considerations import moments as consideration_moments
from onenumber.demo.county.duties import OnDuty, at_london, duty_list
from onenumber.demo.county.other_contacts import BY_DAY, OtherContacts, wanted
from onenumber.demo.county.persons import Persons
from onenumber.demo.county.streams import stream
from onenumber.demo.county.told import CaseTold
from onenumber.demo.county.told_contacts import ContactTold

BEGINS = time(8, 0)  # the day service takes the line
LONG_AFTER = timedelta(days=60)  # courses are told to their ends, also those that end after the replay
QUICK, WITHIN = 0.6, timedelta(hours=9)  # so many courses are over within hours, or few would end in a replay
YEAR_DAYS, WORKING_DAYS = 365, 253


@dataclass(frozen=True)
class Story:
    """The contacts of the replayed days: those that ask for a consideration with their courses, and the others."""

    begins: datetime
    ends: datetime
    duty: OnDuty
    cases: tuple[CaseTold, ...]
    contacts: tuple[ContactTold, ...]

    @property
    def calls(self) -> int:
        """How many contacts come in."""
        return len(self.cases) + len(self.contacts)


def tell_days(*, seed: int, first: date, days: int) -> Story:
    """The stories of so many days from 8 in the morning of the first.

    >>> story = tell_days(seed=7, first=date(2026, 11, 23), days=1)
    >>> story == tell_days(seed=7, first=date(2026, 11, 23), days=1), story.calls > 10
    (True, True)
    """
    last = first + timedelta(days=days)
    between = Between(at_london(first, BEGINS), at_london(last, BEGINS))
    duty = OnDuty.of(duty_list(first=first - timedelta(days=2), last=last + timedelta(days=1), today=first))
    persons, now = Persons(seed), between.ends + LONG_AFTER
    considering = Considerations(seed, persons=persons, duty=duty, now=now)
    others = OtherContacts(seed, persons=persons, duty=duty, now=now)
    quick = stream(seed, f"replay quick {first}")
    cases, contacts = [], []
    for at, kind, share in sorted(_queue(seed, first, days, between)):
        if kind == "consider":
            considering.now = at + WITHIN * (0.4 + quick.random()) if quick.chance(QUICK) else now
            cases.append(considering.told(at, s136_by_day=share))
        else:
            contacts.append(others.told(at, kind))
    return Story(between.begins, between.ends, duty, tuple(cases), tuple(contacts))


def _queue(seed: int, first: date, days: int, between: Between) -> Iterator[tuple[datetime, str, float]]:
    """As many contacts of each kind as these days bring, one of each kind at the least."""
    draw = stream(seed, f"replay {first} {days}")
    working = sum(1 for n in range(days) if (first + timedelta(days=n)).weekday() < 5)
    a_year = {name: calibration().rate(f"{name}_considerations") for name in ("day", "night")}
    share = s136_by_day(days=round(a_year["day"]), nights=round(a_year["night"]))
    by_day = _as_many(a_year["day"] * working / WORKING_DAYS, draw.random()) if working else 0
    by_night = _as_many(a_year["night"] * days / YEAR_DAYS, draw.random())
    for at in consideration_moments(seed, days=by_day, nights=by_night, between=between):
        yield at, "consider", share
    for kind, how_many in wanted().items():
        number = _as_many(how_many * days / YEAR_DAYS, draw.random())
        in_the_day = round(number * BY_DAY[kind]) if working else 0
        for many, hours in ((in_the_day, day_hours), (number - in_the_day, night_hours)):
            for at in arrivals(many, hours=hours, between=between, draw=draw):
                yield at, kind, 0.0


def _as_many(expected: float, chance: float) -> int:
    return max(1, int(expected + chance))
