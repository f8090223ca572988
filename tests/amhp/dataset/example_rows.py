"""Rows of a return to test with: one that breaks no rule, and ways to change it."""

from datetime import UTC, date, datetime, timedelta

from amhp.dataset import ChildRow, Context, ReturnRow, attempt, delay, doctor
from amhp.dataset.rows import Value

RECEIVED = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
AT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
SYNTHETIC = Context(synthetic=True, at=AT)
LIVE = Context(synthetic=False, at=AT)


def hours(count: float) -> datetime:
    """That many hours after the request was received."""
    return RECEIVED + timedelta(hours=count)


COMPLETE: dict[str, Value] = {
    "record_id": "WM-26-1856",
    "schema_version": "1.0.0",
    "legal_regime": "MHA1983_MHA2025_1",
    "la_gss": "E10000999",
    "provider_ods": "RWM",
    "service_mode": "DAY",
    "team_code": "ASHMOOR",
    "contact_type": "S13",
    "person_key": "0f" * 16,
    "nhs_number": "999 125 7756",
    "nhs_number_status": "01",
    "birth_date": date(1988, 2, 19),
    "age_years": 38,
    "gender_identity": "1",
    "ethnic_category": "A",
    "ethnic_detail_2021": "WHITE_BRITISH",
    "language": "en",
    "interpreter_needed": False,
    "accommodation": "TENANT",
    "residence_gss": "E10000999",
    "lsoa": "E01099999",
    "imd_decile": 3,
    "ld_autism": "NONE",
    "known_to_mh": "OPEN",
    "dependants": "NONE",
    "received_at": RECEIVED,
    "received_at_quality": "exact",
    "source_national": "P1",
    "source_amhp": "CMHT",
    "referrer_ods": "RWM01",
    "status_at_referral": "01",
    "priority": "2",
    "place_at_referral": "HOME",
    "triage_decision": "ASSESS",
    "triaged_at": hours(1),
    "alternatives_tried": "HTT;CMHT",
    "amhp_key": "practitioner-7",
    "amhp_allocated_at": hours(1),
    "amhp_capacity_source": "LOCALITY",
    "assessment_started_at": hours(5),
    "assessment_ended_at": hours(7),
    "attempts": 1,
    "assessment_place": "HOME",
    "doctors_s12": 1,
    "doctors_total": 2,
    "doctor_prior_acquaintance": True,
    "recommendations": 2,
    "warrant": "NONE",
    "police_role": "NOT_NEEDED",
    "nr_contact": "INFORMED",
    "nr_informed_at": hours(8),
    "outcome": "S2",
    "section_applied": "02",
    "outcome_at": hours(7),
    "application_at": hours(8),
    "bed_requested_at": hours(7),
    "bed_found_at": hours(9),
    "bed": "LOCAL",
    "bed_ods": "RWM02",
    "conveyance": "AMBULANCE",
    "conveyance_requested_at": hours(9),
    "conveyance_arrived_at": hours(11),
    "admitted_at": hours(12),
    "report_completed_at": hours(20),
    "closed_at": hours(24),
    "amhp_minutes": 480,
}
DELAY: dict[str, Value] = {
    "stage": "BED",
    "reason": "BED_NONE",
    "started_at": hours(7),
    "ended_at": hours(9),
    "escalated": False,
    "harm": "NONE",
    "note": "CANARY-NOTE rang three wards",
}
DOCTORS: tuple[dict[str, Value], ...] = (
    {
        "role": "DOCTOR_1",
        "s12": True,
        "asked_at": hours(1),
        "arrived_at": hours(5),
        "examined_at": hours(5),
        "signed_at": hours(7),
    },
    {
        "role": "DOCTOR_2",
        "s12": False,
        "asked_at": hours(2),
        "arrived_at": hours(5),
        "examined_at": hours(6),
        "signed_at": hours(7),
    },
)
ATTEMPT: dict[str, Value] = {"at": hours(5), "result": "DONE"}


def row(
    *,
    delays: tuple[dict[str, Value], ...] = (DELAY,),
    doctors: tuple[dict[str, Value], ...] = DOCTORS,
    tries: tuple[dict[str, Value], ...] = (ATTEMPT,),
    **changed: Value,
) -> ReturnRow:
    """The complete row with some values changed; `None` takes a value away."""
    return ReturnRow(
        {**COMPLETE, **changed},
        delays=children(delay, delays),
        doctors=children(doctor, doctors),
        attempts=children(attempt, tries),
    )


def children(make, rows) -> tuple[ChildRow, ...]:
    return tuple(make(values) for values in rows)


def doctors_at(*examined: datetime) -> tuple[dict[str, Value], ...]:
    """Two doctors who asked, came, examined and signed at these moments."""
    return tuple(
        {**values, "examined_at": moment, "signed_at": moment}
        for values, moment in zip(DOCTORS, examined, strict=True)
    )


def wait(**changed: Value) -> dict[str, Value]:
    """The wait for a bed with some values changed."""
    return {**DELAY, **changed}
