"""The form of "Take a contact": every field of screen 02, and what belongs to the record beneath it.

Fields are plain text and choices; what they mean is read by presenters.take_reading, which the panels use
as well.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from onenumber.hub.presenters import take_choices as choices
from onenumber.hub.presenters.take_reading import Reading, complaints, read
from onenumber.intake.models import Draft

SHORT, NUMBER, LONG, WORDS = 200, 40, 300, 10_000
LONGEST_KEPT = 20_000  # a draft keeps this much of one field; the page itself keeps it all
MACHINE = ("key", "same_person", "not_same")


class Text(forms.CharField):
    """Text as typed; too long or unprintable is said in words that help."""

    def __init__(self, label: str, longest: int, **attributes: Any) -> None:
        widget = forms.Textarea if longest == WORDS else forms.TextInput
        super().__init__(
            label=label,
            max_length=longest,
            required=False,
            widget=widget(attrs={"autocomplete": "off", **attributes}),
            error_messages={"max_length": f"Use {longest} characters or fewer."},
        )
        self.error_messages["null_characters_not_allowed"] = (
            "This has a character that cannot be kept. Type it again."
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> "Text":
        """Every form shares this field: nothing about it changes from one form to the next."""
        return self


class Choice(forms.ChoiceField):
    """One of several answers; none chosen is allowed, what is needed is asked for by the reading."""

    def __init__(self, label: str, offered: choices.Choices = [], *, buttons: bool = False) -> None:  # noqa: B006
        super().__init__(
            label=label,
            choices=offered,
            required=False,
            widget=forms.RadioSelect if buttons else forms.Select,
            error_messages={"invalid_choice": "Choose one of the answers offered."},
        )

    def offer(self, offered: choices.Choices) -> None:
        """These answers from now on; they are pairs already, so nothing is made of them."""
        self._choices = self.widget.choices = offered

    def __deepcopy__(self, memo: dict[int, Any]) -> "Choice":
        """Every form shares a field whose answers are fixed; one that is offered answers later is the form's own."""
        if self._choices:
            return self
        made: Choice = forms.Field.__deepcopy__(self, memo)
        made._choices = self._choices
        return made


class TakeForm(forms.Form):
    """The page. `reading` holds what the answers mean once the form was cleaned."""

    kind = Choice("What is this call?", choices.KINDS, buttons=True)
    other_kind = Choice("What kind of call?", choices.OTHERS, buttons=True)
    caller_name = Text("Name", SHORT)
    caller_role = Text("Role and organisation", SHORT)
    caller_number = Text("Number to ring back", NUMBER, type="tel")
    person_name = Text("Name", SHORT)
    birth_date = Text("Date of birth", NUMBER)
    nhs_number = Text("NHS number, if known", NUMBER)
    language_or_help = Text("Language or help needed", SHORT)
    place = Text("Where are they now?", LONG)
    locality = Choice("Locality, from the place")
    event = Choice("What happened", choices.EVENTS)
    event_day = Choice("Day")
    event_date = Text("Which day", NUMBER)
    event_time = Text("Time, 24-hour", NUMBER, inputmode="numeric", **{"data-time-field": True})
    event_offset = Choice("Before or after the clocks went back?", choices.OFFSETS, buttons=True)
    event_says = Text("Who says so", SHORT)
    danger = Choice("Is anyone in danger right now?", choices.DANGERS, buttons=True)
    ask = Choice("What are they asking for?", choices.ASKED, buttons=True)
    back_up_why = Choice("Why back-up is needed", choices.WHY_BACK_UP, buttons=True)
    back_up_soon = Choice("How soon", choices.HOW_SOON, buttons=True)
    words = Text("What they told you", WORDS)
    record_kind = Choice("Recorded as", choices.RECORD_KINDS)
    source = Choice("Source, for the return")
    place_kind = Choice("Kind of place, for the return")
    channel = Choice("How it came", choices.CHANNELS)
    received_day = Choice("Day it came")
    received_time = Text("Time it came, if not now", NUMBER, inputmode="numeric")
    same_person = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    not_same = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        draft: Draft,
        at: datetime,
        seen: tuple[Mapping[str, str], Reading] | None = None,
        **given: Any,
    ) -> None:
        """`seen` are fields with what was read in them already: the same words are not read twice."""
        super().__init__(data, **given)
        self.draft, self.at, self.service, self.seen = draft, at, draft.service, seen
        self.reading = Reading()
        chosen = data or self.initial
        self._offer("locality", choices.locality_choices(self.service))
        self._offer("event_day", choices.day_choices(at=at, chosen=chosen.get("event_day", "")))
        received = choices.day_choices(at=at, chosen=chosen.get("received_day", ""))
        self._offer("received_day", [day for day in received if day[0] != choices.OTHER_DAY])
        self._offer("source", choices.code_choices("CL-SRC", at=at))
        self._offer("place_kind", choices.code_choices("CL-PLACE", at=at))

    def _offer(self, name: str, offered: choices.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.offer(offered)

    def clean(self) -> dict[str, Any]:
        """Adds what the reading found beside its fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        typed = {name: str(cleaned.get(name, "")) for name in self.fields}
        if self.seen is None or any(
            text != self.seen[0].get(name, "").strip() for name, text in typed.items() if name != "key"
        ):
            self.reading = read(
                typed, at=self.at, answered_at=self.draft.answered_at, synthetic=self.service.synthetic
            )
        else:
            self.reading = self.seen[1]
        for name, words in complaints(self.reading).items():
            if name not in self.errors:
                self.add_error(name, words)
        return cleaned


FIELDS = tuple(TakeForm.base_fields)


def typed_from(posted: Mapping[str, str]) -> dict[str, str]:
    """What was typed, field by field, as text a database can keep."""
    return {
        name: posted.get(name, "").replace("\x00", "\ufffd")[:LONGEST_KEPT]
        for name in FIELDS
        if name != "key"
    }
