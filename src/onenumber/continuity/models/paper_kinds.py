"""What can be written on paper, and the screen it is typed into afterwards.

The address names the screen of a later room; nothing of that room is needed to know it. A test visits each of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperKind:
    """One kind of sheet. `address` is the screen, with the reference the sheet is about if it has one."""

    code: str
    title: str
    address: str
    needs_case: bool = True
    usual: int = 0  # how many blank ones are printed if nobody says otherwise


def _case(code: str, title: str, usual: int = 0) -> PaperKind:
    return PaperKind(code, title, f"/cases/{{reference}}/add/{code}/", usual=usual)


PAPER_KINDS = (
    PaperKind("contact", "A contact", "/take/?new=1", needs_case=False, usual=12),
    PaperKind("offer", "An offer", "/offers/new/{reference}/", usual=6),
    PaperKind("answer", "An answer to an offer", "/offers/new/{reference}/", usual=6),
    _case("note", "A note", 6),
    _case("legal-event", "A legal event: what started, extended or ended a clock", 2),
    _case("triage", "The request considered", 2),
    _case("attempt", "An attempt to see the person", 4),
    _case("recommendation", "A medical recommendation", 4),
    _case("relative", "The nearest relative", 2),
    _case("decision", "The AMHP’s decision", 4),
    _case("carrying-out", "What was done: bed, transport, admission", 4),
    _case("follow-up", "A follow-up is agreed", 2),
    _case("follow-up-end", "What came of a follow-up"),
    _case("wait", "A wait begins", 2),
    _case("wait-end", "A wait ended, or was escalated"),
    _case("attempt-end", "An attempt ended"),
    _case("change", "What is different now", 1),
    _case("alert", "Staff safety", 1),
    _case("stand-down", "The holder leaves the case"),
    _case("close", "The case is closed", 1),
)
BY_CODE = {kind.code: kind for kind in PAPER_KINDS}
