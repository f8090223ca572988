"""Looking at the items of a request, ending a request, and answering a proposal to destroy."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from onenumber.governance.actions import Decision
from onenumber.governance.models import Destruction, Shown, SubjectRequest
from onenumber.governance.queries import Told

SHOWS = {Shown.Ground.OWN, Shown.Ground.AGREED, Shown.Ground.ROLE}
WITHHOLDS = {Shown.Ground.THIRD_PARTY, Shown.Ground.HARM}
LONGEST = 20000


class ItemForm(forms.Form):
    """One item: what of it is shown, and on what ground. Left alone it stays undecided."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=220)
    choice = forms.ChoiceField(
        label="What is shown", required=False, choices=[("", "not decided"), *Shown.Choice.choices]
    )
    ground = forms.ChoiceField(label="Why", required=False, choices=[("", "choose"), *Shown.Ground.choices])
    words = forms.CharField(
        label="What is shown instead", required=False, max_length=LONGEST, widget=forms.Textarea({"rows": "3"}),
        help_text="Only for “parts left out”: write [left out] where something is missing.", strip=False,
    )  # fmt: skip
    note = forms.CharField(label="In words, if it needs any", required=False, max_length=300)

    def __init__(self, data: Mapping[str, Any] | None, *, said: Told, place: int, kept: Shown | None) -> None:
        self.said = said
        super().__init__(data, prefix=str(place), initial=_initial(kept) | {"about": self._about})

    @property
    def _about(self) -> str:
        return f"{self.said.item} {self.said.digest}"

    def clean(self) -> dict[str, Any]:
        """The ground fits the choice, what must be said is said, and it is about the text that was shown."""
        said = super().clean() or self.cleaned_data
        if said.get("about") != self._about:
            self.add_error("choice", "This text or list changed since you opened the page. Decide it again.")
            return said
        choice, ground = said.get("choice", ""), said.get("ground", "")
        if not choice:
            if ground or said.get("words", "").strip() or said.get("note"):
                self.add_error("choice", "Choose what is shown.")
            return said
        fits = SHOWS if choice == Shown.Choice.ALL else WITHHOLDS
        if ground not in {*fits, Shown.Ground.OTHER}:
            shown = "shown" if choice == Shown.Choice.ALL else "left out"
            self.add_error("ground", f"Choose why it is {shown}.")
        if ground == Shown.Ground.OTHER and not said.get("note"):
            self.add_error("note", "Say why, in words.")
        if choice == Shown.Choice.PART and not said.get("words", "").strip():
            self.add_error("words", "Write what is shown instead.")
        return said


class ItemsForm:
    """The items of one page, each a form of its own under the number of its place."""

    def __init__(
        self, data: Mapping[str, Any] | None, said: Iterable[Told], kept: Mapping[str, Shown]
    ) -> None:
        self.said = list(said)
        self.forms = [
            ItemForm(data, said=each, place=place, kept=kept.get(each.item))
            for place, each in enumerate(self.said)
        ]

    def is_valid(self) -> bool:
        """Whether every item of the page can be taken."""
        return not any(form.errors for form in self.forms)

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong beside an item."""
        return any(form.errors for form in self.forms)

    def decisions(self) -> list[Decision]:
        """What was decided, items left alone or unchanged not among it."""
        return [
            Decision(
                said, **{name: form.cleaned_data[name] for name in ("choice", "ground", "words", "note")}
            )
            for said, form in zip(self.said, self.forms, strict=True)
            if form.cleaned_data["choice"] and form.has_changed()
        ]


def _initial(kept: Shown | None) -> dict[str, str]:
    return {name: getattr(kept, name) for name in ("choice", "ground", "words", "note")} if kept else {}


class EndForm(forms.Form):
    """How a request ended."""

    how = forms.ChoiceField(
        label="How it ended", choices=SubjectRequest.Ended.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="In words", required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        said = super().clean() or self.cleaned_data
        if said.get("how") == SubjectRequest.Ended.REFUSED and not said.get("reason"):
            self.add_error("reason", "Say why it was refused.")
        return said


class ProposalForm(forms.Form):
    """The answer to a proposal."""

    answer = forms.ChoiceField(label="Your answer", widget=forms.RadioSelect)
    reason = forms.CharField(label="In words", required=False, max_length=400)

    def __init__(self, data: Mapping[str, Any] | None = None, *, own: bool) -> None:
        super().__init__(data)
        answers = Destruction.Answer
        given = [(answers.WITHDRAWN, "I withdraw it")] if own else [
            (answers.APPROVED, "I approve: destroy what is listed, now"),
            (answers.REFUSED, "I refuse: the record stays"),
        ]  # fmt: skip
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = given

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        said = super().clean() or self.cleaned_data
        if said.get("answer") == Destruction.Answer.REFUSED and not said.get("reason"):
            self.add_error("reason", "Say why the record stays.")
        return said
