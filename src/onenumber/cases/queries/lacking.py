"""What the row of a case in the return still lacks, and where each of it is recorded. Never in the way of the work.

The same conditions as rule X33 of the dataset: a field that does not apply is not asked, and "not known" is an answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from amhp.dataset import ReturnRow, Table, applies, fields, is_answered
from onenumber.cases.queries.capacity import Capacity
from onenumber.cases.queries.facts import CaseFacts
from onenumber.cases.queries.return_row import CaseValues
from onenumber.intake.queries import told_values

ASKED_TOGETHER = {  # answered on one page: cases/forms/return_answers.py
    "accommodation": "where the person lives",
    "cross_border_reason": "why another council's resident",
    "language": "language",
    "interpreter_needed": "interpreter needed or not",
    "interpreter_used": "interpreter used or not",
    "ld_autism": "learning disability or autism",
    "known_to_mh": "known to services",
    "dependants": "who depends on the person",
    "alternatives_tried": "alternatives tried",
    "referrer_ods": "organisation that asked",
    "amhp_capacity_source": "where the AMHP came from",
    "sla_code": "agreement with the neighbour",
    "doctors_total": "doctors, or that none examined",
}
NOT_ASKED_YET = {  # exported by their not-known code while nobody has answered
    "gender_identity": ("X", "gender identity"),
    "ethnic_category": ("99", "ethnic category"),
    "residence_gss": ("NOT_KNOWN", "council of residence"),
}
SAID_BY_SETTINGS = {"la_gss", "provider_ods", "service_mode", "person_key"}  # nobody on a case can say them
WITH_ANOTHER = {"doctors_s12", "recommendations"}  # answered by the same answer as doctors_total
RECORDED_BY = {
    "age_years": "person",
    "priority": "triage",
    "triage_decision": "triage",
    "triaged_at": "triage",
    "not_assessed_reason": "triage",
    "assessment_started_at": "attempt",
    "assessment_ended_at": "attempt-end",
    "assessment_place": "attempt",
    "doctor_prior_acquaintance": "correction",
    "warrant": "correction",
    "police_role": "correction",
    "nr_contact": "relative",
    "nr_informed_at": "relative",
    "written_reasons_sent_at": "written-reasons",
    "outcome": "decision",
    "outcome_at": "decision",
    "application_at": "correction",
    "section_applied": "decision",
    "amhp_minutes": "correction",
    "statutory_deadline_at": "legal-event",
} | dict.fromkeys(
    (
        "bed_requested_at", "bed_found_at", "bed", "bed_ods", "conveyance", "conveyance_requested_at",
        "conveyance_arrived_at", "admitted_at", "report_completed_at",
    ),
    "carrying-out",
)  # fmt: skip
SAID_WITH_THE_DECISION = {"warrant", "police_role", "application_at"}  # later, that decision is corrected
SAID_BY_WORK = {
    "amhp_capacity_source",
    "doctors_total",
}  # the duty list and the recommendations may yet say it
ON_THE_FORM_THAT_CLOSES = {"closed_at", "closed_at_quality", "amhp_minutes"}


@dataclass(frozen=True)
class Lack:
    """One answer that is missing: its field, what it is in words, and the form it is recorded with (or none)."""

    field: str
    words: str
    form: str


def lacking(facts: CaseFacts, *, at: datetime) -> tuple[Lack, ...]:
    """While a case is open: what the one page of questions asks. Once closed: everything its row lacks."""
    if facts.closure is None:
        asked = _row(facts, Capacity({}, frozenset()), at)
        return tuple(
            lack for lack in _lacks(asked) if lack.form == "return" and lack.field not in SAID_BY_WORK
        )
    return tuple(_lacks(_row(facts, Capacity.of([facts]), at)))


def lacking_if_closed(facts: CaseFacts, *, at: datetime) -> tuple[Lack, ...]:
    """What the row would lack if the case were closed now, but for what is typed on the form that closes it."""
    row = _row(facts, Capacity.of([facts]), at, closed_at=at)
    return tuple(lack for lack in _lacks(row) if lack.field not in ON_THE_FORM_THAT_CLOSES)


def _row(facts: CaseFacts, capacity: Capacity, at: datetime, **more: datetime) -> ReturnRow:
    case = facts.case
    common = {**told_values(case.contact, case.person), "la_gss": case.council.code_gss}
    return CaseValues(facts, capacity=capacity, at=at).row({**common, **more})


def _lacks(row: ReturnRow) -> Iterator[Lack]:
    for field in fields(Table.RECORD):
        name = field.name
        if name in WITH_ANOTHER | SAID_BY_SETTINGS or not field.leaves:
            continue
        code, words = NOT_ASKED_YET.get(name, ("", ""))
        if code and row.text(name) == code:
            yield Lack(name, words, "return")
        elif (
            field.leaves and name not in WITH_ANOTHER and applies(field, row) and not is_answered(field, row)
        ):
            asked = ASKED_TOGETHER.get(name)
            yield Lack(
                name,
                asked or field.meaning.partition("; ")[0],
                "return" if asked else RECORDED_BY.get(name, ""),
            )
