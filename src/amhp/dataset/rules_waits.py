"""Rules about beds, conveyance and waits: X15 to X20."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from amhp.dataset.codes import find_code, outcome_flags
from amhp.dataset.known_times import KnownTime, known_time, length, merged_length, to_minute
from amhp.dataset.reading import Row, data_rows
from amhp.dataset.rows import ReturnRow
from amhp.dataset.rulebook import Context, Finding, judges

_START_WITHIN = timedelta(hours=24)
_START_WITHIN_IN_THE_COMMUNITY = timedelta(hours=72)


@judges("X15")
def no_bed_is_shown(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Recommendations without a bed: asked for, not found, and the wait recorded."""
    if row.text("outcome") != "RECS_NO_BED":
        return
    if not row.has("bed_requested_at"):
        yield Finding(detail="no time the bed was asked for")
    if row.has("bed_found_at"):
        yield Finding(detail="a time a bed was found")
    reasons = [find_code("CL-DEL", wait.text("reason") or "") for wait in row.delays]
    if not any(reason is not None and reason.flags["group"] == "BED" for reason in reasons):
        yield Finding(detail="no wait for a bed")


@judges("X16")
def out_of_area_is_out_of_area(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """A bed out of area has a hospital, in another area than the person's."""
    if row.text("bed") != "OUT_OF_AREA":
        return
    hospital = row.text("bed_ods")
    if hospital is None:
        yield Finding("hospital")
        return
    area = context.ods_areas.get(hospital)
    if area is not None and area == row.text("residence_gss"):
        yield Finding("same_area")


@judges("X17")
def conveyance_goes_to_a_bed(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Conveyance belongs to a detention or an informal admission."""
    if not row.has("conveyance"):
        return
    outcome = row.text("outcome")
    known = outcome is not None and find_code("CL-OUT", outcome) is not None
    if outcome == "INFORMAL" or (known and outcome_flags(outcome or "").detained):
        return
    yield Finding(detail=f"outcome {outcome or 'not recorded'}")


@judges("X18")
def waits_lie_inside(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """A wait runs forwards, between received and closed, and is not open on closed work."""
    received, closed = known_time(row, "received_at"), known_time(row, "closed_at")
    for wait in row.delays:
        start, end = known_time(wait, "started_at"), known_time(wait, "ended_at")
        detail = f"{wait.text('stage') or 'no stage'}, {wait.text('reason') or 'no reason'}"
        if start is not None and end is not None and end.is_before(start):
            yield Finding("order", detail)
        moments = [moment for moment in (start, end) if moment is not None]
        if any(_is_outside(moment, received, closed) for moment in moments):
            yield Finding("outside", detail)
        if end is None and closed is not None:
            yield Finding("open", detail)


@judges("X19")
def a_long_wait_is_explained(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """More than 24 hours (72 in the community) to the start has at least one wait recorded."""
    took = length(known_time(row, "received_at"), known_time(row, "assessment_started_at"))
    if took is None or row.delays:
        return
    place = find_code("CL-PLACE", row.text("place_at_referral") or "")
    in_community = place is not None and place.has("community")
    if took > (_START_WITHIN_IN_THE_COMMUNITY if in_community else _START_WITHIN):
        yield Finding(detail=f"{took // timedelta(hours=1)} hours")


@judges("X20")
def waits_fit_their_stage(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """The waits of a stage, overlaps counted once, last no longer than the stage."""
    closed = known_time(row, "closed_at")
    latest = closed if closed is not None else KnownTime(context.at, day_only=False)
    for stage in _stages():
        began, ended = _edge(row, stage["begins"], first=True), _edge(row, stage["ends"], first=False)
        lasted = length(began, ended if ended is not None else latest)
        intervals = _intervals(row, stage["stage"], latest)
        if lasted is not None and intervals and merged_length(intervals) > max(lasted, timedelta(0)):
            yield Finding(detail=f"stage {stage['stage']}")


def _is_outside(moment: KnownTime, received: KnownTime | None, closed: KnownTime | None) -> bool:
    if received is not None and moment.is_before(received):
        return True
    return closed is not None and closed.is_before(moment)


def _intervals(row: ReturnRow, stage: str, latest: KnownTime) -> list[tuple[datetime, datetime]]:
    found = []
    for wait in row.delays:
        start, end = known_time(wait, "started_at"), known_time(wait, "ended_at") or latest
        if wait.text("stage") == stage and start is not None and not start.day_only and not end.day_only:
            found.append((to_minute(start.at), to_minute(end.at)))
    return found


def _edge(row: ReturnRow, names: str, *, first: bool) -> KnownTime | None:
    for name in names.split("|"):
        if name.startswith("doctor."):
            known = [known_time(doctor, name.removeprefix("doctor.")) for doctor in row.doctors]
            times = sorted((time for time in known if time is not None), key=lambda time: time.at)
        else:
            times = [time for time in (known_time(row, name),) if time is not None]
        if times:
            return times[0] if first else times[-1]
    return None


@cache
def _stages() -> tuple[Row, ...]:
    return data_rows("stages.csv")
