"""A line of the duty list as it is typed, the reason why one is withdrawn, and a list to import."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from amhp.calendar import NotUnderstood, civil, read_time
from onenumber.organisations.models import Locality
from onenumber.rota.duty_file import read_day, stretch
from onenumber.rota.models import Duty
from onenumber.workforce.models import Practitioner

LARGEST_FILE = 1024 * 1024
WORDS = {
    "practitioner": {
        "required": "Choose who is on duty.",
        "invalid_choice": "Choose somebody from the list.",
    },
    "kind": {"required": "Choose the kind of duty.", "invalid_choice": "Choose hub, locality, EDT or spare."},
    "locality": {"invalid_choice": "Choose a locality from the list."},
    "day": {"required": "Type the day, such as 24/11/2026."},
    "starts": {"required": "Type when the duty starts, such as 0800."},
    "ends": {"required": "Type when the duty ends, such as 1700."},
}


class DutyForm(forms.Form):
    """Who, what kind, which day, from and to (local); an end not later than the start is the next day."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    practitioner = forms.ChoiceField(label="Who")
    kind = forms.ChoiceField(label="Duty", choices=Duty.Kind.choices, widget=forms.RadioSelect)
    locality = forms.ChoiceField(label="Locality", required=False)
    day = forms.CharField(label="Day it starts", max_length=40)
    starts = forms.CharField(label="From", max_length=20, widget=forms.TextInput({"inputmode": "numeric"}))
    ends = forms.CharField(label="To", max_length=20, widget=forms.TextInput({"inputmode": "numeric"}))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, people: list[Practitioner], areas: list[Locality],
        now: datetime, initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.people = {str(person.pk): person for person in people}
        self.areas = {str(area.pk): area for area in areas}
        self.now = now
        self._choose("practitioner", [(pk, person.name) for pk, person in self.people.items()])
        self._choose("locality", [(pk, area.name) for pk, area in self.areas.items()])
        for name, words in WORDS.items():
            self.fields[name].error_messages |= words

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label,
            required=self.fields[name].required,
            choices=[("", "Choose"), *choices],
        )

    def clean(self) -> dict[str, Any]:
        """People and places as records, and the two moments in UTC."""
        said = super().clean() or {}
        if said.get("kind") == Duty.Kind.LOCALITY and not said.get("locality"):
            self.add_error("locality", "A locality duty needs its locality.")
        try:
            day = read_day(said["day"]) if said.get("day") else None
        except ValueError as problem:
            day = None
            self.add_error("day", str(problem))
        times = {name: self._time(name, said) for name in ("starts", "ends") if said.get(name)}
        if day is not None and times.get("starts") and times.get("ends"):
            self._between(said, day, times)
        return said

    def _time(self, name: str, said: Mapping[str, Any]) -> Any:
        try:
            return read_time(said[name], now=self.now).wall_time
        except NotUnderstood as problem:
            self.add_error(name, str(problem))
            return None

    def _between(self, said: dict[str, Any], day: Any, times: Mapping[str, Any]) -> None:
        for name in ("starts", "ends"):
            try:
                civil(day, times[name])
            except ValueError as problem:
                self.add_error(name, str(problem))
                return
        try:
            said["starts_at"], said["ends_at"] = stretch(day, times["starts"], times["ends"])
        except ValueError as problem:
            self.add_error("ends", str(problem))

    def line(self) -> dict[str, Any]:
        """What `record_duty` is to keep."""
        said = self.cleaned_data
        return {
            "practitioner": self.people[said["practitioner"]],
            "kind": said["kind"],
            "locality": self.areas.get(said["locality"]),
            "starts_at": said["starts_at"],
            "ends_at": said["ends_at"],
        }


class WithdrawForm(forms.Form):
    """Why a line no longer counts."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Why is this line withdrawn?",
        max_length=200,
        help_text="Such as unwell, or swapped with a colleague.",
    )


class ImportForm(forms.Form):
    """A duty list pasted from a spreadsheet, or the file it was saved to."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Paste the list, headings included", required=False, max_length=LARGEST_FILE,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(label="Or choose the file (CSV)", required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """The text to read, from whichever was given."""
        said = super().clean() or {}
        upload, pasted = said.get("file"), said.get("text", "")
        if upload is None:
            if not pasted.strip() and not self.errors:
                self.add_error("text", "Paste a duty list, or choose a file.")
            return said
        if upload.size > LARGEST_FILE:
            self.add_error("file", "The file is larger than 1 MB: import it in parts.")
            return said
        try:
            said["text"] = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "The file is not UTF-8 text. Save it as CSV UTF-8 and choose it again.")
        return said
