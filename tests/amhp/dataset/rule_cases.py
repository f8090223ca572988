"""Two rows for each part of each rule: one that breaks it, and a near neighbour that does not."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from amhp.dataset import Context, ReturnRow, code_list
from tests.amhp.dataset.example_rows import DOCTORS, LIVE, RECEIVED, SYNTHETIC, doctors_at, hours, row, wait

COMMENCED = Context(
    synthetic=True,
    at=SYNTHETIC.at,
    regimes=tuple(
        replace(code, valid_from=date(2026, 10, 1))
        if code.valid_from is None
        else replace(code, valid_to=code.valid_to or date(2026, 9, 30))
        for code in code_list("CL-REG")
    ),
)
AREAS = Context(synthetic=True, at=SYNTHETIC.at, ods_areas={"RXX": "E10000999", "RYY": "E10000888"})
NOT_ASSESSED = {
    "triage_decision": "NOT_ASSESS",
    "not_assessed_reason": "ALTERNATIVES_AGREED",
    "outcome": "NOT_PROGRESSED",
    "assessment_started_at": None,
    "assessment_ended_at": None,
}
HELD = {
    "contact_type": "S136",
    "status_at_referral": "20",
    "place_of_safety_arrived_at": RECEIVED,
    "statutory_deadline_at": hours(24),
}
EXTENDED = {**HELD, "statutory_deadline_at": hours(36), "deadline_extended_hours": 12}
EXTENSION_DOCTOR = {"role": "EXTENSION_S136B", "asked_at": hours(1)}
NO_BED = {"outcome": "RECS_NO_BED", "section_applied": None, "bed_found_at": None}


@dataclass(frozen=True)
class Case:
    rule: str
    part: str
    breaks: ReturnRow
    keeps: ReturnRow
    context: Context = SYNTHETIC


CASES = [
    Case("X01", "", row(triaged_at=hours(6)), row(triaged_at=hours(5), amhp_allocated_at=hours(5))),
    Case("X01", "", row(assessment_ended_at=hours(4)), row(assessment_ended_at=hours(5))),
    Case(
        "X01",
        "",
        row(triaged_at=hours(-24), triaged_at_quality="unknown"),
        row(triaged_at=hours(-9), triaged_at_quality="unknown"),
    ),
    Case("X02", "before_assessment", row(application_at=hours(4)), row(application_at=hours(5))),
    Case("X02", "before_examination", row(application_at=hours(5.5)), row(application_at=hours(6))),
    Case("X02", "seen_too_long_ago", row(application_at=hours(24 * 14)), row(application_at=hours(24 * 13))),
    Case("X03", "before_application", row(admitted_at=hours(7.5)), row(admitted_at=hours(8))),
    Case("X03", "late", row(admitted_at=hours(24 * 14)), row(admitted_at=hours(24 * 13))),
    Case(
        "X03",
        "late",
        row(outcome="S4", section_applied="04", admitted_at=hours(30.1)),
        row(outcome="S4", section_applied="04", admitted_at=hours(30)),
    ),
    Case("X04", "missing", row(section_applied=None), row(section_applied="02")),
    Case("X04", "missing", row(outcome="S3"), row(outcome="S3", section_applied="03")),
    Case("X04", "no_application", row(outcome="HTT"), row(outcome="HTT", section_applied=None)),
    Case("X05", "", row(doctors_total=1), row(doctors_total=2)),
    Case("X05", "", row(doctors_s12=0), row(doctors_s12=2)),
    Case("X05", "", row(outcome="S4", doctors_total=0), row(outcome="S4", doctors_total=1, doctors_s12=0)),
    Case(
        "X06",
        "",
        row(doctors=doctors_at(hours(5), hours(5 + 24 * 7))),
        row(doctors=doctors_at(hours(5), hours(5 + 24 * 6))),
    ),
    Case("X07", "", row(triage_decision="DEFER"), row(triage_decision="ASSESS")),
    Case(
        "X07", "", row(triage_decision=None), row(triage_decision=None, contact_type="ADVICE", outcome="NFA")
    ),
    Case("X07", "", row(**{**NOT_ASSESSED, "triage_decision": "ADVICE"}), row(**NOT_ASSESSED)),
    Case(
        "X07",
        "",
        row(outcome="TRANSFERRED", triage_decision="DEFER"),
        row(outcome="TRANSFERRED", triage_decision="TRANSFER"),
    ),
    Case(
        "X07",
        "",
        row(outcome="ADVICE_ONLY", triage_decision="TRANSFER"),
        row(outcome="ADVICE_ONLY", triage_decision="ADVICE"),
    ),
    Case("X08", "reason", row(**{**NOT_ASSESSED, "not_assessed_reason": None}), row(**NOT_ASSESSED)),
    Case("X08", "started", row(**{**NOT_ASSESSED, "assessment_started_at": hours(5)}), row(**NOT_ASSESSED)),
    Case(
        "X09", "source", row(contact_type="S13_4"), row(contact_type="S13_4", source_amhp="NEAREST_RELATIVE")
    ),
    Case(
        "X09",
        "reasons",
        row(contact_type="S13_4", outcome="HTT", section_applied=None),
        row(contact_type="S13_4", outcome="HTT", section_applied=None, written_reasons_sent_at=hours(20)),
    ),
    Case("X09", "reasons", row(contact_type="S13_4", outcome="NFA"), row(contact_type="S13_4", outcome="S2")),
    Case("X10", "missing", row(**{**HELD, "statutory_deadline_at": None}), row(**HELD)),
    Case("X10", "differs", row(**{**HELD, "statutory_deadline_at": hours(25)}), row(**HELD)),
    Case(
        "X10",
        "differs",
        row(**EXTENDED),
        row(doctors=(*DOCTORS, EXTENSION_DOCTOR), deadline_extension_reason="sedated", **EXTENDED),
    ),
    Case(
        "X10",
        "differs",
        row(
            doctors=(*DOCTORS, EXTENSION_DOCTOR),
            deadline_extension_reason="sedated",
            **{**EXTENDED, "statutory_deadline_at": hours(36.1)},
        ),
        row(
            doctors=(*DOCTORS, EXTENSION_DOCTOR),
            deadline_extension_reason="sedated",
            **{**EXTENDED, "statutory_deadline_at": hours(30)},
        ),
    ),
    Case("X11", "", row(statutory_deadline_at=hours(4.9)), row(statutory_deadline_at=hours(5))),
    Case(
        "X11",
        "",
        row(statutory_deadline_at=hours(4)),
        row(statutory_deadline_at=hours(4), outcome="HOLD_LAPSED"),
    ),
    Case(
        "X11",
        "",
        row(statutory_deadline_at=hours(4)),
        row(statutory_deadline_at=hours(4), delays=(wait(started_at=hours(3), ended_at=hours(5)),)),
    ),
    Case(
        "X12",
        "",
        row(**HELD, age_years=17, place_at_referral="CUSTODY"),
        row(**HELD, age_years=18, place_at_referral="CUSTODY"),
    ),
    Case(
        "X12",
        "",
        row(**HELD, age_years=17, assessment_place="CUSTODY"),
        row(age_years=17, assessment_place="CUSTODY"),
    ),
    Case(
        "X02",
        "seen_too_long_ago",
        row(application_at=hours(24 * 14), assessment_ended_at=None),
        row(application_at=hours(24 * 14), assessment_ended_at=hours(48)),
    ),
    Case(
        "X02",
        "before_examination",
        row(doctors=(*DOCTORS, {**DOCTORS[0], "examined_at": hours(9)})),
        row(doctors=(*DOCTORS, {**DOCTORS[0], "examined_at": hours(9), "signed_at": None})),
    ),
    Case(
        "X02",
        "before_examination",
        row(doctors=({**DOCTORS[0], "examined_at": hours(9), "signed_at": None},)),
        row(doctors=({**DOCTORS[0], "examined_at": None, "signed_at": hours(9)},)),
    ),
    Case(
        "X10",
        "differs",
        row(**{**HELD, "statutory_deadline_at": hours(26)}),
        row(**{**HELD, "statutory_deadline_at": hours(26)}, place_of_safety_arrived_at_quality="unknown"),
    ),
    Case(
        "X10",
        "differs",
        row(**{**HELD, "statutory_deadline_at": hours(26)}),
        row(**{**HELD, "statutory_deadline_at": hours(26), "place_of_safety_arrived_at": None}),
    ),
    Case(
        "X11",
        "",
        row(statutory_deadline_at=hours(4), delays=(wait(started_at=hours(4.5), ended_at=None),)),
        row(statutory_deadline_at=hours(4), delays=(wait(started_at=hours(3), ended_at=None),)),
    ),
    Case(
        "X11",
        "",
        row(statutory_deadline_at=hours(4), delays=(wait(started_at=hours(1), ended_at=hours(3)),)),
        row(statutory_deadline_at=hours(4), delays=(wait(started_at=hours(4), ended_at=hours(4)),)),
    ),
    Case(
        "X12",
        "",
        row(contact_type="S136", age_years=17, place_at_referral="CUSTODY"),
        row(contact_type="S136", age_years=17, place_at_referral="HBPOS"),
    ),
    Case(
        "X12",
        "",
        row(status_at_referral="20", age_years=17, place_at_referral="CUSTODY"),
        row(
            status_at_referral="20",
            age_years=17,
            place_at_referral="CUSTODY",
            received_at=datetime(2017, 12, 10, 12, 0, tzinfo=UTC),
        ),
    ),
    Case(
        "X24",
        "",
        row(outcome="S3", ld_autism="LD", application_at=None),
        row(outcome="S3", ld_autism="LD", application_at=datetime(2026, 9, 30, tzinfo=UTC)),
        context=COMMENCED,
    ),
    Case("X13", "", row(outcome="S3", nr_contact="OBJECTED"), row(outcome="S3", nr_contact="DISPLACED")),
    Case(
        "X14",
        "section_3",
        row(outcome="S3", nr_contact=None),
        row(outcome="S3", nr_contact="CONSULTED_NO_OBJECTION"),
    ),
    Case("X14", "section_3", row(outcome="S3", nr_contact="NONE"), row(outcome="S2", nr_contact="NONE")),
    Case(
        "X14", "section_2", row(nr_informed_at=None), row(nr_informed_at=None, nr_contact="NOT_PRACTICABLE")
    ),
    Case("X14", "section_2", row(nr_informed_at=hours(8 + 24 * 8)), row(nr_informed_at=hours(8 + 24 * 7))),
    Case(
        "X14",
        "section_2",
        row(nr_informed_at=None),
        row(nr_informed_at=None, application_at=SYNTHETIC.at - timedelta(days=7)),
    ),
    Case(
        "X14",
        "section_2",
        row(nr_informed_at=None, nr_informed_at_quality="unknown", nr_contact=None),
        row(nr_informed_at=None, nr_informed_at_quality="unknown"),
    ),
    Case("X17", "", row(outcome="UNHEARD_OF"), row(outcome="UNHEARD_OF", conveyance=None)),
    Case("X26", "", row(section_applied="35", age_years=15), row(section_applied="35", age_years=None)),
    Case(
        "X35", "derived", row(legal_regime="MHA1983_2007"), row(legal_regime="MHA1983_2007", received_at=None)
    ),
    Case("X15", "", row(**NO_BED, delays=()), row(**NO_BED)),
    Case("X15", "", row(**{**NO_BED, "bed_found_at": hours(9)}), row(**NO_BED)),
    Case("X15", "", row(**{**NO_BED, "bed_requested_at": None}), row(**NO_BED)),
    Case(
        "X16",
        "hospital",
        row(bed="OUT_OF_AREA", bed_ods=None),
        row(bed="OUT_OF_AREA", bed_ods="RYY"),
        context=AREAS,
    ),
    Case(
        "X16",
        "same_area",
        row(bed="OUT_OF_AREA", bed_ods="RXX"),
        row(bed="OUT_OF_AREA", bed_ods="RYY"),
        context=AREAS,
    ),
    Case("X17", "", row(outcome="HTT"), row(outcome="INFORMAL")),
    Case("X17", "", row(outcome=None), row(outcome="S4")),
    Case("X18", "order", row(delays=(wait(ended_at=hours(6)),)), row(delays=(wait(ended_at=hours(7)),))),
    Case(
        "X18", "outside", row(delays=(wait(started_at=hours(-1)),)), row(delays=(wait(started_at=RECEIVED),))
    ),
    Case("X18", "outside", row(delays=(wait(ended_at=hours(25)),)), row(delays=(wait(ended_at=hours(24)),))),
    Case(
        "X18", "open", row(delays=(wait(ended_at=None),)), row(delays=(wait(ended_at=None),), closed_at=None)
    ),
    Case(
        "X19",
        "",
        row(delays=(), place_at_referral="WARD", assessment_started_at=hours(24.1)),
        row(delays=(), place_at_referral="WARD", assessment_started_at=hours(24)),
    ),
    Case(
        "X19",
        "",
        row(delays=(), assessment_started_at=hours(72.1)),
        row(delays=(), assessment_started_at=hours(72)),
    ),
    Case(
        "X19",
        "",
        row(delays=(), assessment_started_at=hours(100)),
        row(delays=(), assessment_started_at=hours(100), assessment_started_at_quality="unknown"),
    ),
    Case("X20", "", row(delays=(wait(ended_at=hours(9.5)),)), row(delays=(wait(ended_at=hours(9)),))),
    Case(
        "X20",
        "",
        row(delays=(wait(), wait(started_at=hours(10), ended_at=hours(10.5)))),
        row(delays=(wait(), wait(reason="BED_FUNDING"))),
    ),
    Case(
        "X20",
        "",
        row(delays=(wait(stage="DOCTOR", started_at=hours(0.5), ended_at=hours(5)),)),
        row(delays=(wait(stage="DOCTOR", started_at=hours(1), ended_at=hours(5)),)),
    ),
    Case(
        "X21",
        "",
        row(police_role="REQUESTED_ATTENDED"),
        row(police_role="REQUESTED_ATTENDED", source_amhp="POLICE_CUSTODY"),
    ),
    Case(
        "X21",
        "",
        row(police_role="REQUESTED_ATTENDED"),
        row(police_role="REQUESTED_ATTENDED", delays=(wait(reason="POL"),)),
    ),
    Case("X22", "", row(warrant="135_1"), row(warrant="135_1", police_role="REQUESTED_ATTENDED")),
    Case(
        "X22",
        "",
        row(warrant="135_1", police_role="REQUESTED_ATTENDED", triage_decision="DEFER"),
        row(warrant="135_1", police_role="REQUESTED_ATTENDED", triage_decision="DEFER", contact_type="S135"),
    ),
    Case("X23", "", row(interpreter_needed=True), row(interpreter_needed=True, interpreter_used=False)),
    Case(
        "X24",
        "",
        row(outcome="S3", ld_autism="AUTISM"),
        row(outcome="S3", ld_autism="NONE"),
        context=COMMENCED,
    ),
    Case("X25", "", row(outcome="CTO_AGREED"), row(outcome="CTO_AGREED", status_at_referral="03")),
    Case("X26", "", row(outcome="S7", age_years=15), row(outcome="S7", age_years=16)),
    Case(
        "X27",
        "",
        row(residence_gss="E10000888"),
        row(residence_gss="E10000888", cross_border_reason="PRESENT_IN_AREA"),
    ),
    Case("X27", "", row(residence_gss="W06000001"), row(residence_gss="NFA")),
    Case(
        "X29",
        "",
        row(amhp_capacity_source="NEIGHBOUR"),
        row(amhp_capacity_source="NEIGHBOUR", sla_code="SLA-4"),
    ),
    Case("X30", "", row(ethnic_category="99"), row(ethnic_category="Z")),
    Case(
        "X30",
        "",
        row(ethnic_category="99"),
        row(ethnic_category="99", outcome_at=SYNTHETIC.at - timedelta(days=7)),
    ),
    Case("X31", "", row(ethnic_category="B"), row(ethnic_detail_2021=None, ethnic_category="B")),
    Case("X32", "synthetic", row(nhs_number="4010232137"), row(nhs_number="999 125 7756")),
    Case("X32", "live", row(nhs_number="999 125 7756"), row(nhs_number="4010232137"), context=LIVE),
    Case("X32", "number", row(nhs_number="9991257757"), row(nhs_number="9991257756")),
    Case("X32", "number", row(nhs_number="0000000000"), row(nhs_number=None), context=LIVE),
    Case("X33", "unanswered", row(bed_ods=None), row(bed_ods=None, closed_at=None)),
    Case("X33", "unanswered", row(admitted_at=None), row(admitted_at=None, admitted_at_quality="unknown")),
    Case("X33", "unanswered", row(delays=(wait(harm=None, reason=None),)), row(delays=(wait(harm=None),))),
    Case("X33", "report", row(report_completed_at=hours(6.9)), row(report_completed_at=hours(7))),
    Case("X34", "too_few", row(amhp_minutes=119), row(amhp_minutes=120)),
    Case("X34", "too_many", row(amhp_minutes=23 * 60 + 1), row(amhp_minutes=23 * 60)),
    Case("X35", "code", row(source_amhp="VICAR"), row(source_amhp="GP", source_national="A1")),
    Case("X35", "code", row(status_at_referral="33"), row(status_at_referral="35")),
    Case("X35", "code", row(alternatives_tried="HTT;TEA"), row(alternatives_tried="GP")),
    Case("X35", "code", row(la_gss="Westmoor"), row(la_gss="E06000055")),
    Case("X35", "code", row(residence_gss="NOWHERE"), row(residence_gss="NOT_KNOWN")),
    Case("X35", "code", row(delays=(wait(reason="LAZINESS"),)), row(delays=(wait(reason="AMB"),))),
    Case("X35", "derived", row(source_national="A1"), row(source_national="P1")),
    Case("X35", "derived", row(legal_regime="MHA1983_PCA2017"), row(legal_regime="MHA1983_MHA2025_1")),
    Case("X35", "range", row(imd_decile=11), row(imd_decile=10)),
    Case("X35", "range", row(recommendations=-1), row(recommendations=0)),
    Case(
        "X36",
        "",
        row(dol_conditions=True, dol_conditions_from=date(2026, 2, 17)),
        row(dol_conditions=True, dol_conditions_from=date(2026, 2, 18)),
    ),
    Case(
        "X36",
        "",
        row(dol_conditions=True),
        row(dol_conditions=True, dol_order_converted=True, dol_conditions_from=date(2020, 1, 1)),
    ),
]
