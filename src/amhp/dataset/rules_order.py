"""Rules about the order and distance of moments: X01, X02, X03, X06, X11, X34."""

from collections.abc import Iterator
from datetime import timedelta

from amhp.dataset.known_times import KnownTime, is_before, known_time, length
from amhp.dataset.rows import ChildRow, ReturnRow
from amhp.dataset.rulebook import Context, Finding, judges

_ORDER = ("received_at", "triaged_at", "amhp_allocated_at", "assessment_started_at", "assessment_ended_at")
_SEEN_WITHIN_DAYS = 14
_CONVEYED_WITHIN_DAYS = 14
_CONVEYED_WITHIN_SECTION_4 = timedelta(hours=24)
_CLEAR_DAYS_BETWEEN = 5


@judges("X01")
def in_order(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Every later moment of the work is not before an earlier one; equal is allowed."""
    for index, later in enumerate(_ORDER):
        for earlier in _ORDER[:index]:
            if is_before(row, later, earlier):
                yield Finding(detail=f"{later} is before {earlier}", fields=(earlier, later))


@judges("X02")
def application_follows_what_it_rests_on(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An application follows assessment and examinations, within 14 days of seeing the person."""
    applied = known_time(row, "application_at")
    if applied is None:
        return
    if is_before(row, "application_at", "assessment_started_at"):
        yield Finding("before_assessment")
    if any(applied.is_before(examined) for examined in examinations(row)):
        yield Finding("before_examination")
    seen = known_time(row, "assessment_ended_at") or known_time(row, "assessment_started_at")
    if (
        row.text("outcome") in {"S2", "S3"}
        and seen is not None
        and (applied.day - seen.day).days >= _SEEN_WITHIN_DAYS
    ):
        yield Finding("seen_too_long_ago")


@judges("X03")
def admission_in_time(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An admission follows the application, within the period for conveyance."""
    admitted, applied = known_time(row, "admitted_at"), known_time(row, "application_at")
    if admitted is None:
        return
    if applied is not None and admitted.is_before(applied):
        yield Finding("before_application")
    examined = sorted(examinations(row), key=lambda known: known.at)
    if not examined:
        return
    if row.text("outcome") == "S4":
        start = min([examined[-1], *([applied] if applied else [])], key=lambda known: known.at)
        took = length(start, admitted)
        if took is not None and took > _CONVEYED_WITHIN_SECTION_4:
            yield Finding("late")
    elif (
        row.text("outcome") in {"S2", "S3"}
        and (admitted.day - examined[-1].day).days >= _CONVEYED_WITHIN_DAYS
    ):
        yield Finding("late")


@judges("X06")
def examinations_near_each_other(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """At most 5 clear days lie between the two examinations."""
    days = sorted(known.day for known in examinations(row))
    if len(days) > 1 and (days[-1] - days[0]).days - 1 > _CLEAR_DAYS_BETWEEN:
        yield Finding(detail=f"{(days[-1] - days[0]).days - 1} clear days")


@judges("X11")
def started_before_the_hold_ended(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An assessment after the end of the hold is a lapsed hold, or has a wait across that end."""
    deadline = known_time(row, "statutory_deadline_at")
    if deadline is None or not is_before(row, "statutory_deadline_at", "assessment_started_at"):
        return
    if row.text("outcome") != "HOLD_LAPSED" and not any(_spans(wait, deadline) for wait in row.delays):
        yield Finding()


@judges("X34")
def minutes_fit(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """The AMHP's minutes are at least the assessment and at most the time the case was held."""
    minutes = row.number("amhp_minutes")
    if minutes is None:
        return
    worked = timedelta(minutes=minutes)
    assessed = length(known_time(row, "assessment_started_at"), known_time(row, "assessment_ended_at"))
    held = length(known_time(row, "amhp_allocated_at"), known_time(row, "closed_at"))
    if assessed is not None and worked < assessed:
        yield Finding("too_few")
    if held is not None and worked > held:
        yield Finding("too_many")


def examinations(row: ReturnRow) -> list[KnownTime]:
    """Return when the recommending doctors examined: those who signed, or, if none did, all who examined."""
    signed = [doctor for doctor in row.doctors if doctor.moment("signed_at") is not None]
    known = (known_time(doctor, "examined_at") for doctor in signed or row.doctors)
    return [examined for examined in known if examined is not None]


def _spans(wait: ChildRow, moment: KnownTime) -> bool:
    start, end = known_time(wait, "started_at"), known_time(wait, "ended_at")
    if start is None or moment.is_before(start):
        return False
    return end is None or not end.is_before(moment)
