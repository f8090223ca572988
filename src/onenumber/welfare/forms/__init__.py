"""What is typed about a safety call."""

from onenumber.welfare.forms.safety_call import CloseForm, DoneForm

__all__ = ["CloseForm", "DoneForm"]
