"""The pages of this room."""

from onenumber.continuity.views.paper import hand_out, paper, paper_end, period, void
from onenumber.continuity.views.restored import restored

__all__ = ["hand_out", "paper", "paper_end", "period", "restored", "void"]
