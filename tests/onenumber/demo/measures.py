"""What a told year amounts to, counted from its stories alone: the figures of calibration.toml, measured."""

from collections import Counter
from statistics import median

from amhp.dataset import delay_group, outcome_flags, require_code
from onenumber.demo.county.duties import LONDON, is_day_duty
from onenumber.demo.county.tell import County
from onenumber.demo.county.told import AttemptTold, CaseTold, DecisionTold, TriageTold, WaitTold

GROUPS = {
    "BED": "bed",
    "DOCTOR": "doctor",
    "TRANSPORT": "ambulance",
    "POLICE": "police",
    "PERSON": "person",
    "AMHP": "amhp",
    "PLACE": "other",
    "OTHER": "other",
}


def facts(case: CaseTold, kind: type) -> list:
    return [fact for fact in case.facts if isinstance(fact, kind)]


def seen_at(case: CaseTold):
    return next((fact.happened_at for fact in facts(case, AttemptTold) if fact.result == "DONE"), None)


def outcome(case: CaseTold) -> str:
    decided = facts(case, DecisionTold)
    return decided[0].outcome if decided else ""


def share(part: int, whole: int) -> float:
    return part / whole


def rates(county: County) -> dict[str, float]:
    """Each rate of the calibration but growth."""
    closed = [case for case in county.cases if case.closed]
    assessed = [case for case in closed if seen_at(case)]
    applied = [case for case in assessed if require_code("CL-OUT", outcome(case)).has("application")]
    s136 = [case for case in closed if case.contact.contact_type == "S136"]
    sections = Counter(outcome(case) for case in applied)
    people = {case.contact.person.number: case.contact.person for case in county.cases}
    visits = Counter(case.contact.person.number for case in county.cases)
    s136_people = {case.contact.person.number: case.contact.person for case in s136}
    day = [is_day_duty(case.contact.received_at) for case in county.cases]
    weekdays = Counter(
        case.contact.received_at.astimezone(LONDON).weekday()
        for case, by_day in zip(county.cases, day, strict=True)
        if by_day
    )
    nights = [
        c.contact.received_at.astimezone(LONDON)
        for c, by_day in zip(county.cases, day, strict=True)
        if not by_day
    ]
    weeknights = [at for at in nights if not 9 <= at.hour < 17]
    began = [case.contact.event_at.astimezone(LONDON).hour for case in s136]
    return {
        "day_considerations": sum(day),
        "night_considerations": len(day) - sum(day),
        "go_ahead": share(len(assessed), len(closed)),
        "application": share(len(applied), len(assessed)),
        "no_bed": share(sum(outcome(case) == "RECS_NO_BED" for case in assessed), len(assessed)),
        "section_2": share(sections["S2"], len(applied)),
        "section_4": share(sections["S4"], len(applied)),
        "s136_share": share(sum(c.contact.contact_type == "S136" for c in county.cases), len(county.cases)),
        "s136_detained": share(
            sum(bool(outcome(c)) and outcome_flags(outcome(c)).detained for c in s136), len(s136)
        ),
        "s136_in_ed": share(sum(case.contact.place_kind == "ED" for case in s136), len(s136)),
        "any_delay": share(sum(bool(facts(case, WaitTold)) for case in assessed), len(assessed)),
        "unknown_ethnicity": share(
            sum(p.ethnic_category in {"99", "Z"} for p in people.values()), len(people)
        ),
        "unknown_ethnicity_s136": share(
            sum(p.ethnic_category in {"99", "Z"} for p in s136_people.values()), len(s136_people)
        ),
        "evening_of_night": share(sum(17 <= at.hour < 23 for at in weeknights), len(weeknights)),
        "monday_peak": weekdays[0] / (sum(weekdays.values()) / 5),
        "s136_from_18_to_02": share(sum(hour >= 18 or hour < 2 for hour in began), len(began)),
        "repeat_person": share(sum(number > 1 for number in visits.values()), len(visits)),
    }


def waits(county: County) -> dict[str, float]:
    """The share of each group among all waits."""
    found = Counter(
        GROUPS[delay_group(wait.reason)] for case in county.cases for wait in facts(case, WaitTold)
    )
    return {group: number / sum(found.values()) for group, number in found.items()}


def hours(county: County) -> dict[str, float]:
    """Median hours from the contact to the person being seen, by setting."""
    found: dict[str, list[float]] = {}
    for case in county.cases:
        at, contact = seen_at(case), case.contact
        if at is None or not case.closed:
            continue
        kind = {"WARD": "ward", "CUSTODY": "custody", "ED": "ed", "HBPOS": "s136"}.get(
            contact.place_kind, "community"
        )
        setting = "s136" if contact.contact_type in {"S136", "S135"} else kind
        found.setdefault(setting, []).append((at - contact.received_at).total_seconds() / 3600)
    return {setting: median(values) for setting, values in found.items()}


def triage(county: County) -> Counter:
    """How often each answer was given first."""
    return Counter(facts(case, TriageTold)[0].answer for case in county.cases if facts(case, TriageTold))
