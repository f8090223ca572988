"""What this room's pages say beside their forms."""

from onenumber.cases.presenters.add import AddPage, add_page

__all__ = ["AddPage", "add_page"]
