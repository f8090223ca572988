"""Make a list under a co-ordinator's name; add an item in one's own words."""

from collections.abc import Mapping
from typing import Any

from django import forms

from onenumber.organisations.models import Service
from onenumber.workforce.models import Practitioner

LONGEST = 400


class MakeForm(forms.Form):
    """Who co-ordinates on the giving side, and (where there is a choice) which service receives."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    coordinator = forms.ChoiceField(label="Co-ordinator of the giving duty: owns what nobody has accepted")
    to = forms.ChoiceField(label="To", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: list[Practitioner],
        services: list[Service],
        own: int | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        chosen = str(own) if own in {person.pk for person in people} else ""
        super().__init__(data, initial={"coordinator": chosen, **(initial or {})})
        self.people = {str(person.pk): person for person in people}
        self.services = {service.prefix: service for service in services}
        coordinator, to = self.fields["coordinator"], self.fields["to"]
        assert isinstance(coordinator, forms.ChoiceField) and isinstance(to, forms.ChoiceField)
        coordinator.choices = [("", "Choose"), *((key, person.name) for key, person in self.people.items())]
        to.choices = [(prefix, service.name) for prefix, service in self.services.items()]
        if len(self.services) == 1:
            del self.fields["to"]

    @property
    def chosen_coordinator(self) -> Practitioner:
        """Whom they chose."""
        return self.people[self.cleaned_data["coordinator"]]

    @property
    def chosen_service(self) -> Service:
        """The receiving service; the only one there is, or the first, unless another was chosen."""
        wanted = self.cleaned_data.get("to") or next(iter(self.services))
        return self.services[wanted]


class AddForm(forms.Form):
    """What no record says and the next duty must know."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    words = forms.CharField(
        label="What the next duty must do or know",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": "3"}),
        help_text="A reference says who it is about. Write no names of people served.",
    )
