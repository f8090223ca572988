"""The records of this room, and the kinds of sheets there are."""

from onenumber.continuity.models.pack_state import PackState
from onenumber.continuity.models.paper_kinds import BY_CODE, PAPER_KINDS, PaperKind

__all__ = ["BY_CODE", "PAPER_KINDS", "PackState", "PaperKind"]
