"""Powers to hold a person for hours: s136, its extension, s135(1), s5(2), s5(4) and recall from a CTO.

All are elapsed hours from an instant; the end is exclusive: at 14:05 the authority has gone. The numbers are
in data/holding_powers.toml. Source: MHA 1983 ss 5, 17F, 21, 135, 136, 136B.
"""

from datetime import datetime

from amhp.calendar import day_in_london, hours_after
from amhp.law.inputs import BadInput, Inputs
from amhp.law.registry import Answer, Conclusion, Law, rule
from amhp.law.rows import Row

ARRIVED, KEPT = "arrived_at_place_of_safety", "kept_at_place_of_safety"


@rule(
    "s136.expiry",
    reads="start_event:text start:moment first_place_of_safety:text arrived_first:moment transferred_to:text"
    " arrived_second:moment detained_in_street_at:moment constable_decided_to_keep_at:moment"
    " person_came_in_themselves_at:moment",
)
def section_136(given: Inputs, law: Law) -> Conclusion:
    """From arrival at the first place of safety, or the constable's decision to keep; never restarted.

    >>> from amhp.law import evaluate
    >>> given = {"start_event": ARRIVED, "start": "2026-11-24T14:05:00+00:00"}
    >>> evaluate("s136.expiry", given)["expires_at"]
    '2026-11-25T14:05:00+00:00'
    """
    kept_at = given.moment_if_given("constable_decided_to_keep_at")
    arrived_at = given.moment_if_given("arrived_first")
    event = given.text_if_given("start_event") or (KEPT if kept_at else ARRIVED if arrived_at else None)
    if event not in {ARRIVED, KEPT}:
        raise BadInput(f"start_event: give {ARRIVED} or {KEPT}.")
    named = kept_at if event == KEPT else arrived_at
    start = given.moment_if_given("start") or named or given.moment("start")
    if named is not None:
        start = min(start, named)
    second = given.moment_if_given("arrived_second")
    if second is not None and second < start:
        raise BadInput("arrived_second: this is before the first arrival. Check both times.")
    row = law.row(on=start)
    because = "arrival, not time of detention" if event == ARRIVED else "decision to keep, not coming in"
    if second is not None:
        because = "arrival at the first place of safety; moving to another does not restart the clock"
    expires_at = hours_after(start, hours=row.number("hours"))
    answers: dict[str, Answer] = {
        "expires_at": expires_at,
        "restarted": False,
        "starts_at": start,
        "clock_start": because,
    }
    return Conclusion(row=row, answers=answers, point=event)


@rule(
    "s136B.extension",
    reads="start:moment authorised_at:moment hours:number reason:text place:text authorised_by:text"
    " assessment_at_station:flag superintendent_approved:flag",
)
def section_136b(given: Inputs, law: Law) -> Conclusion:
    """More hours, from the end of the first period, if every condition of the section appears met.

    >>> from amhp.law import evaluate
    >>> given = {"start": "2026-11-24T14:05:00+00:00", "authorised_at": "2026-11-25T13:30:00+00:00"}
    >>> evaluate("s136B.extension", given | {"hours": 6, "reason": "person's condition"})["expires_at"]
    '2026-11-25T20:05:00+00:00'
    """
    start, authorised_at, hours = given.moment("start"), given.moment("authorised_at"), given.number("hours")
    first = law.row(on=start, rule_id="s136.expiry")
    row = law.row(on=authorised_at)
    ends_at = hours_after(start, hours=first.number("hours"))
    if hours <= 0:
        raise BadInput("hours: give a number above 0.")
    if authorised_at < start:
        raise BadInput("authorised_at: this is before the start. Check both times.")
    problem = _extension_problem(given, row, authorised_at=authorised_at, ends_at=ends_at)
    if problem:
        unmet: dict[str, Answer] = {
            "lawful": False,
            "reason": problem[1],
            "expires_at": ends_at,
            "starts_at": start,
        }
        return Conclusion(row=row, answers=unmet, point=problem[0])
    answers: dict[str, Answer] = {
        "lawful": True,
        "expires_at": hours_after(ends_at, hours=hours),
        "starts_at": start,
    }
    return Conclusion(row=row, answers=answers, because="counted from the end of the first period")


def _extension_problem(
    given: Inputs, row: Row, *, authorised_at: datetime, ends_at: datetime
) -> tuple[str, str] | None:
    """The condition that appears not met, with words; definite failures before facts that are missing."""
    longest = row.number("longest_hours")
    if authorised_at >= ends_at:
        return "authorised_at", "it must be authorised before the first period ends"
    if given.number("hours") > longest:
        return "hours", f"it can be for {longest} hours at most"
    authorised_by = given.text_if_given("authorised_by")
    if authorised_by is not None and not row.listed("may_authorise", authorised_by):
        return "authorised_by", "only the doctor responsible for the examination can authorise it"
    reason = given.text_if_given("reason")
    if reason is not None and row.listed("reasons_not_about_the_condition", reason):
        return "reason", "ground must be the person's condition, not staff or bed shortage"
    if _needs_superintendent(given, row) and not given.flag("superintendent_approved"):
        return "superintendent_approved", "superintendent or above must approve at a police station"
    if not row.listed("reasons_about_the_condition", given.text("reason")):
        known = "; ".join(
            row.lists["reasons_about_the_condition"] + row.lists["reasons_not_about_the_condition"]
        )
        raise BadInput(f"reason: give one of: {known}.")
    return None


