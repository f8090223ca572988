"""From the assessment to the end of the work: doctors, the decision, the bed, the journey, the report."""

from dataclasses import dataclass
from typing import Any

from onenumber.demo.county.asking import doctors_asked
from onenumber.demo.county.course import Course, maybe_note, reasons
from onenumber.demo.county.persons import name_of
from onenumber.demo.county.progress import arrives, settle_holder
from onenumber.demo.county.staff import Staff, doctors
from onenumber.demo.county.told import (
    AttemptTold,
    CarryingTold,
    ClosedTold,
    DecisionTold,
    LegalTold,
    ReasonsTold,
    RecommendationTold,
    RelativeTold,
)
from onenumber.demo.county.waits import Waits

APPLICATION = {
    "s136": 0.38, "s5_2": 0.76, "s135": 0.7, "s13_4": 0.55, "community": 0.72, "hospital": 0.64, "custody": 0.5,
}  # fmt: skip
LESS = {
    "INFORMAL": 0.24, "HTT": 0.32, "COMMUNITY": 0.22, "SOCIALCARE": 0.04, "MCA": 0.03, "PHYSICAL": 0.03,
    "NO_DISORDER": 0.05, "NFA": 0.07,
}  # fmt: skip
WOMEN = dict.fromkeys(("mother", "wife", "sister", "daughter", "partner"), "2")
FORMS = {"S2": "A4", "S3": "A8", "S4": "A11"}
HOSPITAL = "Westmoor Partnership NHS Trust"


@dataclass(frozen=True)
class Seen:
    """The person was seen from `start` to `end`; the doctors' last examination."""

    accepted: float
    start: float
    end: float
    examined: float


def outcome_of(course: Course) -> str:
    """How it ends, by the shares of calibration.toml."""
    draw, name = course.draw, course.ask.name
    if name == "cto":
        return "CTO_REVOCATION_AGREED" if draw.chance(0.6) else "CTO_REVOCATION_NOT_AGREED"
    if name != "s136" and draw.chance(0.062):
        return "RECS_NO_BED"
    if draw.chance(APPLICATION[name]):
        section_3 = {"s136": 0.08}.get(name, 0.235)
        return draw.weighted({"S2": 1 - section_3 - 0.002, "S3": section_3, "S4": 0.002})
    return draw.weighted(LESS)


def is_assessed(course: Course, *, accepted: float, start: float) -> None:
    """Everything from the assessment on."""
    draw = course.draw
    outcome = outcome_of(course)
    seen = _seen(course, accepted, start, outcome)
    waits = Waits(course, outcome=outcome, accepted=accepted, start=start)
    waits.before_assessment()
    decided = seen.end + draw.about(25)
    done = _carried_out(course, seen, decided, outcome, waits)
    _decision(course, decided, outcome, done)
    if course.contact.event in {"s136_arrived", "s135_arrived", "s5_2_report"} and done.admitted is None:
        course.tell(LegalTold, decided, kind="holding_ended", told_by=course.by().name, by=course.by())
    _relative(course, decided, outcome, done)
    if course.ask.contact_type == "S13_4" and done.signed is None:
        sent = decided + draw.uniform(1, 3) * 24 * 60
        course.tell(ReasonsTold, decided, owed_to=course.contact.caller_name, sent_at=sent)
    report = max(done.last, decided) + draw.about(600, 0.7)
    course.tell(CarryingTold, report, step="report_finished", by=course.by())
    closed = max(course.last, report) + draw.about(40)
    settle_holder(course, accepted=accepted, finished=closed)
    maybe_note(course, accepted + 5)
    worked = min(closed - accepted, seen.end - seen.start + draw.about(200))
    course.tell(ClosedTold, closed, detail="", amhp_minutes=int(worked), by=course.by())


def _seen(course: Course, accepted: float, start: float, outcome: str) -> Seen:
    draw, spot = course.draw, course.spot
    arrives(course, start)
    end = start + draw.about(80, 0.4)
    needs = course.contact.person.interpreter_needed if course.contact.person else None
    present = "two doctors" if draw.chance(0.7) else "two doctors and a relative"
    course.tell(
        AttemptTold, start, result="DONE", place=spot.place, place_kind=spot.kind, present=present,
        interpreter_used=True if needs else None, ended_at=end, by=course.by(), after=end - start + 10,
    )  # fmt: skip
    examined, came = start, list[tuple[Staff, bool]]()
    wanted = 0 if outcome.startswith("CTO") else 1 if outcome == "S4" else 2
    for number, doctor in enumerate(draw.sample(doctors(), wanted)):
        examined = min(start + 10 + number * 8, end - 1)
        known = draw.chance(0.3)
        came.append((doctor, known))
        recommends = outcome in FORMS or outcome == "RECS_NO_BED"
        course.tell(
            RecommendationTold, examined, doctor_name=doctor.name, recommends=recommends, section_12=True,
            form=FORMS.get(outcome, "") if recommends else "", knew_person=known, examined_at=examined,
            signed_at=end if recommends else None, by=course.by(), after=end - examined + 12,
        )  # fmt: skip
    doctors_asked(course, came, accepted=accepted, start=start, end=end)
    return Seen(accepted, start, end, examined)


