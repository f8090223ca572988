"""What is said when choosing."""

from onenumber.fieldwork.forms.choice import ChoiceForm

__all__ = ["ChoiceForm"]
