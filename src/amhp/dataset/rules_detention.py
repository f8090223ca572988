"""Rules about detention, its authority and the nearest relative: X04, X05, X10, X12 to X14, X24, X26, X36."""

from collections.abc import Iterator
from datetime import timedelta

from amhp.dataset.codes import find_code
from amhp.dataset.known_times import known_time, to_minute
from amhp.dataset.rows import ReturnRow, local_day
from amhp.dataset.rulebook import Context, Finding, judges

_DOCTORS_NEEDED = {"S2": (2, 2, 1), "S3": (2, 2, 1), "S4": (1, 3, 0)}
_INFORM_WITHIN_DAYS = 7


@judges("X04")
def section_is_the_outcomes(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """A section applied for stands with the outcomes that are applications, and is theirs."""
    outcome = find_code("CL-OUT", row.text("outcome") or "")
    section, recorded = (outcome.flags["section"] if outcome else ""), row.text("section_applied")
    if section and recorded != section:
        yield Finding(
            "missing", detail=f"outcome {row.text('outcome')}, section {recorded or 'not recorded'}"
        )
    if recorded is not None and not section:
        yield Finding("no_application", detail=f"section {recorded}")


@judges("X05")
def doctors_suffice(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Two doctors, one approved under s12, for sections 2 and 3; one for section 4."""
    needed = _DOCTORS_NEEDED.get(row.text("outcome") or "")
    if needed is None:
        return
    fewest, most, approved = needed
    total, under_s12 = row.number("doctors_total"), row.number("doctors_s12")
    if total is None or not fewest <= total <= most or (under_s12 or 0) < approved:
        yield Finding(detail=f"{_count(total)} in all, {_count(under_s12)} approved under s12")


@judges("X10")
def hold_ends_when_it_should(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """The s136 or s135 period ends 24 hours after arrival, or up to 12 later with a doctor and a reason."""
    if row.text("status_at_referral") not in {"19", "20"}:
        return
    deadline, arrived = (
        known_time(row, "statutory_deadline_at"),
        known_time(row, "place_of_safety_arrived_at"),
    )
    if deadline is None:
        yield Finding("missing")
        return
    if arrived is None or arrived.day_only or deadline.day_only:
        return
    regime = context.regime(arrived.day)
    if regime is None:
        return
    period = timedelta(hours=int(regime.flags["place_of_safety_hours"]))
    extended_by = to_minute(deadline.at) - to_minute(arrived.at) - period
    longest = timedelta(hours=int(regime.flags["extension_hours"]))
    authorised = row.has("deadline_extension_reason") and any(
        doctor.text("role") == "EXTENSION_S136B" for doctor in row.doctors
    )
    if extended_by == timedelta(0) or (authorised and timedelta(0) < extended_by <= longest):
        return
    yield Finding("differs")


@judges("X12")
def no_child_at_a_police_station(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Nobody under 18 is at a police station under s136."""
    age, regime = row.number("age_years"), context.regime(row.day("received_at") or local_day(context.at))
    if age is None or age >= 18 or (regime is not None and regime.has("child_at_police_station")):
        return
    under_s136 = row.text("status_at_referral") == "20" or row.text("contact_type") == "S136"
    if under_s136 and "CUSTODY" in {row.text("place_at_referral"), row.text("assessment_place")}:
        yield Finding()


@judges("X13")
def objection_stands(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Section 3 does not stand with a nearest relative's objection; displacement has a code of its own."""
    if row.text("outcome") == "S3" and row.text("nr_contact") == "OBJECTED":
        yield Finding()


@judges("X14")
def nearest_relative_is_told(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Section 3: the nearest relative is consulted; section 2: informed within 7 days."""
    outcome, contact = row.text("outcome"), row.text("nr_contact")
    if outcome == "S3" and contact in {None, "NONE"}:
        yield Finding("section_3")
    if outcome != "S2" or contact in {"NONE", "NOT_PRACTICABLE"}:
        return
    applied = row.day("application_at") or row.day("outcome_at")
    informed = row.day("nr_informed_at")
    if informed is None:
        told_at_unknown_time = contact is not None and row.is_day_only("nr_informed_at")
        overdue = applied is None or (local_day(context.at) - applied).days > _INFORM_WITHIN_DAYS
        if overdue and not told_at_unknown_time:
            yield Finding("section_2")
    elif applied is not None and (informed - applied).days > _INFORM_WITHIN_DAYS:
        yield Finding("section_2")


@judges("X24")
def section_3_has_a_disorder(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Learning disability or autism alone cannot ground section 3 once that law is in force."""
    applied = row.day("application_at") or row.day("received_at")
    regime = context.regime(applied)
    if regime is None or not regime.has("section3_excludes_ld_autism"):
        return
    if row.text("outcome") == "S3" and row.text("ld_autism") in {"LD", "AUTISM", "BOTH"}:
        yield Finding()


@judges("X26")
def guardianship_from_sixteen(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Guardianship is for people of 16 and over."""
    age = row.number("age_years")
    if age is not None and age < 16 and (row.text("section_applied") == "35" or row.text("outcome") == "S7"):
        yield Finding()


@judges("X36")
def deprivation_of_liberty_since_it_is_possible(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Conditions that deprive of liberty begin when the law allows them, or come from an order converted."""
    if row.text("dol_conditions") != "Y" or row.text("dol_order_converted") == "Y":
        return
    regime = context.regime(row.day("dol_conditions_from"))
    if regime is None or not regime.has("dol_conditional_discharge"):
        yield Finding()


def _count(number: int | None) -> str:
    return "not recorded" if number is None else str(number)
