"""Applications in time: the applicant saw the person lately, and the person reaches the hospital in time.

These are limits on acting, not authorities to hold. The numbers are in data/conveyance.toml.
Source: MHA 1983 ss 6(1), 11(5).
"""

from amhp.calendar import days_beginning_with, days_ending_with, hours_after
from amhp.law.inputs import BadInput, Inputs
from amhp.law.registry import Answer, Conclusion, Law, rule


@rule("s6.convey", reads="examined_on:days section:number application_signed_on:day admitted_on:day")
def reach_hospital(given: Inputs, law: Law) -> Conclusion:
    """Days beginning with the last examination; signatures and the application's date change nothing.

    >>> from amhp.law import evaluate
    >>> evaluate("s6.convey", {"examined_on": ["2026-12-01", "2026-12-04"]})["last_day_to_admit"]
    '2026-12-17'
    """
    last_examined_on = max(given.days("examined_on"))
    row = law.row(on=last_examined_on)
    if given.has("section") and not row.listed("sections", f"{given.number('section'):g}"):
        raise BadInput("section: this rule is for sections 2 and 3. For section 4 use s4.convey.")
    period = days_beginning_with(last_examined_on, days=row.whole("days"))
    answers: dict[str, Answer] = {"last_day_to_admit": period.last_day}
    if given.has("admitted_on"):
        admitted_on = given.day("admitted_on")
        answers["lawful"] = period.includes(admitted_on)
        if admitted_on > period.last_day:
            answers["reason"] = "admitted after the last day, counted from the last examination"
        elif admitted_on < period.first_day:
            answers["reason"] = "admitted before the last examination"
    return Conclusion(row=row, answers=answers, because="counted from the last examination")


@rule("s4.convey", reads="examined_at:moment application_made_at:moment")
def reach_hospital_in_an_emergency(given: Inputs, law: Law) -> Conclusion:
    """Hours from the examination or the application, whichever is the earlier.

    >>> from amhp.law import evaluate
    >>> evaluate("s4.convey", {"examined_at": "2026-11-27T01:00:00+00:00"})["admit_before"]
    '2026-11-28T01:00:00+00:00'
    """
    moments = [
        moment
        for name in ("examined_at", "application_made_at")
        if (moment := given.moment_if_given(name)) is not None
    ]
    start = min(moments) if moments else given.moment("examined_at")
    row = law.row(on=start)
    return Conclusion(
        row=row,
        answers={"admit_before": hours_after(start, hours=row.number("hours")), "starts_at": start},
        because="the earlier of examination and application, as far as given",
    )


@rule("s11_5.applicant_seen", reads="personally_seen_on:day application_date:day")
def applicant_has_seen(given: Inputs, law: Law) -> Conclusion:
    """Seen within a period ending with the date of the application, and so the last day to apply.

    >>> from amhp.law import evaluate
    >>> given = {"personally_seen_on": "2026-12-01", "application_date": "2026-12-14"}
    >>> evaluate("s11_5.applicant_seen", given)["last_day_to_apply"]
    '2026-12-14'
    """
    seen_on, applied_on = given.day("personally_seen_on"), given.day("application_date")
    row = law.row(on=applied_on)
    period = days_ending_with(applied_on, days=row.whole("days"))
    last_day = days_beginning_with(seen_on, days=row.whole("days")).last_day
    answers: dict[str, Answer] = {"lawful": period.includes(seen_on), "last_day_to_apply": last_day}
    if seen_on > applied_on:
        answers["reason"] = "seen only after the date of the application"
    elif seen_on < period.first_day:
        answers["reason"] = "seen too long before the application"
    return Conclusion(row=row, answers=answers, because=f"seen on or after {period.first_day.isoformat()}")
