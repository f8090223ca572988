"""The report as one page: a box for each part. Nothing in it is compulsory, and nothing recorded is typed again."""

from collections.abc import Mapping
from typing import Any

from django import forms

from onenumber.cases.forms.base import LONG_TEXT
from onenumber.cases.queries import PART_KEYS, PARTS

LARGEST = 2**62


class ReportForm(forms.Form):
    """`opened_at` is how far the draft was when the page was opened; `key` is the page's own."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    opened_at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST)
    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        for part in PARTS:
            self.fields[part.key] = forms.CharField(
                label="In your own words",
                required=False,
                max_length=LONG_TEXT,
                widget=forms.Textarea({"rows": "5", "maxlength": str(LONG_TEXT)}),
            )

    def words(self) -> dict[str, str]:
        """What was written, by the key of the part."""
        return {key: self.cleaned_data[key] for key in PART_KEYS}
