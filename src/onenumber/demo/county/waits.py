"""The waits of an assessment: what is waited on, where it lies in the work, and how long it lasts.

Shares: calibration.toml. A bed can only be waited on where one was asked for; the shares within are set so that all
waits together keep the mix.
"""

from onenumber.demo.county.course import Course
from onenumber.demo.county.told import WaitTold

TO_HOSPITAL = {"S2", "S3", "S4", "INFORMAL", "RECS_NO_BED"}
ANY = {True: 0.53, False: 0.31}
MORE = {1: 0.72, 2: 0.24, 3: 0.04}
ADMITTED = {
    "bed": 0.58, "doctor": 0.12, "ambulance": 0.19, "police": 0.04, "person": 0.03, "amhp": 0.02, "other": 0.02,
}  # fmt: skip
AT_HOME = {"doctor": 0.33, "police": 0.22, "person": 0.23, "amhp": 0.12, "other": 0.1}
REASONS = {
    "bed": (("BED_NONE", "Trust bed team", False), ("BED_GATEKEEPING", "Crisis team", False)),
    "doctor": (("DOC_S12", "Section 12 doctors", False), ("DOC_KNOWN_DOCTOR", "GP or treating team", True)),
    "ambulance": (("AMB", "Westmoor Ambulance Service", False),),
    "police": (("POL", "Westmoor Police", False),),
    "person": (("PERSON_UNFIT", "AMHP's judgement", True), ("PERSON_INTOXICATED", "AMHP's judgement", True),
               ("PERSON_PHYSICALLY_UNWELL", "Acute hospital", True)),
    "amhp": (("AMHP_CAPACITY", "Westmoor AMHP service", False),),
    "other": (("COURT", "Magistrates' court", False), ("LOCK", "Locksmith", False),
              ("INT", "Interpreting service", False), ("NR", "Nearest relative", True)),
}  # fmt: skip
STAGE = {"doctor": "DOCTOR", "police": "START", "person": "START", "other": "START"}


class Waits:
    """Which groups this assessment waits on; drawn once, told where they fit."""

    def __init__(self, course: Course, *, outcome: str, accepted: float, start: float) -> None:
        self.course, self.accepted, self.start = course, accepted, start
        draw, to_hospital = course.draw, outcome in TO_HOSPITAL
        self.groups: set[str] = set()
        if draw.chance(ANY[to_hospital]):
            shares = dict(ADMITTED if to_hospital else AT_HOME)
            for _ in range(draw.weighted(MORE)):
                group = draw.weighted(shares)
                self.groups.add(group)
                shares.pop(group)
        if outcome == "RECS_NO_BED":
            self.groups.add("bed")

    def _tell(self, group: str, stage: str, begins: float, ends: float) -> None:
        draw = self.course.draw
        choices = REASONS[group]
        reason, agency, chosen = choices[0] if draw.chance(0.7) else draw.one_of(choices)
        self.course.tell(
            WaitTold, begins, stage=stage, reason=reason, agency=agency, chosen=chosen, ended_at=ends,
            by=self.course.by(),
        )  # fmt: skip

    def before_assessment(self) -> None:
        """Waits for an AMHP, for doctors, for the start: between the contact, the acceptance and the assessment."""
        if "amhp" in self.groups:
            self._tell("amhp", "ALLOCATE", 1, self.accepted)
        room = self.start - self.accepted - 14  # the AMHP is there ten minutes before
        if room < 20:
            return
        middle = self.accepted + 2 + room * self.course.draw.uniform(0.4, 0.6)
        last = self.start - 12
        if "doctor" in self.groups:
            self._tell("doctor", "DOCTOR", self.accepted + 2, last)
        starting = [group for group in ("person", "police", "other") if group in self.groups]
        for number, group in enumerate(starting[:2]):
            begins, ends = (self.accepted + 2, middle) if number else (middle, last)
            self._tell(group, "START", begins, ends)

    def bed(self, asked: float, *, latest: float | None) -> float:
        """The minute a bed is found; a wait where one was waited on. Within the hold, if one runs."""
        draw = self.course.draw
        took = draw.about(50, 0.4)
        waited = "bed" in self.groups
        if waited:
            took = min(draw.about(14 * 60, 0.9), 12 * 24 * 60)
        if latest is not None:
            took = min(took, max(8.0, (latest - asked) * 0.55))
        if waited:
            self._tell("bed", "BED", asked, asked + took)
        return asked + took

    def no_bed(self, asked: float) -> float:
        """No bed came: the minute it was given up for now."""
        given_up = asked + self.course.draw.about(40 * 60, 0.4)
        self._tell("bed", "BED", asked, given_up)
        return given_up

    def transport(self, asked: float, *, latest: float | None) -> float:
        """The minute transport came."""
        draw = self.course.draw
        took = draw.about(45, 0.3)
        waited = "ambulance" in self.groups
        if waited:
            took = draw.about(230, 0.5)
        if latest is not None:
            took = min(took, max(10.0, (latest - asked) * 0.6))
        if waited:
            self._tell("ambulance", "CONVEY", asked, asked + took)
        return asked + took
