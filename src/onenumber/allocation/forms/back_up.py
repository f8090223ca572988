"""Asking for back-up, answering, and saying what was done."""

from typing import Any

from django import forms

from onenumber.allocation.models import BackUp
from onenumber.workforce.models import Practitioner


class AskForm(forms.Form):
    """What the matter is, and how soon."""

    why = forms.ChoiceField(
        label="What is the matter?",
        choices=BackUp.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the matter is."},
    )
    urgent = forms.BooleanField(label="Now, not when somebody can", required=False)
    words = forms.CharField(
        label="Anything that helps",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="No name or address of the person.",
    )


class GoForm(forms.Form):
    """Who goes; the hub may name a colleague, anybody else themself."""

    practitioner = forms.ModelChoiceField(
        label="Who goes?",
        queryset=Practitioner.objects.none(),
        error_messages={"required": "Choose who goes.", "invalid_choice": "Choose somebody from the list."},
    )

    def __init__(self, *args: Any, service_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practitioner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Practitioner.objects.filter(service_id=service_id).order_by("name")


class DoneForm(forms.Form):
    """How it ended."""

    done = forms.CharField(
        label="What was done?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what was done, or why it was not needed."},
    )
