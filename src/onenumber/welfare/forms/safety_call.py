"""Words about an open call: what was done meanwhile, and what is known at its end."""

from django import forms


class DoneForm(forms.Form):
    """Something was done; the call stays open."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    words = forms.CharField(
        label="What you did, or heard",
        max_length=400,
        widget=forms.Textarea({"rows": "2"}),
        error_messages={"required": "Write what you did, or heard."},
    )


class CloseForm(forms.Form):
    """Somebody has spoken with them."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    done = forms.CharField(
        label="What was done, and how you know they are safe",
        max_length=400,
        widget=forms.Textarea({"rows": "2"}),
        error_messages={"required": "Write what was done, and how you know that they are safe."},
    )
