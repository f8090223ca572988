"""Rules about what was decided first and how it ended: X07, X08, X09, X21, X22, X25."""

from collections.abc import Iterator

from amhp.dataset.applicability import reasons_are_due
from amhp.dataset.codes import find_code
from amhp.dataset.rows import ReturnRow
from amhp.dataset.rulebook import Context, Finding, judges

_OUTCOMES_WITHOUT_ASSESSING = {
    "NOT_PROGRESSED": {"NOT_ASSESS", "DEFER"},
    "TRANSFERRED": {"TRANSFER"},
    "ADVICE_ONLY": {"ADVICE"},
}


@judges("X07")
def outcome_goes_with_decision(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An outcome follows a decision to assess, an advice contact, or is one of three that need neither."""
    outcome, decision = row.text("outcome"), row.text("triage_decision")
    if outcome is None or decision == "ASSESS" or row.text("contact_type") in {"ADVICE", "POLICE_ADVICE"}:
        return
    if decision not in _OUTCOMES_WITHOUT_ASSESSING.get(outcome, set()):
        yield Finding(detail=f"outcome {outcome}, decision {decision or 'not recorded'}")


@judges("X08")
def not_assessed_has_a_reason(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """A decision not to assess has a reason, and no assessment."""
    if row.text("triage_decision") != "NOT_ASSESS":
        return
    if not row.has("not_assessed_reason"):
        yield Finding("reason")
    if row.has("assessment_started_at"):
        yield Finding("started")


@judges("X09")
def nearest_relative_is_answered(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """A request under s13(4) is the nearest relative's, answered in writing if there is no application."""
    if row.text("contact_type") != "S13_4":
        return
    if row.text("source_amhp") != "NEAREST_RELATIVE":
        yield Finding("source")
    if reasons_are_due(row) and not row.has("written_reasons_sent_at"):
        yield Finding("reasons")


@judges("X21")
def police_came_for_a_reason(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Police who attended show in the source, a warrant, s135 or s136, or a wait for them."""
    if row.text("police_role") != "REQUESTED_ATTENDED":
        return
    source = find_code("CL-SRC", row.text("source_amhp") or "")
    reasons = (
        source is not None and source.has("police"),
        row.text("warrant") in {"135_1", "135_2"},
        row.text("status_at_referral") in {"19", "20"},
        row.text("contact_type") in {"S135", "S136"},
        any(wait.text("reason") == "POL" for wait in row.delays),
    )
    if not any(reasons):
        yield Finding()


@judges("X22")
def warrant_is_carried_out(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """A warrant under s135(1) belongs to an assessment and needs the police."""
    if row.text("warrant") != "135_1":
        return
    if row.text("contact_type") != "S135" and row.text("triage_decision") != "ASSESS":
        yield Finding(detail="no decision to assess")
    if row.text("police_role") != "REQUESTED_ATTENDED":
        yield Finding(detail="the police are not recorded as attending")


@judges("X25")
def community_treatment_order_is_possible(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An outcome about a community treatment order needs a status that can have one."""
    if not (row.text("outcome") or "").startswith("CTO_"):
        return
    status = find_code("LEGAL_STATUS", row.text("status_at_referral") or "")
    if status is None or not status.has("cto_possible"):
        yield Finding(detail=f"legal status {row.text('status_at_referral') or 'not recorded'}")
