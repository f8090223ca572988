"""Taking in what a phone kept, and choosing between two versions."""

from onenumber.fieldwork.actions.choose_version import choose_version
from onenumber.fieldwork.actions.take_entry import Told, take_entry

__all__ = ["Told", "choose_version", "take_entry"]
