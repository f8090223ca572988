"""What is asked for the return when there is a moment: most closed cases have it, some never do.

Shares are assumed (nobody publishes them), but for the order of what people live in. Codes are the dataset's.
"""

from onenumber.demo.county.course import Course
from onenumber.demo.county.streams import Stream
from onenumber.demo.county.told import AnswersTold, AttemptTold, HeldTold, RecommendationTold, TriageTold

ANSWERED = 0.94  # of closed cases
OURS, NEXT_DOOR = "E10009901", "E10009902"  # invented councils: data/service.toml
RESIDENCE = {OURS: 0.95, NEXT_DOOR: 0.02, "NFA": 0.02, "NOT_KNOWN": 0.01}
LIVES = {
    "TENANT": 0.33, "PRIVATE_TENANT": 0.17, "OWNER_SHARED": 0.2, "FAMILY_FRIENDS_SETTLED": 0.13, "SUPPORTED": 0.07,
    "SHELTERED_EXTRA_CARE": 0.02, "TEMPORARY_BY_COUNCIL": 0.02, "SHORT_TERM_GUEST": 0.02, "UNKNOWN": 0.04,
}  # fmt: skip
WITHOUT_HOME = {"ROUGH_SLEEPER": 0.6, "NIGHT_SHELTER": 0.25, "SHORT_TERM_GUEST": 0.15}
KNOWN = {"OPEN": 0.52, "PAST_12M": 0.17, "EARLIER": 0.15, "NEVER": 0.11, "NOT_KNOWN": 0.05}
DEPEND = {"NONE": 0.7, "CHILDREN": 0.13, "PETS": 0.08, "ADULT": 0.04, "NOT_KNOWN": 0.05}
TRIED = {
    "HTT": 0.32, "CMHT": 0.25, "GP": 0.06, "CRISIS_HOUSE": 0.06, "CARER_SUPPORT": 0.05, "PHYSICAL_HEALTH": 0.03,
    "NONE": 0.18, "NOT_KNOWN": 0.05,
}  # fmt: skip
TRUST, HOSPITALS, COUNCIL, POLICE, AMBULANCE, NOT_KNOWN = "RZZ", "RZY", "9WM", "9WP", "9WA", "X99999"
ASKED_BY = {
    "CMHT": TRUST, "CRHT": TRUST, "WARD_MH": TRUST, "LIAISON": TRUST, "HBPOS": TRUST, "STREET_TRIAGE": TRUST,
    "ED": HOSPITALS, "ACUTE_WARD": HOSPITALS, "ASC": COUNCIL, "EDT": COUNCIL, "CHILDRENS_SERVICES_CAMHS": COUNCIL,
    "POLICE_S136": POLICE, "POLICE_CUSTODY": POLICE, "AMBULANCE": AMBULANCE,
}  # fmt: skip


def is_asked(course: Course, draw: Stream) -> None:
    """Somebody asks, or nobody gets round to it."""
    if not draw.chance(ANSWERED):
        return
    told = dict(course.facts)
    residence = draw.weighted(RESIDENCE)
    tried = (told[TriageTold].get("alternatives_tried") if TriageTold in told else "") or draw.weighted(TRIED)
    course.tell(
        AnswersTold, course.last, by=course.by(),
        accommodation=_lives(course, draw, residence),
        residence_gss=residence,
        cross_border_reason="PRESENT_IN_AREA" if residence == NEXT_DOOR else "",
        known_to_mh=draw.weighted(KNOWN),
        dependants=draw.weighted(DEPEND),
        alternatives_tried=tried,
        referrer_ods=ASKED_BY.get(course.contact.source, NOT_KNOWN),
        amhp_capacity_source="" if HeldTold not in told or _on_duty(course, told[HeldTold]) else "HUB_RESERVE",
        interpreter_used="N" if _no_interpreter(course) else "",
        no_doctor="Y" if AttemptTold in told and RecommendationTold not in told else "",
    )  # fmt: skip


def _lives(course: Course, draw: Stream, residence: str) -> str:
    if course.spot.kind == "CARE_HOME":
        return "CARE_HOME"
    return draw.weighted(WITHOUT_HOME if residence == "NFA" else LIVES)


def _on_duty(course: Course, held: dict[str, object]) -> bool:
    from_contact = held["happened_at"]
    assert isinstance(from_contact, int | float)
    return any(line.who == held["practitioner"] for line in course.duty.at(course.moment(from_contact)))


def _no_interpreter(course: Course) -> bool:
    """One was needed, and nobody was seen with one."""
    person = course.contact.person
    used = any(columns.get("interpreter_used") is not None for _, columns in course.facts)
    return bool(person and person.interpreter_needed) and not used
