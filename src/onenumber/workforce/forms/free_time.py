"""When a doctor says they can be asked, or that they cannot."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment
from onenumber.workforce.queries import DoctorLine


class FreeTimeForm(MomentForm):
    """Who, whether free, from when to when."""

    moments = (Moment("starts", "From", ahead=True), Moment("ends", "Until", ahead=True))
    practitioner = forms.ChoiceField(
        label="Who told you?",
        error_messages={"required": "Choose the doctor.", "invalid_choice": "Choose a doctor from the list."},
    )
    free = forms.ChoiceField(
        label="What did they say?",
        choices=[("yes", "Can be asked"), ("no", "Cannot come")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, doctors: Sequence[DoctorLine], at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.doctors = doctors
        super().__init__(data, at=at, initial=initial)

    def prepare(self) -> None:
        names = [(str(doctor.practitioner_id), doctor.name) for doctor in self.doctors]
        self.choose("practitioner", [("", "Choose"), *names])

    def clean(self) -> dict[str, Any]:
        """The end lies after the start, and has not gone by."""
        said = super().clean()
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts is not None and ends is not None and ends <= max(starts, self.at):
            self.refuse("ends", "This end lies before the start, or has gone by. Check the day and the time.")
        return said
