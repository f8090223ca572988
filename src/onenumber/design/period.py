"""The days a return or a ledger is taken for."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from amhp.calendar import MomentOutOfRange, midnight_after

FORMATS = ["%d %m %Y", "%d/%m/%Y", "%d %b %Y", "%Y-%m-%d"]
HOW = "Write the day as 24 11 2026."


class PeriodForm(forms.Form):
    """First and last local day, both included."""

    first = forms.DateField(
        label="From", input_formats=FORMATS, error_messages={"invalid": HOW, "required": HOW}
    )
    last = forms.DateField(
        label="to, included", input_formats=FORMATS, error_messages={"invalid": HOW, "required": HOW}
    )

    def clean(self) -> dict[str, Any]:
        """Days in order, and of this century and the last."""
        cleaned = super().clean() or {}
        for name in ("first", "last"):
            day = cleaned.get(name)
            if isinstance(day, date) and not _usable(day):
                self.add_error(name, "That year cannot be right. " + HOW)
        if not self.errors and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "This day is before the first one. Change one of them.")
        return cleaned

    def between(self) -> tuple[datetime, datetime]:
        """The first moment of the first day, and the first moment after the last."""
        said = self.cleaned_data
        return midnight_after(said["first"] - timedelta(days=1)), midnight_after(said["last"])


def _usable(day: date) -> bool:
    try:
        midnight_after(day)
    except (MomentOutOfRange, OverflowError):
        return False
    return True
