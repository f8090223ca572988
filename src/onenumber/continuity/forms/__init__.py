"""What is typed about paper."""

from onenumber.continuity.forms.period import BeginForm, HandOutForm
from onenumber.continuity.forms.sheet import SheetForm, VoidForm

__all__ = ["BeginForm", "HandOutForm", "SheetForm", "VoidForm"]
