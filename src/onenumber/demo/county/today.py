"""The open cases of the day the county is told on, so that the board has something to look after.

Told in data/today.toml by minutes before now. By day the people named hold them; out of hours EDT officers hold what
somebody is with now, and what cannot go on waits for the morning.
"""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from onenumber.demo.county.asks import ASKS, Where, caller
from onenumber.demo.county.calibration import DATA
from onenumber.demo.county.duties import OnDuty, is_day_duty
from onenumber.demo.county.persons import Persons
from onenumber.demo.county.staff import Staff, named
from onenumber.demo.county.streams import stream
from onenumber.demo.county.told import (
    AskTold,
    AttemptTold,
    CarryingTold,
    CaseTold,
    DecisionTold,
    HeldTold,
    NoteTold,
    OfferTold,
    RecommendationTold,
    RelativeTold,
    Told,
    TriageTold,
    WaitTold,
)
from onenumber.demo.county.told_contacts import ContactTold, PersonTold

Entry = dict[str, Any]
ASK_WORDS = (
    "what", "whom", "telephone", "answer", "place", "their_reference", "knew_person", "note", "answer_reason",
)  # fmt: skip
ASK_TIMES = {
    "answer_by": "answer_by", "answered": "answered_at", "expected_from": "expected_from", "arrived": "arrived_at",
    "ended": "ended_at",
}  # fmt: skip
OVERNIGHT = {"stage": "START", "reason": "AMHP_SHIFT_END", "agency": "Westmoor AMHP service", "chosen": False}


def _entries() -> list[Entry]:
    said: list[Entry] = tomllib.loads((DATA / "today.toml").read_text(encoding="utf-8"))["open"]
    return said


def received(now: datetime) -> list[datetime]:
    """When the contacts of the open cases came in."""
    return [now - timedelta(minutes=entry["ago"]) for entry in _entries()]


