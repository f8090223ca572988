"""The head of a sheet as it is typed: its number, what it is, what it is about, who wrote it and when it happened."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from onenumber.continuity.models import BY_CODE, PAPER_KINDS, Sheet
from onenumber.design.moments import Moment
from onenumber.workforce.models import Practitioner

HAPPENED = Moment("happened", "It happened")
SHORT = re.compile(r"[0-9]{1,7}")
LONG = re.compile(r"[A-Z]{2,4}-[0-9]{2}-[0-9]{1,9}")


class VoidForm(forms.Form):
    """Why a sheet is void."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    number = forms.IntegerField(
        label="Sheet",
        min_value=1,
        max_value=9999,
        error_messages={"required": "Type the number of the sheet."},
    )
    reason = forms.CharField(
        label="Why it is void",
        max_length=200,
        help_text="Spoilt, blank, a copy of another, not found.",
        error_messages={"required": "Write why it is void."},
    )


class SheetForm(forms.Form):
    """`same` is sent when a sheet alike was shown and this one is typed in all the same."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    number = forms.IntegerField(
        label="Sheet",
        min_value=1,
        max_value=9999,
        error_messages={"required": "Type the number of the sheet."},
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("", "Choose"), *((kind.code, kind.title) for kind in PAPER_KINDS)],
        error_messages={"required": "Choose what stands on the sheet."},
    )
    about = forms.CharField(
        label="Case reference", required=False, max_length=20, help_text="Such as WM-26-1856, or 1856."
    )
    practitioner = forms.ChoiceField(label="Written by", required=False)
    written_by = forms.CharField(label="Or somebody else: name", required=False, max_length=120)
    same = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: list[Practitioner],
        sheets: Mapping[int, Sheet],
        prefix_of_cases: str,
        at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.people = {str(person.pk): person for person in people}
        self.sheets, self.prefix_of_cases, self.at = sheets, prefix_of_cases, at
        who = self.fields["practitioner"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", "Choose"), *((pk, person.name) for pk, person in self.people.items())]
        rest = dict(self.fields)
        self.fields.clear()
        first = {name: rest[name] for name in ("number", "kind", "about")}
        self.fields |= first | HAPPENED.make() | {n: f for n, f in rest.items() if n not in first}

    def clean(self) -> dict[str, Any]:
        """The sheet, whose hand it is, and when it happened."""
        said = super().clean() or self.cleaned_data
        self._check_sheet(said)
        self._check_reference(said)
        person = self.people.get(said.get("practitioner", ""))
        name = (said.get("written_by") or "").strip() or (person.name if person else "")
        if not name and "written_by" not in self.errors:
            self.add_error("practitioner", "Choose who wrote it, or type the name. “Not known” is an answer.")
        happened = HAPPENED.clean(self, at=self.at)
        if happened and happened > self.at:
            self.add_error("happened_time", "This time has not come yet. Check the day and the time.")
        own = person if person and name == person.name else None
        return {**said, "hand": name, "person": own, "happened_at": happened}

    def _check_sheet(self, said: dict[str, Any]) -> None:
        number = said.get("number")
        if number is not None and number not in self.sheets:
            self.add_error(
                "number", f"Sheet {number} is not on the list. Add it under “Sheets handed out” first."
            )

    def _check_reference(self, said: dict[str, Any]) -> None:
        kind = BY_CODE.get(said.get("kind", ""))
        typed = (said.get("about") or "").strip().upper()
        if SHORT.fullmatch(typed):
            typed = f"{self.prefix_of_cases}{typed}"
        said["about"] = typed if kind is not None and kind.needs_case else ""
        if kind is not None and kind.needs_case and not LONG.fullmatch(typed) and "about" not in self.errors:
            self.add_error("about", "Type the reference of the case, such as WM-26-1856.")
