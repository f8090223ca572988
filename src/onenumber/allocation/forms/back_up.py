"""Calling for back-up, answering the call, and what was done."""

from collections.abc import Mapping
from typing import Any

from django import forms

from onenumber.allocation.models import BackUp
from onenumber.workforce.models import Practitioner


class BackUpForm(forms.Form):
    """What the matter is, and how soon."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    why = forms.ChoiceField(
        label="What is the matter?",
        choices=BackUp.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the matter is."},
    )
    urgent = forms.ChoiceField(
        label="How soon?",
        choices=[("yes", "Now"), ("no", "When somebody can")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how soon."},
    )
    reference = forms.CharField(label="Case reference, if there is one", required=False, max_length=20)
    practitioner = forms.ChoiceField(label="For whom?", required=False)
    words = forms.CharField(
        label="What would help",
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": "3"}),
        help_text="Read on One Number only, never sent. Leave out who the person is.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, people: list[Practitioner], own: int | None,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"practitioner": str(own or "")} | (initial or {}))
        self.people = {str(person.pk): person for person in people}
        field = self.fields["practitioner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Not known"), *((pk, person.name) for pk, person in self.people.items())]
        if not people:
            del self.fields["practitioner"]


class BackUpGoForm(forms.Form):
    """Who goes."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    practitioner = forms.ChoiceField(
        label="Who goes?",
        error_messages={"required": "Choose who goes.", "invalid_choice": "Choose somebody from the list."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: list[Practitioner],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["practitioner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(pk, person.name) for pk, person in self.people.items()]


class BackUpDoneForm(forms.Form):
    """What was done."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    done = forms.CharField(
        label="What was done, or why it was not needed",
        max_length=400,
        widget=forms.Textarea({"rows": "3"}),
        error_messages={"required": "Write what was done, or why it was not needed."},
    )