class Today:
    """Tells the open cases."""

    def __init__(self, seed: int, *, persons: Persons, duty: OnDuty, now: datetime) -> None:
        self.draw = stream(seed, "today")
        self.persons, self.duty, self.now = persons, duty, now
        running = duty.at(now)
        self.here = {line.who for line in running}
        self.spare_hands = [line.who for line in running if line.kind == "edt"]

    def cases(self) -> list[CaseTold]:
        """All open cases, in order of their contacts."""
        return sorted((self._case(entry) for entry in _entries()), key=lambda case: case.contact.received_at)

    def _ago(self, minutes: float) -> datetime:
        return self.now - timedelta(minutes=minutes)

    def _case(self, entry: Entry) -> CaseTold:
        contact = self._contact(entry)
        holder, kind, stopped = self._holder(entry)
        by = holder or contact.taken_by
        facts: list[Told] = [*self._considered(entry, contact), *self._offers(entry, contact)]
        if holder is not None:
            accepted = self._ago(entry["holder"]["ago"])
            facts += self._accepted(holder, kind, accepted, contact.taken_by)
        facts += [self._ask(ask, by) for ask in entry.get("asks", ())]
        facts += self._seen(entry, by, stopped=stopped) + self._done(entry, by)
        waits = [*entry.get("waits", ()), *([{**OVERNIGHT, "ago": 20}] if stopped else ())]
        facts += [self._wait(wait, by) for wait in waits]
        facts += [
            NoteTold(text=note["text"], **self._written(note["ago"], by)) for note in entry.get("notes", ())
        ]
        return CaseTold(contact=contact, facts=tuple(facts))

    def _holder(self, entry: Entry) -> tuple[Staff | None, str, bool]:
        """Who holds it, how, and whether it had to stop for the night."""
        if "holder" not in entry:
            return None, "", False
        who, kind = named(entry["holder"]["name"]), entry["holder"].get("kind", "active")
        if kind == "waiting" or who in self.here:
            return who, kind, False
        if self.spare_hands:
            return self.spare_hands.pop(0), kind, False
        return who, "waiting", True

    def _written(self, ago: float, by: Staff) -> dict[str, Any]:
        at = self._ago(ago)
        return {"happened_at": at, "recorded_at": min(at + timedelta(minutes=4), self.now), "by": by}

    def _person(self, entry: Entry, area: str) -> PersonTold:
        said, at = entry["person"], self._ago(entry["ago"])
        new = self.persons.new(at, area=area)
        born = at.date() - timedelta(days=int(said["age"] * 365.25) + 40 + self.draw.randrange(250))
        language = said.get("language", "")
        told = replace(
            new,
            name=said["name"],
            gender_identity=said["gender"],
            birth_date=born,
            age_estimate=None,
            language_or_help=f"{language}, interpreter needed" if language else "",
            interpreter_needed=bool(language),
            language="" if language else new.language,
            restricted=False,
        )
        return self.persons.add(told)

    def _contact(self, entry: Entry) -> ContactTold:
        ask, at, spot = ASKS[entry["ask"]], self._ago(entry["ago"]), Where(**entry["place"])
        sources = tuple(source for source in ask.sources if source[0] == entry.get("source", source[0]))
        ring = caller(self.draw, sources, spot)
        started = self._ago(entry["event_ago"]) if "event_ago" in entry else None
        return ContactTold(
            kind=ask.kind,
            contact_type=ask.contact_type,
            received_at=at,
            recorded_at=at + timedelta(minutes=3),
            taken_by=self.duty.takers(at)[0],
            duty_kind="day" if is_day_duty(at) else "edt",
            channel="phone",
            person=self._person(entry, spot.area),
            locality=spot.area,
            caller_name=entry.get("told_by", ring.name),
            caller_role=ring.role,
            caller_number=ring.number,
            place=spot.place,
            place_kind=spot.kind,
            source=ring.source,
            event=ask.event if started else "nothing",
            event_at=started,
            event_told_by=entry.get("told_by", "") if started else "",
            danger=entry.get("danger", "no"),
            asked_for="consider",
            words=entry["words"],
        )

    def _considered(self, entry: Entry, contact: ContactTold) -> list[Told]:
        if "priority" not in entry:
            return []
        at = contact.received_at + timedelta(minutes=4)
        return [
            TriageTold(
                happened_at=at, recorded_at=at, by=contact.taken_by, answer="ASSESS", amhp=contact.taken_by,
                priority=entry["priority"], from_first_offer=True,
            )
        ]  # fmt: skip

    def _offers(self, entry: Entry, contact: ContactTold) -> list[Told]:
        asked: list[Told] = []
        hands = [line.who for line in self.duty.at(self.now) if line.kind == "edt"]
        for offer in entry.get("offers", ()):
            to = named(offer["to"])
            if to not in self.here:
                if not hands:
                    continue
                to = hands.pop(0)
            at = self._ago(offer["ago"])
            answer_by = self._ago(offer.get("answer_ago", -offer.get("answer_from_now", 0)))
            asked.append(
                OfferTold(to=to, answer_by=answer_by, happened_at=at, recorded_at=at, by=contact.taken_by)
            )
        return asked

    def _accepted(self, holder: Staff, kind: str, at: datetime, by: Staff) -> list[Told]:
        sent = at - timedelta(minutes=6)
        offer = OfferTold(
            to=holder, answer_by=sent + timedelta(minutes=20), answer="accepted", answered_at=at, happened_at=sent,
            recorded_at=sent, by=by,
        )  # fmt: skip
        return [offer, HeldTold(practitioner=holder, kind=kind, happened_at=at, recorded_at=at, by=holder)]

    def _seen(self, entry: Entry, by: Staff, *, stopped: bool) -> list[Told]:
        facts: list[Told] = []
        interpreter = True if "language" in entry["person"] else None
        for seen in entry.get("attempts", ()):
            goes_on = "lasted" not in seen
            if goes_on and stopped:
                continue
            ended = None if goes_on else self._ago(seen["ago"] - seen["lasted"])
            facts.append(
                AttemptTold(
                    result="" if goes_on else "DONE", place=seen["place"], place_kind=seen["kind"], ended_at=ended,
                    present="" if goes_on else "two doctors", interpreter_used=interpreter,
                    **self._written(seen["ago"], by),
                )
            )  # fmt: skip
        for doctor in entry.get("doctors", ()):
            at = self._ago(doctor["ago"])
            facts.append(
                RecommendationTold(
                    doctor_name=doctor["name"], form="A4", recommends=True, section_12=True, knew_person=False,
                    examined_at=at, signed_at=at + timedelta(minutes=15), **self._written(doctor["ago"], by),
                )
            )  # fmt: skip
        return facts

    def _done(self, entry: Entry, by: Staff) -> list[Told]:
        facts: list[Told] = [
            CarryingTold(step=step["step"], code=step.get("code", ""), **self._written(step["ago"], by))
            for step in entry.get("steps", ())
        ]
        if "relative" in entry:
            said = entry["relative"]
            facts.append(
                RelativeTold(
                    result=said["result"], name=said["name"], relation=said["relation"], how="by telephone",
                    why_appears="First in the list of s26 of those known.", **self._written(said["ago"], by),
                )
            )  # fmt: skip
        if "decision" in entry:
            said = entry["decision"]
            facts.append(
                DecisionTold(
                    outcome=said["outcome"], amhp=by, reasons=said["reasons"], warrant="NONE", police_role="NOT_NEEDED",
                    application_at=self._ago(said["application_ago"]), **self._written(said["ago"], by),
                )
            )  # fmt: skip
        return facts

    def _ask(self, ask: Entry, by: Staff) -> Told:
        """Times are minutes before now (`…_ago`) or after it (`…_in`)."""
        doctor = named(ask["whom"]) if ask["what"] == "doctor" else None
        told: dict[str, Any] = {name: ask[name] for name in ASK_WORDS if name in ask}
        told |= {
            column: self._ago(ask[f"{name}_ago"] if f"{name}_ago" in ask else -ask[f"{name}_in"])
            for name, column in ASK_TIMES.items()
            if f"{name}_ago" in ask or f"{name}_in" in ask
        }
        if doctor is not None:
            told |= {"doctor": doctor, "telephone": doctor.telephone, "section_12": True, "wanted": 2}
            told |= {"wanted_from": self._ago(ask["ago"]), "wanted_to": self._ago(-240)}
            if "expected_from" in told:
                told["expected_to"] = told["expected_from"] + timedelta(hours=2)
        if "answer" in told:
            told["answered_how"] = ask.get("how", "" if told["answer"] == "filled" else "phone")
        if "ended_at" in told:
            told["ended_how"] = "left"
        return AskTold(**told, **self._written(ask["ago"], by))

    def _wait(self, wait: Entry, by: Staff) -> Told:
        ended = self._ago(wait["ended_ago"]) if "ended_ago" in wait else None
        return WaitTold(
            stage=wait["stage"], reason=wait["reason"], agency=wait["agency"], chosen=wait["chosen"],
            note=wait.get("note", ""), ended_at=ended, **self._written(wait["ago"], by),
        )  # fmt: skip
