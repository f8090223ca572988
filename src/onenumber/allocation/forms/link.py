"""The doctor's own answer, by their link: yes from a time on, or no."""

from typing import Any

from django import forms

from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment


class LinkForm(MomentForm):
    """One hand, a phone, and little time."""

    moments = (Moment("expected_from", "I can be there", required=False, ahead=True),)
    answer = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={"required": "Choose Yes or No.", "invalid_choice": "Choose Yes or No."},
    )
    reason = forms.CharField(
        label="If no, a reason helps. You need not give one", required=False, max_length=300
    )

    def clean(self) -> dict[str, Any]:
        """A yes says from when; a no needs no time."""
        said = super().clean()
        if said.get("answer") == "yes" and said.get("expected_from_at") is None and not self.errors:
            self.add_error("expected_from_time", "Type from when you can be there, like 1530.")
        return said
