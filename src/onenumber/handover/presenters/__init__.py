"""A handover in words."""

from onenumber.handover.presenters.index import ListLine, list_lines
from onenumber.handover.presenters.item import ItemPage, present_item
from onenumber.handover.presenters.list import ListPage, present_list

__all__ = ["ItemPage", "ListLine", "ListPage", "list_lines", "present_item", "present_list"]
