"""Forms of this room."""

from onenumber.neighbours.forms.agreements import FORMS, EndForm, as_typed, form_for
from onenumber.neighbours.forms.requests import AskedForm, AskForm, DecideForm, TakeOnForm, TheirDecisionForm

__all__ = [
    "FORMS",
    "AskForm",
    "AskedForm",
    "DecideForm",
    "EndForm",
    "TakeOnForm",
    "TheirDecisionForm",
    "as_typed",
    "form_for",
]
