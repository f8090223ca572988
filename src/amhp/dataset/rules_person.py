"""Rules about the person and whose person it is: X23, X27, X29 to X32."""

from collections.abc import Iterator
from datetime import timedelta

from stdnum.gb import nhs

from amhp.dataset.applicability import is_cross_border
from amhp.dataset.codes import find_code
from amhp.dataset.rows import ReturnRow
from amhp.dataset.rulebook import Context, Finding, judges

_ASK_AGAIN_AFTER = timedelta(days=7)
_TEST_PREFIX = "999"


@judges("X23")
def interpreter_is_answered(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Whether a needed interpreter was used is answered once there is an outcome."""
    if row.text("interpreter_needed") == "Y" and row.has("outcome") and not row.has("interpreter_used"):
        yield Finding()


@judges("X27")
def crossing_a_border_has_a_reason(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """Acting for another council's resident has a reason."""
    if is_cross_border(row) and not row.has("cross_border_reason"):
        yield Finding()


@judges("X29")
def neighbour_has_an_agreement(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """An AMHP of a neighbouring service comes under an agreement."""
    if row.text("amhp_capacity_source") == "NEIGHBOUR" and not row.has("sla_code"):
        yield Finding()


@judges("X30")
def ethnicity_is_asked_again(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """An ethnic category not known a week after the outcome is a task; a refusal (Z) never is."""
    outcome = find_code("CL-OUT", row.text("outcome") or "")
    decided = row.moment("outcome_at") or row.moment("closed_at")
    if row.text("ethnic_category") != "99" or outcome is None or decided is None:
        return
    if outcome.has("completed") and context.at - decided > _ASK_AGAIN_AFTER:
        yield Finding()


@judges("X31")
def ethnic_group_rolls_up(row: ReturnRow, _context: Context) -> Iterator[Finding]:
    """The 2021 group belongs to the 2001 category recorded."""
    detail = find_code("ETHNICITY_2021", row.text("ethnic_detail_2021") or "")
    if detail is not None and detail.flags["rolls_up_to"] != row.text("ethnic_category"):
        yield Finding()


@judges("X32")
def nhs_number_belongs_here(row: ReturnRow, context: Context) -> Iterator[Finding]:
    """Test numbers stay in demonstrations, real ones out of them, and each is ten digits that check."""
    number = row.text("nhs_number")
    if number is None:
        return
    digits = number.replace(" ", "").replace("-", "")
    if context.synthetic and not digits.startswith(_TEST_PREFIX):
        yield Finding("synthetic")
    if not context.synthetic and digits.startswith(_TEST_PREFIX):
        yield Finding("live")
    if len(set(digits)) == 1 or not nhs.is_valid(digits):
        yield Finding("number")
