"""What a text that came in was."""

from django import forms

from onenumber.messaging.models import CarriesAPerson, own_words


class PlaceForm(forms.Form):
    """A few words for whoever reads the record later."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    placed_as = forms.CharField(
        label="What was it, and what did you do?",
        max_length=200,
        help_text="Such as: Dr Lane says yes for 17:00, written on WM-26-1856. Leave out who it is about.",
        error_messages={"required": "Say what the text was, or leave it for a colleague."},
    )

    def clean_placed_as(self) -> str:
        """Nothing that says who it was about."""
        try:
            return own_words(self.cleaned_data["placed_as"])
        except CarriesAPerson as problem:
            raise forms.ValidationError(f"Leave out who it was about: {problem}.") from problem
