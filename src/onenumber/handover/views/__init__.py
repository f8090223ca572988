"""Pages of this room: the list in hand and those of the past, one item, adding, signing, and the sheet on paper."""

from onenumber.handover.views.item import item
from onenumber.handover.views.list import add, handover, handover_print, sign
from onenumber.handover.views.lists import current, past

__all__ = ["add", "current", "handover", "handover_print", "item", "past", "sign"]
