"""The rest of the line: advice, the police line, back-up, notices, EDT social care, concerns and others."""

from collections.abc import Callable
from datetime import datetime, timedelta

from onenumber.demo.county.arrivals import Between, Hours, arrivals, day_hours, night_hours
from onenumber.demo.county.asks import ASKS, Where, caller, said
from onenumber.demo.county.calibration import calibration
from onenumber.demo.county.duties import OnDuty, is_day_duty
from onenumber.demo.county.persons import Persons, words
from onenumber.demo.county.streams import stream
from onenumber.demo.county.told_contacts import BackUpTold, ContactTold, PersonTold, PoliceTold, StepTold

BY_DAY = {"advice": 0.85, "police": 0.45, "back_up": 0.75, "notice": 0.8, "edt_adult": 0.0, "edt_child": 0.0,
          "concern": 0.95, "other": 0.8}  # fmt: skip
ABOUT_SOMEBODY = {"advice": 0.45, "police": 0.6, "notice": 0.8, "edt_adult": 0.7}
TYPES = {"advice": "ADVICE", "police": "POLICE_ADVICE"}
NOBODY = Where("", "", "")
POLICE = (
    ("POLICE_S136", "Police constable, Westmoor Police", 0.8), ("POLICE_S136", "Police sergeant, Westmoor Police", 0.2),
)  # fmt: skip
NEXT_DAY = timedelta(hours=24)
LATELY = timedelta(minutes=25)


def moments(seed: int, kind: str, how_many: int, *, between: Between) -> list[datetime]:
    """When contacts of this kind come in."""
    draw = stream(seed, f"{kind} {between.begins:%Y-%m-%d}")
    by_day = round(how_many * BY_DAY[kind])
    hours: tuple[tuple[int, Hours], ...] = ((by_day, day_hours), (how_many - by_day, night_hours))
    return sorted(
        at for number, when in hours for at in arrivals(number, hours=when, between=between, draw=draw)
    )


class OtherContacts:
    """Tells contacts in order of time."""

    def __init__(self, seed: int, *, persons: Persons, duty: OnDuty, now: datetime) -> None:
        self.draw = stream(seed, "other contacts")
        self.persons, self.duty, self.now = persons, duty, now
        self.more: dict[str, Callable[[ContactTold], dict[str, object]]] = {
            "police": self._police,
            "back_up": self._back_up,
        }

    def told(self, at: datetime, kind: str) -> ContactTold:
        """One contact and what became of it."""
        draw, area = self.draw, self.persons.area()
        sources = POLICE if kind == "police" else ASKS["community"].sources
        ring = caller(draw, sources, Where(area, "", area))
        place = self._place(kind, area)
        contact = ContactTold(
            kind=kind,
            contact_type=TYPES.get(kind, ""),
            received_at=at,
            recorded_at=min(at + timedelta(minutes=2 + int(draw.random() * 8)), self.now),
            taken_by=draw.one_of(self.duty.takers(at)),
            duty_kind="day" if is_day_duty(at) else "edt",
            channel="phone" if draw.chance(0.95) else "email",
            person=self._person(at, kind, area),
            locality=area,
            caller_name=ring.name,
            caller_role=ring.role,
            caller_number=ring.number,
            place=place.place,
            place_kind=place.kind,
            source=ring.source if kind in TYPES else "",
            event="nothing" if kind in TYPES else "",
            event_at=None,
            event_told_by="",
            danger=draw.weighted({"no": 0.9, "not_known": 0.1}) if kind in TYPES else "",
            asked_for="advice" if kind in TYPES else "",
            words=draw.one_of(said(kind)),
        )
        changes = self.more[kind](contact) if kind in self.more else {}
        values = {**vars(contact), "step": self._step(contact), **changes}
        return ContactTold(**values)

    def _person(self, at: datetime, kind: str, area: str) -> PersonTold | None:
        if not self.draw.chance(ABOUT_SOMEBODY.get(kind, 0.0)):
            return None
        return self.persons.of_contact(at, area=area, come_back=0.5)

    def _place(self, kind: str, area: str) -> Where:
        if kind not in TYPES:
            return NOBODY
        if kind == "advice":
            return Where("Not given", "NOT_KNOWN", area)
        return Where(f"{self.draw.one_of(words()['streets'])}, {area}", "STREET", area)

    def _step(self, contact: ContactTold) -> StepTold | None:
        """What became of it; one of the newest may still wait for an answer."""
        draw, when = self.draw, contact.recorded_at + timedelta(minutes=1 + int(self.draw.random() * 12))
        if self.now - contact.received_at < LATELY:
            return None
        if contact.kind == "edt_child" or (
            contact.kind in {"edt_adult", "notice", "other"} and draw.chance(0.4)
        ):
            return StepTold(kind="passed_on", detail=draw.one_of(said("passed_on")), happened_at=when)
        if contact.kind == "advice" and draw.chance(0.01):
            return StepTold(kind="withdrawn", detail="rang back, no longer needed", happened_at=when)
        return StepTold(kind="answered", detail=draw.one_of(said("advice")), happened_at=when)

    def _police(self, contact: ContactTold) -> dict[str, object]:
        draw = self.draw
        known = self.now - contact.received_at > NEXT_DAY
        return {
            "police": PoliceTold(
                record_check=draw.one_of(said("record_check")),
                advice_given=draw.one_of(said("police_advice")),
                officer_did=draw.one_of(said("officer_did")),
                outcome_next_day=draw.one_of(said("next_day")) if known and draw.chance(0.7) else "",
                happened_at=contact.recorded_at,
            )
        }

    def _back_up(self, contact: ContactTold) -> dict[str, object]:
        draw, at = self.draw, contact.received_at
        on_duty = [line.who for line in self.duty.at(at)]
        asker = draw.one_of(on_duty)
        spares = [line.who for line in self.duty.at(at) if line.kind == "spare"] or on_duty
        answered = at + timedelta(minutes=2 + int(draw.random() * 10))
        open_still = self.now - at < LATELY
        why = draw.weighted({"tied_up": 0.4, "late": 0.25, "alone": 0.15, "gap": 0.15, "unsafe": 0.05})
        return {
            "caller_name": asker.name,
            "caller_role": f"AMHP, {asker.team}",
            "caller_number": asker.telephone,
            "back_up": BackUpTold(
                asked_by=asker,
                why=why,
                urgent=why == "unsafe",
                words=contact.words,
                answered_by=None if open_still else draw.one_of(spares),
                answered_at=None if open_still else answered,
                done="" if open_still else "went along",
                ended_at=None if open_still else min(answered + timedelta(minutes=90), self.now),
            ),
        }


def wanted() -> dict[str, int]:
    """How many of each kind a year."""
    return {kind: int(figure.value) for kind, figure in calibration().other_contacts.items()}
