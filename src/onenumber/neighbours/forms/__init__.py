"""Forms of this room."""

from onenumber.neighbours.forms.agreements import FORMS, EndForm, as_typed, form_for

__all__ = ["FORMS", "EndForm", "as_typed", "form_for"]
