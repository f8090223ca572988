"""What this room gives the hub's composite pages: its forms as they are printed blank."""

from onenumber.cases.panels.blank import blank_forms

__all__ = ["blank_forms"]
