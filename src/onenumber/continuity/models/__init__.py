"""The records of this room, and the kinds of sheets there are."""

from onenumber.continuity.models.pack_state import PackState
from onenumber.continuity.models.paper_kinds import BY_CODE, PAPER_KINDS, PaperKind
from onenumber.continuity.models.paper_period import PaperPeriod
from onenumber.continuity.models.sheet import Sheet, SheetEntry

__all__ = ["BY_CODE", "PAPER_KINDS", "PackState", "PaperKind", "PaperPeriod", "Sheet", "SheetEntry"]
