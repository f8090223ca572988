"""Giving people a sign-in and a role."""

from datetime import date
from typing import Any

from django import forms

from onenumber.access.models import ROLES, Role
from onenumber.organisations.models import Organisation, Service

ROLE_CHOICES = [
    ("", "Choose a role"),
    *((role.value, f"{ROLES[role].label}: {ROLES[role].sentence}") for role in Role),
]
NOT_A_ROLE = {"required": "Choose a role.", "invalid_choice": "Choose a role from the list."}
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def offer_councils(form: forms.Form, service: Service) -> None:
    """The councils the service acts for, and no other."""
    councils = form.fields["council"]
    assert isinstance(councils, forms.ModelChoiceField)
    councils.queryset = Organisation.objects.filter(servicecouncil__service=service).order_by("name")


class RoleForm(forms.Form):
    """A role in one service, for all its councils or for one."""

    role = forms.ChoiceField(label="Role", choices=ROLE_CHOICES, error_messages=NOT_A_ROLE)
    council = forms.ModelChoiceField(
        label="For which council",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="all of them",
        error_messages={"invalid_choice": "Choose a council of this service."},
    )
    begins_on = forms.DateField(
        label="From",
        required=False,
        help_text="Such as 24/11/2026. Left empty: from now.",
        input_formats=DAYS,
        widget=forms.DateInput(format=DAYS[0]),
        error_messages={"invalid": "Type the day as 24/11/2026."},
    )
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        help_text="Left empty: until it is ended here.",
        input_formats=DAYS,
        widget=forms.DateInput(format=DAYS[0]),
        error_messages={"invalid": "Type the day as 24/11/2026."},
    )

    def __init__(self, *args: Any, service: Service, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer_councils(self, service)

    def clean(self) -> dict[str, Any]:
        """The last day is not over and not before the first; both lie in this century."""
        found = super().clean() or {}
        for name in ("begins_on", "ends_on"):
            if found.get(name) and not EARLIEST <= found[name] <= LATEST:
                self.add_error(name, "Type a day between 2000 and 2100.")
        ends_on = found.get("ends_on")
        if ends_on and ends_on < (found.get("begins_on") or self.today):
            self.add_error("ends_on", "The last day is before the first.")
        elif ends_on and ends_on < self.today:
            self.add_error("ends_on", "The last day is over already.")
        return found


class UserForm(forms.Form):
    """Somebody new, with their first role."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Type the person’s name."}
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and set their password by a link sent to it.",
        error_messages={
            "required": "Type their e-mail address.",
            "invalid": "That is not an e-mail address.",
        },
    )
    role = forms.ChoiceField(label="Role", choices=ROLE_CHOICES, error_messages=NOT_A_ROLE)
    council = forms.ModelChoiceField(
        label="For which council",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="all of them",
        error_messages={"invalid_choice": "Choose a council of this service."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_councils(self, service)
