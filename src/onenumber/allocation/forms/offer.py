"""The send panel: whom to ask, how, by when, and a line. Nobody is ticked for anybody."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms

from amhp.calendar import say_left, say_time
from onenumber.allocation.queries import Suggested

HOW = [("together", "All at once, first to accept"), ("in_turn", "One after another")]


class OfferForm(forms.Form):
    """Ticks stand in the lists of the page; the rest in the panel beside them."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    ask = forms.MultipleChoiceField(
        label="Ask", error_messages={"required": "Tick at least one person to ask."}
    )
    how = forms.ChoiceField(label="How to ask", choices=HOW, widget=forms.RadioSelect, initial="together")
    minutes = forms.ChoiceField(label="Answer wanted by", widget=forms.RadioSelect)
    line = forms.CharField(
        label="Add a line, if it helps",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": "2"}),
        help_text="Only those asked read it, on the offer’s own page. It is never sent.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, suggested: Suggested, minutes: list[int], at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"minutes": str(minutes[0])} | (initial or {}))
        could, could_not = suggested.who_could_go, suggested.not_suggested
        people = [(str(one.practitioner_id), one.name) for one in could]
        people += [(str(one.practitioner_id), one.name) for one in could_not]
        self.order = [number for number, _ in people]
        for name, choices in (("ask", people), ("minutes", [_by(number, at) for number in minutes])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def asked(self) -> list[int]:
        """Those ticked, in the order of the page."""
        ticked = set(self.cleaned_data["ask"])
        return [int(number) for number in self.order if number in ticked]

    def ticked(self) -> frozenset[str]:
        """What stands ticked when the page is shown again."""
        value = self["ask"].value() or []
        return frozenset(str(number) for number in value)


def _by(minutes: int, at: datetime) -> tuple[str, str]:
    length = timedelta(minutes=minutes)
    said = f"{minutes // 60} h" if minutes % 60 == 0 else say_left(length)
    return str(minutes), f"{say_time(at + length)} ({said})"
