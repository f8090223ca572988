"""Why somebody without a working relationship needs to open a record."""

from django import forms


class ReasonForm(forms.Form):
    """The reason, in their own words; every one is reviewed."""

    reason = forms.CharField(
        label="Why do you need to open this record?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The AMHP lead reads every reason. The record stays open to you for a while, then asks again.",
        error_messages={"required": "Give a reason. Without one the record stays closed."},
    )
