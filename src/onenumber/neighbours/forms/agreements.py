"""An agreement with another body, a local arrangement about one place, and the end of either."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from onenumber.design.moments import DayNotUnderstood, read_day
from onenumber.organisations.models import Agreement, AgreementText, Locality, Organisation

HOW = "Type the day like 1/4/2027."
DAYS = ("begins_on", "until", "review_on")
YEARS = range(1990, 2101)
LONGEST = 4000
Kind = Agreement.Kind


class _TextForm(forms.Form):
    """What both kinds share: with whom, what, from when, until when, its review, and who signed or approved it."""

    title = ""
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    begins_on = forms.CharField(label="From", max_length=40, help_text=HOW)
    until = forms.CharField(
        label="Until", max_length=40, required=False, help_text="Empty: until it is ended here."
    )
    review_on = forms.CharField(label="Review on", max_length=40, help_text=HOW)
    document = forms.CharField(
        label="Where the document is kept",
        max_length=200,
        required=False,
        help_text="Its reference, not a copy.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, today: date, councils: Sequence[Organisation | None],
        areas: Sequence[Locality], initial: dict[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.today = today
        self.councils = {str(each.pk) if each else "all": each for each in councils}
        self.areas = {each.code: each for each in areas}
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that are known only now."""

    def clean(self) -> dict[str, Any]:
        """Days that can be, in their order."""
        said = super().clean() or self.cleaned_data
        for name in DAYS:
            said[name] = self._day(name)
        begins, until = said["begins_on"], said["until"]
        if begins and until and until < begins:
            self.add_error("until", "This day is before it begins. Change one of them.")
        return said

    def _day(self, name: str) -> date | None:
        typed = self.cleaned_data.get(name) or ""
        if not typed:
            return None
        try:
            day = read_day(typed, today=self.today, ahead=name != "begins_on")
        except DayNotUnderstood as problem:
            self.add_error(name, str(problem))
            return None
        if day.year not in YEARS:
            self.add_error(name, f"That year cannot be right. {HOW}")
        return day

    def text(self) -> AgreementText:
        """The agreement as it was typed."""
        raise NotImplementedError


class AgreementForm(_TextForm):
    """With a neighbour, the trust, a host."""

    title = "Agreement"
    field_order = (
        "key", "kind", "with_whom", "council", "covers", "begins_on", "until", "review_on", "signed_by", "document",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What kind?", choices=[each for each in Kind.choices if each[0] != Kind.LOCAL]
    )
    with_whom = forms.CharField(label="With whom", max_length=120)
    council = forms.ChoiceField(label="Our side: for which council")
    covers = forms.CharField(
        label="What it covers", max_length=LONGEST, widget=forms.Textarea({"rows": "4"}),
        help_text="Who does what for whom, when, and whom to ring to use it.",
    )  # fmt: skip
    signed_by = forms.CharField(label="Signed by, on both sides", max_length=200)

    def prepare(self) -> None:
        field = self.fields["council"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, each.name if each else "all of the service") for key, each in self.councils.items()
        ]

    def text(self) -> AgreementText:
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"key", "council"}}
        return AgreementText(**said, council=self.councils[self.cleaned_data["council"]])


class ArrangementForm(_TextForm):
    """About one place, or a whole locality."""

    title = "Local arrangement"
    field_order = (
        "key", "with_whom", "locality", "called", "postcodes", "covers", "ring", "telephone", "begins_on", "until",
        "review_on", "signed_by", "document",
    )  # fmt: skip
    with_whom = forms.CharField(
        label="With whom", max_length=120, help_text="The school, home or ward itself."
    )
    locality = forms.ChoiceField(label="Locality")
    called = forms.CharField(
        label="What callers call the place",
        max_length=300,
        required=False,
        help_text="Several apart by commas.",
    )
    postcodes = forms.CharField(
        label="Its postcodes", max_length=200, required=False,
        help_text="Whole, or the first half. With neither name nor postcode it holds for the whole locality.",
    )  # fmt: skip
    covers = forms.CharField(
        label="What is arranged", max_length=LONGEST, widget=forms.Textarea({"rows": "3"}),
        help_text="Read while somebody is on the line. Nobody’s name who is served.",
    )  # fmt: skip
    ring = forms.CharField(label="Whom to ring", max_length=120)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    signed_by = forms.CharField(label="Approved by", max_length=200)

    def prepare(self) -> None:
        field = self.fields["locality"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *((code, area.name) for code, area in self.areas.items())]

    def text(self) -> AgreementText:
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"key", "locality"}}
        area = self.areas[self.cleaned_data["locality"]]
        return AgreementText(**said, kind=Kind.LOCAL, locality=area, council=area.council)


FORMS: dict[str, type[AgreementForm] | type[ArrangementForm]] = {
    "agreement": AgreementForm, "arrangement": ArrangementForm,
}  # fmt: skip


def form_for(agreement: Agreement) -> str:
    """Which of FORMS writes this one anew."""
    return "arrangement" if agreement.kind == Kind.LOCAL else "agreement"


def as_typed(agreement: Agreement) -> dict[str, Any]:
    """An agreement as it would be typed again."""
    same = (
        "kind",
        "with_whom",
        "covers",
        "signed_by",
        "document",
        "called",
        "postcodes",
        "ring",
        "telephone",
    )
    days = {name: f"{day:%d/%m/%Y}" for name in DAYS if (day := getattr(agreement, name)) is not None}
    return {
        **{name: getattr(agreement, name) for name in same}, **days,
        "council": str(agreement.council_id or "all"),
        "locality": agreement.locality.code if agreement.locality else "",
    }  # fmt: skip


class EndForm(forms.Form):
    """It no longer holds."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    why = forms.CharField(
        label="Why it no longer holds", max_length=400, widget=forms.Textarea({"rows": "2"}),
        error_messages={"required": "Write why it no longer holds."},
    )  # fmt: skip
