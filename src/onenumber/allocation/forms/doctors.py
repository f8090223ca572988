"""Asking doctors: who, for when, how many, and by when the answer is wanted. Nobody is ticked for anybody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms

from amhp.calendar import say_left, say_time
from onenumber.allocation.queries import DoctorChoice
from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment

USUAL_HOURS = 4  # how long the stretch is that stands in the form at first; changed by whoever sends it


class DoctorsForm(MomentForm):
    """Ticks stand in the list of the page; the rest in the panel beside it."""

    moments = (Moment("wanted_from", "Wanted from", ahead=True), Moment("wanted_to", "Until", ahead=True))
    ask = forms.MultipleChoiceField(
        label="Ask", error_messages={"required": "Tick at least one doctor to ask."}
    )
    wanted = forms.ChoiceField(
        label="How many are needed in all?",
        choices=[("2", "Two doctors"), ("1", "One doctor")],
        widget=forms.RadioSelect,
        initial="2",
    )
    minutes = forms.ChoiceField(label="Answer wanted by", widget=forms.RadioSelect)
    note = forms.CharField(
        label="A note for the record",
        required=False,
        max_length=300,
        help_text="Kept on the case. It is never sent.",
    )

    def __init__(
        self, data: Any = None, *, doctors: Sequence[DoctorChoice], minutes: Sequence[int], at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.doctors, self.lengths = doctors, minutes
        super().__init__(data, at=at, initial={"minutes": str(minutes[0])} | (initial or {}))

    def begin(self) -> dict[str, Any]:
        ends = self.at + timedelta(hours=USUAL_HOURS)
        return self.moments[0].initial(self.at) | self.moments[1].initial(ends)

    def prepare(self) -> None:
        free = [doctor for doctor in self.doctors if not doctor.in_hand]
        self.choose("ask", [(str(doctor.practitioner_id), doctor.name) for doctor in free])
        self.choose("minutes", [_by(number, self.at) for number in self.lengths])

    def asked(self) -> list[int]:
        """Those ticked, in the order of the page."""
        ticked = set(self.cleaned_data["ask"])
        return [doctor.practitioner_id for doctor in self.doctors if str(doctor.practitioner_id) in ticked]

    def ticked(self) -> frozenset[str]:
        """What stands ticked when the page is shown again."""
        return frozenset(str(number) for number in (self["ask"].value() or []))


def _by(minutes: int, at: datetime) -> tuple[str, str]:
    length = timedelta(minutes=minutes)
    return str(minutes), f"{say_time(at + length)} ({say_left(length)})"
