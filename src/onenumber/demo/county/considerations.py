"""The year's contacts that ask for a consideration, each with its whole course."""

from datetime import datetime, timedelta

from onenumber.demo.county.answered import is_asked
from onenumber.demo.county.arrivals import Between, arrivals, day_hours, night_hours
from onenumber.demo.county.asks import ASKS, DAY_SHARES, NIGHT_SHARES, Ask, Where, caller, said, where
from onenumber.demo.county.assessed import is_assessed
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.course import Course, goes_ahead
from onenumber.demo.county.duties import OnDuty, is_day_duty
from onenumber.demo.county.persons import Persons
from onenumber.demo.county.progress import ends_unseen, first_try, goes_no_further, is_taken_up
from onenumber.demo.county.streams import Stream, stream
from onenumber.demo.county.told import CaseTold
from onenumber.demo.county.told_contacts import ContactTold

S136_AT_NIGHT = 0.46  # of out-of-hours considerations; the day's share follows from the year's
COME_BACK = 0.38


def s136_by_day(*, days: int, nights: int) -> float:
    """The share of s136 by day that makes the year's share, given that of the night."""
    wanted = calibration().rate("s136_share") * (days + nights)
    return (wanted - S136_AT_NIGHT * nights) / days


def moments(seed: int, *, days: int, nights: int, between: Between) -> list[datetime]:
    """When they come in: exactly so many by day and out of hours."""
    draw = stream(seed, f"considerations {between.begins:%Y-%m-%d}")
    by_day = arrivals(days, hours=day_hours, between=between, draw=draw)
    by_night = arrivals(nights, hours=night_hours, between=between, draw=draw)
    return sorted(by_day + by_night)


class Considerations:
    """Tells cases in order of time."""

    def __init__(self, seed: int, *, persons: Persons, duty: OnDuty, now: datetime) -> None:
        self.draw = stream(seed, "considerations")
        self.going = stream(seed, "courses")
        self.asking = stream(seed, "answers for the return")
        self.persons, self.duty, self.now = persons, duty, now

    def told(self, at: datetime, *, s136_by_day: float) -> CaseTold:
        """One case that came in at this moment, told to its end."""
        draw, night = self.draw, not is_day_duty(at)
        s136 = draw.chance(S136_AT_NIGHT if night else s136_by_day)
        ask = ASKS["s136"] if s136 else ASKS[draw.weighted(NIGHT_SHARES if night else DAY_SHARES)]
        contact, spot = self._contact(at, ask, night=night)
        course = Course(draw=self.going, duty=self.duty, ask=ask, contact=contact, spot=spot)
        if not goes_ahead(course):
            goes_no_further(course)
        else:
            self._assess(course)
        is_asked(course, self.asking)
        return CaseTold(contact=contact, facts=course.finished(self.now))

    def _assess(self, course: Course) -> None:
        accepted, start = is_taken_up(course)
        hold = course.hold_minutes
        unseen = course.draw.chance(0.04) if course.ask.setting == "community" else False
        if unseen or (hold is not None and start >= hold):
            ends_unseen(course, accepted, start)
            return
        first_try(course, accepted, start)
        is_assessed(course, accepted=accepted, start=start)

    def _contact(self, at: datetime, ask: Ask, *, night: bool) -> tuple[ContactTold, Where]:
        draw = self.draw
        area = self.persons.area()
        person = self.persons.of_contact(at, area=area, come_back=COME_BACK, s136=ask.name == "s136")
        spot = where(draw, ask, person.address, area)
        ring = caller(draw, ask.sources, spot)
        started = ask.event not in {"nothing", ""}
        return ContactTold(
            kind=ask.kind,
            contact_type=ask.contact_type,
            received_at=at,
            recorded_at=at + timedelta(minutes=3 + int(draw.random() * 9)),
            taken_by=draw.one_of(self.duty.takers(at)),
            duty_kind="edt" if night else "day",
            channel="phone" if draw.chance(0.93) else draw.one_of(("email", "web", "other_record")),
            person=person,
            locality=spot.area,
            caller_name=ring.name,
            caller_role=ring.role,
            caller_number=ring.number,
            place=spot.place,
            place_kind=spot.kind,
            source=ring.source,
            event=ask.event,
            event_at=began(draw, ask, at) if started else None,
            event_told_by=ring.name if started else "",
            danger=draw.weighted({"no": 0.8, "yes": 0.08, "not_known": 0.12}),
            asked_for="consider",
            words=draw.one_of(said(ask.said)),
        ), spot


def began(draw: Stream, ask: Ask, at: datetime) -> datetime:
    """When the hold began: for s136 mostly between 18 and 02, and by day often the evening before."""
    if ask.name != "s136":
        return at - timedelta(minutes=int(min(draw.about(50, 0.8), 600)))
    if not is_day_duty(at) or draw.chance(0.25):
        return at - timedelta(minutes=int(min(draw.about(35, 0.7), 300)))
    return at - timedelta(minutes=int(draw.uniform(7 * 60, 15 * 60)))