def _needs_superintendent(given: Inputs, row: Row) -> bool:
    """Only an assessment at a police station does, not one planned for another place."""
    if not row.number("approval_at_police_station"):
        return False
    place, at_station = given.text_if_given("place"), given.flag_if_given("assessment_at_station")
    return (
        bool(at_station)
        if place is None
        else row.listed("police_stations", place) and at_station is not False
    )


@rule(
    "s135_1.expiry",
    reads="mode:text constable_first_entered:moment assessment_started:moment"
    " arrived_at_place_of_safety:moment",
)
def section_135(given: Inputs, law: Law) -> Conclusion:
    """Removed: from arrival. Kept at the premises: from the constable's first entry.

    >>> from amhp.law import evaluate
    >>> given = {"mode": "kept_at_premises", "constable_first_entered": "2026-12-03T10:20:00+00:00"}
    >>> evaluate("s135_1.expiry", given)["expires_at"]
    '2026-12-04T10:20:00+00:00'
    """
    starts = {"removed": "arrived_at_place_of_safety", "kept_at_premises": "constable_first_entered"}
    mode = given.text("mode")
    if mode not in starts:
        raise BadInput(f"mode: give {' or '.join(starts)}.")
    start = given.moment(starts[mode])
    row = law.row(on=start)
    answers: dict[str, Answer] = {
        "expires_at": hours_after(start, hours=row.number("hours")),
        "starts_at": start,
    }
    return Conclusion(row=row, answers=answers, because=f"from {starts[mode].replace('_', ' ')}", point=mode)


@rule("s5_2.expiry", reads="report_furnished_at:moment s5_4_recorded_at:moment")
def section_5_2(given: Inputs, law: Law) -> Conclusion:
    """From the report being furnished; where a nurse's record came first, from that record (s5(5)).

    >>> from amhp.law import evaluate
    >>> evaluate("s5_2.expiry", {"report_furnished_at": "2026-12-04T17:20:00+00:00"})["expires_at"]
    '2026-12-07T17:20:00+00:00'
    """
    furnished_at, recorded_at = given.moment("report_furnished_at"), given.moment_if_given("s5_4_recorded_at")
    if recorded_at is not None and recorded_at > furnished_at:
        raise BadInput("s5_4_recorded_at: this is after the report. Check both times.")
    start = recorded_at or furnished_at
    row = law.row(on=start)
    clock_start = "time of the s5(4) record" if recorded_at else "time the report was furnished"
    expires_at = hours_after(start, hours=row.number("hours"))
    answers: dict[str, Answer] = {"expires_at": expires_at, "starts_at": start, "clock_start": clock_start}
    return Conclusion(row=row, answers=answers, point="s5_4_record" if recorded_at else "report_furnished")


@rule("s5_4.expiry", reads="recorded_at:moment doctor_arrived_at:moment")
def section_5_4(given: Inputs, law: Law) -> Conclusion:
    """From the nurse's record until the hours end or the doctor arrives, whichever is sooner.

    >>> from amhp.law import evaluate
    >>> evaluate("s5_4.expiry", {"recorded_at": "2026-12-04T02:10:00+00:00"})["expires_at"]
    '2026-12-04T08:10:00+00:00'
    """
    start, arrived_at = given.moment("recorded_at"), given.moment_if_given("doctor_arrived_at")
    row = law.row(on=start)
    longest = hours_after(start, hours=row.number("hours"))
    if arrived_at is None:
        return Conclusion(row=row, answers={"expires_at": longest, "starts_at": start})
    if arrived_at < start:
        raise BadInput("doctor_arrived_at: this is before the record. Check both times.")
    because = "the doctor or approved clinician arrived" if arrived_at < longest else "the hours ended first"
    return Conclusion(
        row=row, answers={"expires_at": min(longest, arrived_at), "starts_at": start}, because=because
    )


@rule("s17F.recall_72h", reads="detention_in_hospital_began_at:moment awol_from:moment returned_at:moment")
def recall(given: Inputs, law: Law) -> Conclusion:
    """From detention in hospital; absent without leave on the day it would end: afresh from the return.

    >>> from amhp.law import evaluate
    >>> given = {"detention_in_hospital_began_at": "2027-10-29T20:00:00+01:00"}
    >>> evaluate("s17F.recall_72h", given)["expires_at"]
    '2027-11-01T19:00:00+00:00'
    """
    start = given.moment("detention_in_hospital_began_at")
    row = law.row(on=start)
    expires_at = hours_after(start, hours=row.number("hours"))
    if not given.has("awol_from") and not given.has("returned_at"):
        return Conclusion(row=row, answers={"expires_at": expires_at, "starts_at": start}, point="recall")
    absent_from, returned_at = given.moment("awol_from"), given.moment("returned_at")
    if not start <= absent_from <= returned_at:
        raise BadInput(
            "awol_from, returned_at: these must come in order, after detention began. Check the times."
        )
    last_day = day_in_london(expires_at)
    if not (
        absent_from < expires_at and day_in_london(absent_from) <= last_day <= day_in_london(returned_at)
    ):
        because = "not absent on the day it would end, so the absence changes nothing"
        return Conclusion(
            row=row, answers={"expires_at": expires_at, "starts_at": start}, because=because, point="recall"
        )
    answers: dict[str, Answer] = {
        "expires_at": hours_after(returned_at, hours=row.number("hours")),
        "starts_at": returned_at,
    }
    because = "absent without leave on the day it would end, so a fresh period from the return"
    return Conclusion(row=row, answers=answers, because=because, point="return_from_absence")
