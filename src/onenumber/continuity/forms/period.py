"""A time on paper begins; sheets are handed out."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from onenumber.design.moments import Moment

MOST, HIGHEST = 500, 9999
RANGE = re.compile(r"([0-9]{1,4})(?:\s*(?:-|–|to)\s*([0-9]{1,4}))?")
HOW = "Type the numbers like 1-40, 101-110."
BEGAN, OVER = Moment("began", "Paper began"), Moment("over", "The screens were back", required=False)


def read_numbers(text: str) -> list[int]:
    """The numbers of sheets.

    >>> read_numbers("1-3, 101")
    [1, 2, 3, 101]
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        said = RANGE.fullmatch(part)
        if said is None:
            raise forms.ValidationError(HOW)
        first, last = int(said[1]), int(said[2] or said[1])
        if not 1 <= first <= last <= HIGHEST or last - first >= MOST:
            raise forms.ValidationError(f"{part}: {HOW} At most {MOST} sheets.")
        found |= set(range(first, last + 1))
    if len(found) > MOST:
        raise forms.ValidationError(f"At most {MOST} sheets at once.")
    return sorted(found)


class HandOutForm(forms.Form):
    """More numbers of the sheet log."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    numbers = forms.CharField(
        label="Sheets handed out, from the sheet log",
        max_length=200,
        help_text="Such as 1-40, 101-110. Those never handed out stay out.",
        error_messages={"required": HOW},
    )

    def clean_numbers(self) -> list[int]:
        """The numbers, each once."""
        return read_numbers(self.cleaned_data["numbers"])


class BeginForm(HandOutForm):
    """When the paper began and ended, which pack was printed, which sheets were handed out."""

    pack = forms.CharField(
        label="Pack that was printed", required=False, max_length=40, help_text="It stands on every sheet."
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, at: datetime, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=OVER.initial(at) | (initial or {}))
        self.at = at
        rest = dict(self.fields)
        self.fields.clear()
        self.fields |= BEGAN.make() | OVER.make() | {name: rest[name] for name in ("pack", "numbers", "key")}

    def clean(self) -> dict[str, Any]:
        """Two moments, the first before the second, neither yet to come."""
        said = super().clean() or self.cleaned_data
        began, over = BEGAN.clean(self, at=self.at), OVER.clean(self, at=self.at)
        if began and began > self.at:
            self.add_error("began_time", "This time has not come yet. Check the day and the time.")
        if began and over and over < began:
            self.add_error("over_time", "That is before paper began. Check both times.")
        return {**said, "began_at": began, "over_at": over}
