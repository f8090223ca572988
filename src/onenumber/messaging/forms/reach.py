"""Where messages reach somebody: for each topic the ways, quiet hours, the number texts go to."""

from datetime import datetime, time
from typing import Any

from django import forms

from amhp.calendar import TimeNotUnderstood, read_time
from onenumber.messaging.models import Topic
from onenumber.messaging.queries.numbers import mobile_number
from onenumber.messaging.queries.reach import Reach

WAYS = (("email", "E-mail"), ("text", "Text"))
HINTS = {Topic.OWN_WORK: "Quiet hours do not hold these back."}


def _typed(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


class ReachForm(forms.Form):
    """One group of ticks for each topic; all of them are on the screen in any case."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, reach: Reach, at: datetime, key: object) -> None:
        super().__init__(data, initial={"key": key})
        self.at = at
        for topic in Topic:
            self.fields[topic.value] = forms.MultipleChoiceField(
                label=topic.label,
                choices=WAYS,
                required=False,
                initial=reach.channels_for(topic),
                widget=forms.CheckboxSelectMultiple,
                help_text=HINTS.get(topic, ""),
            )
        hint = "A mobile number. Empty: the number in the list of people."
        self.fields["mobile"] = forms.CharField(
            label="Texts go to",
            required=False,
            max_length=30,
            initial=f"+{reach.mobile}" if reach.mobile else "",
            help_text=hint,
        )
        for name, label, kept, example in (
            ("quiet_from", "Quiet hours from", reach.quiet_from, "22:00"),
            ("quiet_until", "until", reach.quiet_until, "07:00"),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=10,
                initial=_typed(kept),
                help_text=f"Such as {example}.",
            )

    def clean_mobile(self) -> str:
        """The number as a gateway writes it."""
        typed = self.cleaned_data["mobile"]
        if typed and not mobile_number(typed):
            raise forms.ValidationError("Type a mobile number such as 07700 900123, or leave it empty.")
        return mobile_number(typed)

    def _time(self, name: str) -> time | None:
        typed = self.cleaned_data[name]
        if not typed:
            return None
        try:
            return read_time(typed, now=self.at).wall_time
        except TimeNotUnderstood as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_quiet_from(self) -> time | None:
        """A time of day."""
        return self._time("quiet_from")

    def clean_quiet_until(self) -> time | None:
        """A time of day."""
        return self._time("quiet_until")

    def clean(self) -> dict[str, Any]:
        """Both ends or neither, and not the same."""
        facts = super().clean() or self.cleaned_data
        begins, ends = facts.get("quiet_from"), facts.get("quiet_until")
        if not self.errors and (begins is None) != (ends is None):
            self.add_error(
                "quiet_until" if begins else "quiet_from", "Quiet hours need both ends, or neither."
            )
        if not self.errors and begins is not None and begins == ends:
            self.add_error("quiet_until", "Quiet hours cannot begin and end at the same time.")
        return facts

    def chosen(self) -> dict[str, list[str]]:
        """The ways for each topic."""
        return {topic.value: self.cleaned_data[topic.value] for topic in Topic}
