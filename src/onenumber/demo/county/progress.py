"""From the consideration to the person being seen, or to a consideration that goes no further."""

from onenumber.demo.county.course import Course, maybe_note, minutes_to_assessment, reasons
from onenumber.demo.county.told import (
    AttemptTold,
    CarryingTold,
    ClosedTold,
    DecisionTold,
    HeldTold,
    OfferTold,
    ReasonsTold,
    TriageTold,
    WaitTold,
)

NOT_ASSESSED = {
    "ALTERNATIVES_AGREED": 0.42, "NO_S13_GROUNDS": 0.2, "NEEDS_MEDICAL_REVIEW_FIRST": 0.16, "WITHDRAWN": 0.1,
    "PERSON_CANNOT_BE_FOUND": 0.05, "OUT_OF_AREA": 0.04, "DUPLICATE": 0.03,
}  # fmt: skip
ALTERNATIVES = {
    "HTT": 0.4, "CMHT": 0.25, "GP": 0.12, "CARER_SUPPORT": 0.08, "RESPITE": 0.05, "CRISIS_HOUSE": 0.06,
    "PHYSICAL_HEALTH": 0.04,
}  # fmt: skip
PRIORITIES = {
    "s136": {"1": 0.3, "4": 0.6, "2": 0.1}, "s5_2": {"4": 0.5, "2": 0.5}, "s135": {"4": 0.7, "2": 0.3},
    "cto": {"2": 0.8, "3": 0.2}, "s13_4": {"2": 0.5, "3": 0.5}, "community": {"4": 0.1, "2": 0.6, "3": 0.3},
    "hospital": {"4": 0.5, "2": 0.5}, "custody": {"4": 0.6, "2": 0.4},
}  # fmt: skip
FAILED = {"NO_ACCESS": 0.4, "PERSON_ABSENT": 0.3, "TOO_UNWELL_INTOXICATED": 0.3}


def goes_no_further(course: Course) -> None:
    """Not assessed, advised or passed on; a nearest relative gets the reasons in writing (s13(4))."""
    draw, ask = course.draw, course.ask
    after = draw.about(150, 0.8)
    priority = draw.weighted(PRIORITIES[ask.name])
    answer = draw.weighted({"NOT_ASSESS": 0.82, "ADVICE": 0.1, "TRANSFER": 0.08})
    columns: dict[str, object] = {"answer": answer, "amhp": course.contact.taken_by, "priority": priority}
    columns["reasons"] = reasons(course, "reasons_not")
    if answer == "NOT_ASSESS":
        used = draw.weighted(ALTERNATIVES)
        columns["not_assessed_reason"] = draw.weighted(NOT_ASSESSED)
        columns |= {"alternatives_tried": used, "alternative_used": used}
    if answer == "TRANSFER":
        columns["passed_to"] = "Netherdale AMHP service"
    course.tell(TriageTold, after, after=5, **columns)
    maybe_note(course, after + 10)
    if ask.contact_type == "S13_4":
        sent = after + draw.uniform(1, 4) * 24 * 60
        course.tell(ReasonsTold, after, owed_to=course.contact.caller_name, sent_at=sent)
        after = sent
    course.tell(ClosedTold, after + draw.about(30), detail="", amhp_minutes=int(draw.about(45)))


def is_taken_up(course: Course) -> tuple[float, float]:
    """Considered, offered and accepted; the minutes of the acceptance and of the start of the assessment."""
    draw, contact = course.draw, course.contact
    priority = draw.weighted(PRIORITIES[course.ask.name])
    considered = draw.about(14, 0.6)
    first = {"answer": "ASSESS", "amhp": contact.taken_by, "priority": priority, "from_first_offer": True}
    course.tell(TriageTold, considered, **first)
    asked = course.duty.could_go(contact.received_at, contact.locality) or [contact.taken_by]
    sent = considered
    people = asked[:1] if draw.chance(0.82) else asked[:2]
    for who in people[:-1]:
        answered = sent + draw.about(7)
        course.tell(
            OfferTold, sent, to=who, answer_by=sent + 20, answer="declined", answered_at=answered,
            answer_reason=reasons(course, "declined"),
        )  # fmt: skip
        sent = answered + 2
    holder = people[-1]
    accepted = sent + draw.about(8)
    course.tell(OfferTold, sent, to=holder, answer_by=sent + 20, answer="accepted", answered_at=accepted)
    course.holder = holder
    start = max(accepted + 25, minutes_to_assessment(course))
    return accepted, start


def settle_holder(course: Course, *, accepted: float, finished: float) -> None:
    """The commitment from acceptance to the end, and the end of its offer."""
    for fact, columns in course.facts:
        if fact is OfferTold and columns["answer"] == "accepted":
            columns["ended_at"] = finished
    assert course.holder is not None
    course.tell(
        HeldTold,
        accepted,
        practitioner=course.holder,
        ended_at=finished,
        ended_how="finished",
        by=course.holder,
    )


def first_try(course: Course, accepted: float, start: float) -> None:
    """Sometimes the door stays shut the first time."""
    draw, spot = course.draw, course.spot
    share = {"HOME": 0.14, "STREET": 0.2, "ED": 0.05, "HBPOS": 0.06}.get(spot.kind, 0.02)
    if start - accepted > 120 and draw.chance(share):
        tried = draw.uniform(accepted + 30, start - 60)
        course.tell(
            AttemptTold, tried, result=draw.weighted(FAILED), place=spot.place, place_kind=spot.kind,
            ended_at=tried + 15, by=course.by(), after=20,
        )  # fmt: skip


def ends_unseen(course: Course, accepted: float, start: float) -> None:
    """The hold lapsed, the person was not found, or the assessment could not be completed."""
    draw, spot, hold = course.draw, course.spot, course.hold_minutes
    if hold is not None and start >= hold:
        outcome, ends = "HOLD_LAPSED", hold
        wait_from = accepted + 10
        course.tell(
            WaitTold, wait_from, stage="DOCTOR", reason="DOC_S12", agency="Section 12 doctors", chosen=False,
            ended_at=hold, by=course.by(),
        )  # fmt: skip
    else:
        outcome, ends = draw.weighted({"PERSON_ABSENT": 0.6, "NOT_COMPLETED": 0.4}), start
        result = "PERSON_ABSENT" if outcome == "PERSON_ABSENT" else "TOO_UNWELL_INTOXICATED"
        course.tell(
            AttemptTold, ends - 20, result=result, place=spot.place, place_kind=spot.kind, ended_at=ends,
            by=course.by(), after=15,
        )  # fmt: skip
    assert course.holder is not None
    course.tell(
        DecisionTold, ends + 5, outcome=outcome, amhp=course.holder, reasons=reasons(course, "reasons_not"),
        by=course.holder, after=15, police_role="NOT_NEEDED", warrant="NONE",
    )  # fmt: skip
    closed = ends + draw.about(90)
    settle_holder(course, accepted=accepted, finished=closed)
    if course.ask.contact_type == "S13_4":
        course.tell(ReasonsTold, ends + 5, owed_to=course.contact.caller_name, sent_at=closed)
    course.tell(ClosedTold, closed, detail="", amhp_minutes=int(min(closed - accepted, 180)), by=course.by())


def arrives(course: Course, start: float) -> None:
    """The AMHP is there."""
    course.tell(CarryingTold, start - 10, step="arrived", place=course.spot.place, by=course.by())
