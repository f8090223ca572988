"""What a user chose for themselves: whether single letters work as keys, and the size of what they print."""

from django import forms


class KeysForm(forms.Form):
    """Two ticks."""

    single_letter_keys = forms.BooleanField(
        required=False,
        label="Use single-letter keys",
        help_text="Letters such as N and B work outside fields. Turn them off if you speak to your computer.",
    )
    large_print = forms.BooleanField(
        required=False,
        label="Print large",
        help_text="Everything you print, and the PDFs you make, in 16 point.",
    )
