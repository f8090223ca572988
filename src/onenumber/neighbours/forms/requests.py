"""Asking another service, writing down that one asked, deciding for a side, and the case taken on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment
from onenumber.neighbours.models import Other, RequestAnswer, RequestText
from onenumber.organisations.models import Agreement, Service

ELSEWHERE = "elsewhere"
NOBODY = "Read by the other service before both have said yes: leave out who the person is."
AREA = {"rows": "3"}
Decision = RequestAnswer.Decision


class _RequestForm(MomentForm):
    """What is asked, on behalf of whom and why, under which agreement, and how long the answer has."""

    moments: ClassVar[tuple[Moment, ...]] = (Moment("happened", "When it was asked"),)
    narrow: ClassVar[tuple[str, ...]] = (
        "name",
        "person",
        "telephone",
        "on_behalf_of",
        "agreement",
        "minutes",
        "case",
        "theirs",
    )
    on_behalf_of = forms.CharField(label="On behalf of which council", max_length=120)
    why_theirs = forms.CharField(
        label="Why the duty appears to be that council’s", max_length=400, widget=forms.Textarea({"rows": "2"}),
        help_text="Where the person is and lives, who arranged for the first consideration, what was said.",
    )  # fmt: skip
    asks = forms.CharField(
        label="What is asked", max_length=600, widget=forms.Textarea(AREA), help_text=NOBODY
    )
    agreement = forms.ChoiceField(label="Under which agreement", required=False)
    minutes = forms.ChoiceField(label="Answer wanted within")

    def __init__(
        self, data: Mapping[str, Any] | None, *, at: datetime, minutes: Sequence[int],
        agreements: Sequence[Agreement], others: Sequence[Service] = (), initial: dict[str, Any],
    ) -> None:  # fmt: skip
        self.wanted = minutes
        self.under = {str(each.pk): each for each in agreements}
        self.others = {str(each.pk): each for each in others}
        super().__init__(data, at=at, initial=initial)

    def prepare(self) -> None:
        under = [(key, f"{each.with_whom}: {each.get_kind_display()}") for key, each in self.under.items()]
        self.choose("agreement", [("", "None, or not known"), *under])
        self.choose("minutes", [(str(each), f"{each} minutes") for each in self.wanted])

    def text(self) -> RequestText:
        """What is asked, as it was typed."""
        said = self.cleaned_data
        return RequestText(
            on_behalf_of=said["on_behalf_of"], why_theirs=said["why_theirs"], asks=said["asks"],
            answer_minutes=int(said["minutes"]), agreement=self.under.get(said["agreement"]),
        )  # fmt: skip


class AskForm(_RequestForm):
    """We ask: a service of this installation, or one elsewhere by its name."""

    field_order = (
        "key", "to", "name", "person", "telephone", "on_behalf_of", "why_theirs", "asks", "agreement", "minutes",
    )  # fmt: skip
    to = forms.ChoiceField(label="Which AMHP service is asked")
    name = forms.CharField(
        label="If not on this system: its name",
        max_length=120,
        required=False,
        help_text="You ring them, and write down what they say and who said it.",
    )
    person = forms.CharField(label="Who took the request there, by name", max_length=120, required=False)
    telephone = forms.CharField(label="Their number", max_length=40, required=False)

    def prepare(self) -> None:
        super().prepare()
        here = [(key, f"{each.name} (answers on screen)") for key, each in self.others.items()]
        self.choose("to", [*here, (ELSEWHERE, "another, not on this system")])
        if not here:
            self.initial["to"] = ELSEWHERE

    def clean(self) -> dict[str, Any]:
        """One elsewhere has a name."""
        said = super().clean()
        if said.get("to") == ELSEWHERE and not said.get("name"):
            self.add_error("name", "Write which service is asked.")
        return said

    def other(self) -> Other:
        """Whom we ask."""
        said, service = self.cleaned_data, self.others.get(self.cleaned_data["to"])
        if service is not None:
            return Other(
                name=service.name, service=service, person=said["person"], telephone=service.one_number
            )
        return Other(name=said["name"], person=said["person"], telephone=said["telephone"])


class AskedForm(_RequestForm):
    """A service elsewhere asks us."""

    field_order = (
        "key", "name", "person", "telephone", "theirs", "on_behalf_of", "case", "why_theirs", "asks", "agreement",
        "minutes",
    )  # fmt: skip
    name = forms.CharField(label="Which AMHP service asks", max_length=120)
    person = forms.CharField(label="Who asks there, by name", max_length=120)
    telephone = forms.CharField(label="Their number", max_length=40, required=False)
    theirs = forms.CharField(label="Their reference", max_length=60, required=False)
    case = forms.CharField(
        label="Its case here, if it has one", max_length=20, required=False, help_text="Such as WM-26-1856."
    )

    def other(self) -> Other:
        """Who asks us."""
        said = self.cleaned_data
        return Other(
            name=said["name"], person=said["person"], telephone=said["telephone"], reference=said["theirs"]
        )


LABELS = {
    ("asked", Decision.ACCEPTED): "Yes: we consider it",
    ("asked", Decision.DECLINED): "No",
    ("asking", Decision.ACCEPTED): "Yes: they consider it from now on",
    ("asking", Decision.KEPT): "We keep the case, and decide what next",
    ("asking", Decision.WITHDRAWN): "Take the request back",
}


class DecideForm(MomentForm):
    """A side that is here decides, in the name of whoever is signed in."""

    words = forms.CharField(
        label="Why, or on what terms", max_length=400, required=False, widget=forms.Textarea({"rows": "2"}),
        help_text=NOBODY,
    )  # fmt: skip
    decision = forms.ChoiceField(label="What is decided", widget=forms.RadioSelect)
    field_order = ("key", "decision", "person", "words")

    def __init__(
        self, data: Mapping[str, Any] | None, *, at: datetime, side: str, decisions: Sequence[str],
        initial: dict[str, Any],
    ) -> None:  # fmt: skip
        self.side, self.decisions = side, decisions
        super().__init__(data, at=at, initial=initial)

    def prepare(self) -> None:
        self.choose("decision", [(each, LABELS[self.side, Decision(each)]) for each in self.decisions])


class TheirDecisionForm(DecideForm):
    """A side elsewhere decided; it is written down with who said it there, and when."""

    moments = (Moment("happened", "When they said it"),)
    person = forms.CharField(
        label="Who decided it there, by name", max_length=120,
        error_messages={"required": "Write who decided it there, by name."},
    )  # fmt: skip


class TakeOnForm(forms.Form):
    """The case here: opened from the other service's own, or named when it was opened from their call."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    case = forms.CharField(
        label="Its case here", max_length=20, help_text="Such as WM-26-1856.",
        error_messages={"required": "Name the case that was opened from their call."},
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, is_here: bool, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if is_here:
            del self.fields["case"]
