"""The whole county told: everybody who serves, the duty list, every contact and case up to now.

Pure: the same seed, years and moment give the same stories, byte for byte (`digest`).
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.demo.county.arrivals import Between
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.considerations import Considerations, s136_by_day
from onenumber.demo.county.considerations import moments as consideration_moments
from onenumber.demo.county.duties import LONDON, OnDuty, duty_list, is_day_duty
from onenumber.demo.county.other_contacts import OtherContacts, wanted
from onenumber.demo.county.other_contacts import moments as other_moments
from onenumber.demo.county.persons import Persons
from onenumber.demo.county.staff import people_csv
from onenumber.demo.county.today import Today, received
from onenumber.demo.county.told import CaseTold, DutyTold
from onenumber.demo.county.told_contacts import ContactTold, PersonTold

YEAR = timedelta(days=365)
SETTLED = timedelta(hours=26)  # considerations of the last day are those of data/today.toml
LISTED_BEFORE = timedelta(days=8)  # the oldest open case came in six days ago
LISTED_AHEAD = 8  # days of the duty list after today


@dataclass(frozen=True)
class County:
    """Everything told, each part in order of time."""

    people_csv: str
    duties: tuple[DutyTold, ...]
    persons: tuple[PersonTold, ...]
    cases: tuple[CaseTold, ...]
    contacts: tuple[ContactTold, ...]  # those that opened no case

    def digest(self) -> str:
        """A fingerprint of every story."""
        found = hashlib.sha256(self.people_csv.encode())
        for part in (self.duties, self.persons, self.cases, self.contacts):
            for story in part:
                found.update(repr(story).encode())
        return found.hexdigest()


@dataclass(frozen=True)
class Year:
    """One year to tell: its time, and how many considerations come by day and out of hours."""

    between: Between
    days: int
    nights: int
    more: float  # growth against the first year


def years_of(now: datetime, years: int) -> list[Year]:
    """The years up to now, the oldest first; each busier than the one before."""
    rates = calibration().rates
    found = []
    for number in range(years):
        begins = now - YEAR * (years - number)
        more = (1 + rates["growth_a_year"].value) ** number
        days, nights = (
            round(rates[name].value * more) for name in ("day_considerations", "night_considerations")
        )
        found.append(Year(Between(begins, begins + YEAR), days, nights, more))
    return found


def tell(
    *, seed: int, years: int, now: datetime, progress: Callable[[int], object] = lambda _: None
) -> County:
    """The county up to `now`, of so many years (0: nobody has rung yet); `progress` is told of each contact."""
    now = now.replace(second=0, microsecond=0)
    today = now.astimezone(LONDON).date()
    told_years = years_of(now, years)
    begins = told_years[0].between.begins if told_years else now
    duties = duty_list(
        first=(begins - LISTED_BEFORE).date(), last=today + timedelta(days=LISTED_AHEAD), today=today
    )
    duty, persons = OnDuty.of(duties), Persons(seed)
    queue = sorted(_queue(seed, told_years, now))
    cases: list[CaseTold] = []
    contacts: list[ContactTold] = []
    considering = Considerations(seed, persons=persons, duty=duty, now=now)
    others = OtherContacts(seed, persons=persons, duty=duty, now=now)
    for at, kind, share in queue:
        if kind == "consider":
            cases.append(considering.told(at, s136_by_day=share))
        else:
            contacts.append(others.told(at, kind))
        progress(1)
    if years:
        cases += Today(seed, persons=persons, duty=duty, now=now).cases()
    return County(
        people_csv=people_csv(seed=seed, on=today),
        duties=tuple(duties),
        persons=tuple(persons.all),
        cases=tuple(sorted(cases, key=lambda case: case.contact.received_at)),
        contacts=tuple(contacts),
    )


def _queue(seed: int, years: list[Year], now: datetime) -> Iterator[tuple[datetime, str, float]]:
    """Every contact to tell, as (when, kind, share of s136 by day); the last year leaves room for what is open now."""
    for number, year in enumerate(years):
        between, days, nights = year.between, year.days, year.nights
        if number == len(years) - 1:
            open_now = [is_day_duty(at) for at in received(now)]
            days, nights = days - sum(open_now), nights - open_now.count(False)
            between = Between(between.begins, now - SETTLED)
        share = s136_by_day(days=days, nights=nights)
        for at in consideration_moments(seed, days=days, nights=nights, between=between):
            yield at, "consider", share
        for kind, how_many in wanted().items():
            whole = Between(year.between.begins, year.between.ends)
            for at in other_moments(seed, kind, round(how_many * year.more), between=whole):
                yield at, kind, 0.0
