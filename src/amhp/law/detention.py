"""Admission: how long the authority of an application lasts once the person is in hospital.

Section 4 is elapsed hours from the time of admission; section 2 is days beginning with the day of admission.
Never mix the two. The numbers are in data/detention.toml. Source: MHA 1983 ss 2(4), 4(4), 5(1).
"""

from amhp.calendar import day_in_london, days_beginning_with, hours_after
from amhp.law.inputs import Inputs
from amhp.law.registry import Conclusion, Law, rule


@rule(
    "s2.duration",
    reads="admitted_at:moment already_inpatient:flag application_received_by_managers_at:moment"
    " application_signed_at:moment",
)
def section_2(given: Inputs, law: Law) -> Conclusion:
    """For someone already an in-patient the managers' receipt counts as the admission (s5(1)).

    >>> from amhp.law import evaluate
    >>> evaluate("s2.duration", {"admitted_at": "2026-12-01T23:50:00+00:00"})["last_day"]
    '2026-12-28'
    """
    received = given.flag_if_given("already_inpatient") is True
    start = given.moment("application_received_by_managers_at" if received else "admitted_at")
    row = law.row(on=start)
    period = days_beginning_with(day_in_london(start), days=row.whole("days"))
    return Conclusion(
        row=row,
        answers={"last_day": period.last_day, "ceases_at": period.ceases_at, "first_day": period.first_day},
        because="the day the managers received the application" if received else "the day of admission",
        point="received" if received else "admitted",
    )


@rule("s4.duration", reads="admitted_at:moment")
def section_4(given: Inputs, law: Law) -> Conclusion:
    """Hours from the time of admission.

    >>> from amhp.law import evaluate
    >>> evaluate("s4.duration", {"admitted_at": "2026-11-27T03:15:00+00:00"})["expires_at"]
    '2026-11-30T03:15:00+00:00'
    """
    start = given.moment("admitted_at")
    row = law.row(on=start)
    return Conclusion(
        row=row, answers={"expires_at": hours_after(start, hours=row.number("hours")), "starts_at": start}
    )
