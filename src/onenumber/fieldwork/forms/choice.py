"""One of two versions, and a word about why if there is one."""

from django import forms

from onenumber.fieldwork.models import PhoneEntry


class ChoiceForm(forms.Form):
    """Each version is a button of its own, with the same weight."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    chosen = forms.ChoiceField(
        choices=PhoneEntry.Chosen.choices,
        error_messages={
            "required": "Choose one of the two versions.",
            "invalid_choice": "Choose one of the two versions.",
        },
    )
    words = forms.CharField(label="Why, if it is worth saying", required=False, max_length=400)
