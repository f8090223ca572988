"""The doctors asked for an assessment: those who came, and those who could not or were too late.

Shares are assumed: about a third of those asked take such work (KCL/NIHR 2022). Drawn from a stream of its own, so that
nothing else of the county changes with it.
"""

from collections.abc import Sequence
from typing import Any

from onenumber.demo.county.course import Course
from onenumber.demo.county.staff import Staff, doctors
from onenumber.demo.county.streams import stream
from onenumber.demo.county.told import AskTold

OTHERS = {0: 0.25, 1: 0.2, 2: 0.2, 3: 0.15, 4: 0.1, 6: 0.06, 9: 0.04}
HOW = {"link": 0.6, "text": 0.2, "phone": 0.2}
NO = ("", "In clinic until six", "On leave", "Too far today", "At a tribunal")
SLOT = 120


def doctors_asked(
    course: Course, came: Sequence[tuple[Staff, bool]], *, accepted: float, start: float, end: float
) -> None:
    """All asked at once; those who came said yes, were there from the start, and left after their examination."""
    if not came:
        return
    draw = stream(0, f"asking {course.contact.received_at.isoformat()}")
    asked = accepted + max(1.0, min(15.0, (start - accepted) / 3))
    answered = asked + max(1.0, (start - asked) * draw.uniform(0.1, 0.6))
    shared: dict[str, Any] = {
        "what": "doctor", "wanted": len(came), "section_12": True, "wanted_from": start, "wanted_to": start + 240,
        "answer_by": asked + 40, "by": course.by(),
    }  # fmt: skip
    for place, (doctor, knew) in enumerate(came, start=1):
        course.tell(
            AskTold, asked, doctor=doctor, whom=doctor.name, telephone=doctor.telephone, answer="confirmed",
            answered_at=answered, answered_how=draw.weighted(HOW), expected_from=start, expected_to=start + SLOT,
            place=place, knew_person=knew, arrived_at=start, ended_at=end, ended_how="left", **shared,
        )  # fmt: skip
    others = [doctor for doctor in doctors() if doctor not in {one for one, _ in came}]
    for doctor in draw.sample(others, draw.weighted(OTHERS)):
        said_no = draw.chance(0.6)
        course.tell(
            AskTold, asked, doctor=doctor, whom=doctor.name, telephone=doctor.telephone,
            answer="declined" if said_no else "filled", answered_at=answered,
            answered_how=draw.weighted(HOW) if said_no else "",
            answer_reason=draw.one_of(NO) if said_no else "", **shared,
        )  # fmt: skip
