"""Somebody higher up was told, on the telephone or by letter."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment

SOMEBODY = "0"


class RungForm(MomentForm):
    """Which rung of the ladder was told, or who else, and what they said."""

    moments = (Moment("happened", "When they were told"),)
    rung = forms.ChoiceField(label="Who was told?", widget=forms.RadioSelect)
    told = forms.CharField(label="Their name, or who else it was", required=False, max_length=120)
    said = forms.CharField(label="What they said", required=False, max_length=400)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rungs: Sequence[str], at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.rungs = list(rungs)
        super().__init__(data, at=at, initial=initial)

    def prepare(self) -> None:
        names = [(str(number), name) for number, name in enumerate(self.rungs, start=1)]
        self.choose("rung", [*names, (SOMEBODY, "Somebody else")])

    def clean(self) -> dict[str, Any]:
        """Somebody outside the ladder has to be named."""
        said = super().clean()
        if said.get("rung") == SOMEBODY and not (said.get("told") or "").strip():
            self.add_error("told", "Write who was told.")
        return said

    def number(self) -> int | None:
        """The rung, counted from 1; None for somebody else."""
        return int(self.cleaned_data["rung"]) or None

    def who(self) -> str:
        """The rung's words and the name beside them."""
        number, name = self.number(), self.cleaned_data["told"].strip()
        role = self.rungs[number - 1] if number else ""
        return ", ".join(part for part in (role, name) if part)


class LetterSentForm(MomentForm):
    """A letter went out."""

    moments = (Moment("happened", "When it was sent"),)
    told = forms.CharField(
        label="Sent to whom", max_length=160, error_messages={"required": "Write to whom it was sent."}
    )
