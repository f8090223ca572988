"""The pages of this room in words."""

from onenumber.continuity.presenters.restored import restored_lines
from onenumber.continuity.presenters.sheets import PaperPage, paper_page

__all__ = ["PaperPage", "paper_page", "restored_lines"]
