"""What to look for among past contacts and cases."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amhp.calendar.moments import FIRST_YEAR, LAST_YEAR
from amhp.dataset import code_list
from onenumber.hub.queries.history import Wanted
from onenumber.intake.models import Contact
from onenumber.organisations.models import Locality, Service


class HistoryForm(forms.Form):
    """Every field may stay empty. A name is posted, never part of an address."""

    text = forms.CharField(label="Reference or name", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind of contact", required=False)
    locality = forms.ChoiceField(label="Locality", required=False)
    outcome = forms.ChoiceField(label="Outcome", required=False)
    source = forms.ChoiceField(label="Who referred", required=False)
    received_from = forms.DateField(
        label="Received from",
        required=False,
        input_formats=["%d %m %Y", "%d/%m/%Y", "%d %b %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write the day as 24 11 2026."},
    )
    received_to = forms.DateField(
        label="to",
        required=False,
        input_formats=["%d %m %Y", "%d/%m/%Y", "%d %b %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write the day as 24 11 2026."},
    )

    def __init__(self, data: Mapping[str, Any], *, service: Service) -> None:
        super().__init__(data)
        every = [("", "all")]
        areas = Locality.objects.filter(service=service).values_list("code", "name")
        choices = {
            "kind": Contact.Kind.choices,
            "locality": list(areas),
            "outcome": [(code.code, code.label) for code in code_list("CL-OUT")],
            "source": [(code.code, code.label) for code in code_list("CL-SRC")],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*every, *options]

    def clean(self) -> dict[str, Any]:
        """Both days are days of this service's calendar, and the second does not come before the first."""
        cleaned = super().clean() or {}
        for name in ("received_from", "received_to"):
            if cleaned.get(name) and not FIRST_YEAR < cleaned[name].year < LAST_YEAR:
                self.add_error(name, f"Give a year from {FIRST_YEAR + 1} to {LAST_YEAR - 1}.")
        first, last = cleaned.get("received_from"), cleaned.get("received_to")
        if first and last and last < first:
            self.add_error("received_to", "This day is before the first one. Change one of them.")
        return cleaned

    def wanted(self) -> Wanted:
        """What the form asks for, as typed values."""
        return Wanted(**self.cleaned_data)
