"""Tell us what got in your way."""

from django import forms

from onenumber.messaging.models import CarriesAPerson, own_words


class FeedbackForm(forms.Form):
    """One box; whoever answers for the service reads it."""

    words = forms.CharField(
        label="What got in your way?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Say what you wanted to do and what happened. Leave out who it was about.",
        error_messages={"required": "Write what got in your way, or go back."},
    )

    def clean_words(self) -> str:
        """Nothing that says who it was about."""
        try:
            return own_words(self.cleaned_data["words"])
        except CarriesAPerson as problem:
            raise forms.ValidationError(f"Leave out who it was about: {problem}.") from problem