@dataclass(frozen=True)
class CarriedOut:
    """When the application was signed and the person admitted; the last thing done."""

    signed: float | None = None
    admitted: float | None = None
    last: float = 0.0


def _carried_out(course: Course, seen: Seen, decided: float, outcome: str, waits: Waits) -> CarriedOut:
    by: dict[str, Any] = {"by": course.by()}
    if outcome == "RECS_NO_BED":
        asked = course.tell(CarryingTold, seen.end + 5, step="bed_requested", **by)
        given_up = waits.no_bed(asked)
        return CarriedOut(last=given_up)
    if outcome not in {"S2", "S3", "S4", "INFORMAL"}:
        return CarriedOut(last=decided)
    draw = course.draw
    asked = course.tell(CarryingTold, seen.end + 2, step="bed_requested", **by)
    latest = course.hold_minutes
    found = waits.bed(asked, latest=latest)
    kind = draw.weighted({"LOCAL": 0.8, "INDEPENDENT": 0.12, "OUT_OF_AREA": 0.06, "SPECIALIST": 0.02})
    ods = "RZX" if kind == "OUT_OF_AREA" else "RZZ"
    course.tell(CarryingTold, found, step="bed_found", code=kind, place=HOSPITAL, ods=ods, **by)
    signed = max(decided, found) + 6 if outcome != "INFORMAL" else None
    ready = signed or found
    asked_for = course.tell(CarryingTold, ready + 3, step="conveyance_asked", code="AMBULANCE", **by)
    came = waits.transport(asked_for, latest=latest)
    how = draw.weighted({"AMBULANCE": 0.7, "PRIVATE": 0.2, "POLICE": 0.04, "FAMILY": 0.06})
    course.tell(CarryingTold, came, step="conveyance_arrived", code=how, **by)
    admitted = came + draw.about(50, 0.3)
    course.tell(CarryingTold, admitted, step="admitted", place=HOSPITAL, ods=ods, **by)
    return CarriedOut(signed, admitted, admitted)


def _decision(course: Course, decided: float, outcome: str, done: CarriedOut) -> None:
    holder = course.by()
    police = "REQUESTED_ATTENDED" if course.ask.name in {"s136", "s135"} else "NOT_NEEDED"
    at = done.last if outcome == "RECS_NO_BED" else decided
    applied = done.signed is not None
    course.tell(
        DecisionTold, at, outcome=outcome, amhp=holder, alternatives=reasons(course, "alternatives"),
        reasons=reasons(course, "reasons" if applied or outcome == "RECS_NO_BED" else "reasons_less"),
        alternative_used={"HTT": "HTT", "COMMUNITY": "CMHT"}.get(outcome, ""), application_at=done.signed,
        warrant="135_1" if course.ask.name == "s135" else "NONE", police_role=police, by=holder, after=20,
    )  # fmt: skip


def _relative(course: Course, decided: float, outcome: str, done: CarriedOut) -> None:
    draw = course.draw
    if outcome not in FORMS and not draw.chance(0.4):
        return
    result = draw.weighted({"REACHED": 0.8, "NOT_PRACTICABLE": 0.12, "NONE": 0.08})
    when = (done.signed or decided) - 5
    columns: dict[str, Any] = {"by": course.by(), "after": 15}
    if result != "REACHED":
        why = (
            "No telephone number, and a visit would have taken too long."
            if result == "NOT_PRACTICABLE"
            else ""
        )
        course.tell(RelativeTold, max(when, 0), result=result, reason_not=why, **columns)
        return
    relation = reasons(course, "relations")
    course.tell(
        RelativeTold, max(when, 0), result="CONSULTED_NO_OBJECTION" if outcome == "S3" else "INFORMED",
        name=name_of(draw, WOMEN.get(relation, "1")), relation=relation, how=reasons(course, "how"),
        why_appears="First in the list of s26 of those known.", **columns,
    )  # fmt: skip
