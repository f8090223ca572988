"""Whether single letters work as keys."""

from django import forms


class KeysForm(forms.Form):
    """One tick."""

    single_letter_keys = forms.BooleanField(
        required=False,
        label="Use single-letter keys",
        help_text="Letters such as N and B work outside fields. Turn them off if you speak to your computer.",
    )
