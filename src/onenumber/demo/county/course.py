"""The course of one consideration, from the contact to the end of the work, as facts at offsets from the contact.

Offsets are in minutes; a course too long for the time that is left is compressed as a whole, so that no fact lies in
the future. Medians and shares: calibration.toml; the shapes of the rest are assumed (rota_sim 5.3).
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from onenumber.demo.county.asks import Ask, Where, said
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.duties import OnDuty
from onenumber.demo.county.staff import Staff
from onenumber.demo.county.streams import Stream
from onenumber.demo.county.told import NoteTold, Told
from onenumber.demo.county.told_contacts import ContactTold

TIMES = (
    "happened_at",
    "ended_at",
    "answered_at",
    "answer_by",
    "examined_at",
    "signed_at",
    "application_at",
    "sent_at",
    "arrived_at",
    "expected_from",
    "expected_to",
    "wanted_from",
    "wanted_to",
)
AHEAD = {"answer_by", "expected_to", "wanted_to"}  # these may lie after the last thing done
GO_AHEAD = {
    "s136": 0.9, "s5_2": 0.9, "s135": 0.95, "cto": 0.97, "s13_4": 0.5, "community": 0.57, "hospital": 0.68,
    "custody": 0.6,
}  # fmt: skip
REDRAWN = 2  # a hold is rarely let lapse: a start too late for it is drawn again this often
HOLD_HOURS = {"s136": 24, "s135": 24, "s5_2": 72, "cto": 72}


@dataclass
class Course:
    """A course being told: who draws, who is on duty, and the facts so far (moments still as minutes)."""

    draw: Stream
    duty: OnDuty
    ask: Ask
    contact: ContactTold
    spot: Where
    facts: list[tuple[type[Told], dict[str, Any]]] = field(default_factory=list)
    holder: Staff | None = None
    last: float = 0.0

    @property
    def hold_minutes(self) -> float | None:
        """Minutes from the contact to the end of the hold, if one runs."""
        hours = HOLD_HOURS.get(self.ask.name)
        if hours is None or self.contact.event_at is None:
            return None
        ran = (self.contact.received_at - self.contact.event_at).total_seconds() / 60
        return hours * 60 - ran

    def tell(self, fact: type[Told], minute: float, **columns: Any) -> float:
        """One fact, so many minutes after the contact; times among the columns are minutes too."""
        self.facts.append((fact, {"happened_at": minute, **columns}))
        for name in TIMES:
            if isinstance(columns.get(name), int | float) and name not in AHEAD:
                self.last = max(self.last, columns[name])
        self.last = max(self.last, minute)
        return minute

    def moment(self, minute: float) -> datetime:
        """So many minutes after the contact, as long as the course is not compressed."""
        return self.contact.received_at + timedelta(minutes=int(minute))

    def by(self) -> Staff:
        """Who writes it down: the holder, or whoever took the contact."""
        return self.holder or self.contact.taken_by

    def finished(self, now: datetime) -> tuple[Told, ...]:
        """The facts with their moments, compressed so that the last lies half an hour before now at the latest."""
        room = (now - self.contact.received_at).total_seconds() / 60 - 30
        scale = min(1.0, room / self.last) if self.last else 1.0
        return tuple(self._placed(fact, columns, scale) for fact, columns in self.facts)

    def _placed(self, fact: type[Told], columns: dict[str, Any], scale: float) -> Told:
        start = self.contact.received_at
        moments = {
            name: start + timedelta(minutes=int(value * scale))
            for name, value in columns.items()
            if name in TIMES and value is not None
        }
        if "expected_to" in moments:  # a slot has a length, however much the course is compressed
            moments["expected_to"] = max(
                moments["expected_to"], moments["expected_from"] + timedelta(minutes=1)
            )
        written = moments["happened_at"] + timedelta(minutes=int(columns.pop("after", 0) * scale))
        values = {**columns, **moments}
        values.setdefault("by", self.contact.taken_by)
        return fact(recorded_at=written, **values)


def goes_ahead(course: Course) -> bool:
    """Whether the request goes on to an assessment."""
    return course.draw.chance(GO_AHEAD[course.ask.name])


def minutes_to_assessment(course: Course) -> float:
    """From the contact to the person being seen: log-normal around the median of the setting."""
    setting = "ward" if course.spot.kind == "WARD" else course.ask.setting
    if course.spot.kind == "ED" and course.ask.name != "s136":
        setting = "ed"
    median = calibration().hours_to_assessment[setting].value * 60
    minutes, hold = course.draw.about(median, 0.9), course.hold_minutes
    for _ in range(REDRAWN):
        if hold is None or minutes < hold - 120:
            break
        minutes = course.draw.about(median, 0.9)
    return max(35.0, minutes)


def maybe_note(course: Course, minute: float) -> None:
    """Somebody writes something down."""
    if course.draw.chance(0.35):
        text = course.draw.one_of(
            ("Rang back, told when to expect somebody.", "Family rung, will wait at home.", "Ward asked for the notes.",
             "Interpreter booked.", "Neighbour has the key.", "Dog looked after by a friend.")
        )  # fmt: skip
        course.tell(NoteTold, minute, text=text, by=course.by())


def with_person(contact: ContactTold, **changes: Any) -> ContactTold:
    """The same contact with something changed."""
    return replace(contact, **changes)


def reasons(course: Course, name: str) -> str:
    """A reason in somebody's words."""
    return course.draw.one_of(said(name))
