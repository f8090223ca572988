"""What can be done about one record: each a small form on a page of its own, by the name in its address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from onenumber.audit.models import Viewer
from onenumber.cases.actions import lift_restriction, restrict_record
from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment
from onenumber.governance.actions import (
    begin_subject_request,
    hold_record,
    keep_longer,
    propose_destruction,
    release_record,
)
from onenumber.governance.models import LegalHold, SubjectRequest
from onenumber.persons.models import Person, Restriction

FORMATS = ["%d/%m/%Y", "%d %m %Y", "%d %b %Y", "%Y-%m-%d"]
HOW = "Write the day as 24/11/2030."
LATEST = 50  # years: a review that keeps a record longer than that is a slip


def _why(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=400, widget=forms.Textarea({"rows": "3"}),
        error_messages={"required": "Say why, in a sentence."},
    )  # fmt: skip


class RecordForm(MomentForm):
    """A form about one person's record, reached by a reference."""

    title: ClassVar[str] = ""
    button: ClassVar[str] = ""
    lead: ClassVar[str] = ""

    def __init__(
        self, data: Mapping[str, Any] | None, *, person: Person, reference: str, at: datetime, **more: Any
    ) -> None:
        self.person, self.reference = person, reference
        super().__init__(data, at=at, **more)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        """Do what the form is for; where that leads, or nothing for back to the record."""
        raise NotImplementedError


class RestrictForm(RecordForm):
    """Restrict the record."""

    title, button = "Restrict this record", "Restrict it"
    lead = (
        "It then opens to those who hold or held the case and to those who give a reason. Its person is suggested to "
        "nobody, and the board shows neither initials nor age."
    )
    kind = forms.ChoiceField(label="Why", choices=Restriction.Kind.choices, widget=forms.RadioSelect)
    reason = _why("In a sentence")

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        said = self.cleaned_data
        restrict_record(by=by, at=at, person=self.person, kind=said["kind"], reason=said["reason"], key=key)
        return ""


class LiftForm(RecordForm):
    """Lift the restriction."""

    title, button = "Lift the restriction", "Lift it"
    lead = "The record opens as any other again. That it was restricted stays in its history."
    reason = _why("Why it is no longer needed")

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        lift_restriction(by=by, at=at, person=self.person, reason=self.cleaned_data["reason"], key=key)
        return ""


class HoldForm(RecordForm):
    """Put a legal hold on it."""

    title, button = "Hold this record", "Hold it"
    lead = "Nothing of it is destroyed until the hold is released, whatever the schedule says."
    case_reference = forms.CharField(
        label="About one case (its reference)", required=False, max_length=20,
        help_text="Leave it empty if the hold is about the person. The whole record is held either way.",
    )  # fmt: skip
    reason = _why("Why: inquiry, inquest, claim or request")

    def clean_case_reference(self) -> str:
        """A case of this person, or nothing."""
        typed = str(self.cleaned_data["case_reference"]).strip().upper()
        if typed and not self.person.cases.filter(reference=typed).exists():
            raise forms.ValidationError(
                "This record has no such case. Leave it empty to hold the whole record."
            )
        return typed

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        said = self.cleaned_data
        hold_record(
            by=by,
            at=at,
            person=self.person,
            reason=said["reason"],
            case_reference=said["case_reference"],
            key=key,
        )
        return ""


class ReleaseForm(RecordForm):
    """Release a hold."""

    title, button = "Release a hold", "Release it"
    hold = forms.ChoiceField(label="Which hold", widget=forms.RadioSelect)
    reason = _why("Why it is over")

    def prepare(self) -> None:
        rows = self.person.legal_holds.filter(ended_at__isnull=True).order_by("pk")
        self.choose("hold", [(str(row.pk), f"{row.reason} ({row.by_name})") for row in rows])
        if len(rows) == 1:
            self.initial["hold"] = str(rows[0].pk)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        hold = LegalHold.objects.select_related("person").get(
            pk=self.cleaned_data["hold"], person=self.person
        )
        release_record(by=by, at=at, hold=hold, reason=self.cleaned_data["reason"], key=key)
        return ""


class KeepForm(RecordForm):
    """Keep it longer than the schedule asks."""

    title, button = "Keep this record longer", "Keep it"
    lead = "It was looked at and leaves the list of what is due until this day."
    keep_until = forms.DateField(
        label="Until", input_formats=FORMATS, error_messages={"invalid": HOW, "required": HOW}
    )
    reason = _why("Why it is kept")

    def clean_keep_until(self) -> Any:
        """A day ahead, and not beyond what anybody can mean."""
        day = self.cleaned_data["keep_until"]
        if not self.today < day or day.year > self.today.year + LATEST:
            raise forms.ValidationError(f"Give a day ahead, at most {LATEST} years from now. {HOW}")
        return day

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        said = self.cleaned_data
        keep_longer(
            by=by, at=at, person=self.person, keep_until=said["keep_until"], reason=said["reason"], key=key
        )
        return ""


class ProposeForm(RecordForm):
    """Propose to destroy it."""

    title, button = "Propose to destroy this record", "Propose it"
    lead = "Nothing is destroyed by this. Somebody else, another AMHP lead or a manager, sees the list and answers."
    reason = _why("What you looked at, and why it need not be kept")

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        made = propose_destruction(
            by=by, at=at, person=self.person, reason=self.cleaned_data["reason"], key=key
        )
        return f"/records/destructions/{made.reference}/"


class RequestForm(RecordForm):
    """Somebody asks to see what is held about them."""

    title, button = "Somebody asks to see what is held", "Begin"
    lead = "You will look at every piece of free text before anything is given out. Each opening is kept."
    moments = (Moment("received", "When the request was received"),)
    asked_by = forms.ChoiceField(
        label="Who asks", choices=SubjectRequest.Asked.choices, widget=forms.RadioSelect
    )
    identity = forms.CharField(
        label="How you made sure who they are", max_length=300, help_text="And, for somebody else, that they may act.",
        error_messages={"required": "Say how you made sure who asks."},
    )  # fmt: skip

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> str:
        said = self.cleaned_data
        made = begin_subject_request(
            by=by, at=at, person=self.person, record_reference=self.reference, received_at=said["received_at"],
            asked_by=said["asked_by"], identity=said["identity"], key=key,
        )  # fmt: skip
        return f"/records/requests/{made.reference}/"


FORMS: dict[str, type[RecordForm]] = {
    "restrict": RestrictForm,
    "lift": LiftForm,
    "hold": HoldForm,
    "release": ReleaseForm,
    "keep": KeepForm,
    "propose": ProposeForm,
    "request": RequestForm,
}
