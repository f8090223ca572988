"""Considering, deciding, carrying out. The hub records; whose consideration or decision it was is always said.

Outcomes stand in the order of the alphabet: none is put forward, and all have the same size.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.dataset import code_list
from onenumber.audit.models import Viewer
from onenumber.cases.actions import consider, decide, record_carrying_out, send_written_reasons
from onenumber.cases.forms.base import LONG_TEXT, FactForm, choices_of
from onenumber.cases.models import CarryingOut, Triage
from onenumber.cases.queries import clocks_of
from onenumber.design.moments import Moment
from onenumber.workforce.models import Hat, Practitioner

AREA = {"rows": "4"}
BY_URGENCY = ("1", "4", "2", "3")


class TriageForm(FactForm):
    """Consider the request: assess, not assess, advise, defer, pass on."""

    title, button = "Consider the request", "Record the consideration"
    lead = "“Did not progress” is an outcome: say what was used instead. “Not assess” needs a named AMHP."
    moments = (Moment("happened", "When it was considered"),)
    narrow = ("practitioner", "not_assessed_reason", "alternative_used", "passed_to")
    answer = forms.ChoiceField(
        label="What do you consider should happen?", choices=Triage.Answer.choices, widget=forms.RadioSelect
    )
    practitioner = forms.ChoiceField(label="Whose consideration it is", required=False)
    priority = forms.ChoiceField(label="Priority", required=False, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label="Reasons", required=False, max_length=LONG_TEXT, widget=forms.Textarea(AREA)
    )
    not_assessed_reason = forms.ChoiceField(label="If not assessed: the main reason", required=False)
    alternative_used = forms.ChoiceField(label="Alternative used", required=False)
    alternatives_tried = forms.MultipleChoiceField(
        label="Alternatives tried", required=False, widget=forms.CheckboxSelectMultiple
    )
    passed_to = forms.CharField(label="If passed on: to whom", required=False, max_length=200)

    def begin(self) -> dict[str, Any]:
        own = {"practitioner": str(self.viewer.practitioner_id)} if self.viewer.practitioner_id else {}
        return super().begin() | own | {"priority": self.facts.priority}

    def prepare(self) -> None:
        people = Practitioner.objects.filter(service_id=self.facts.case.service_id, hats__kind=Hat.Kind.AMHP)
        self.people = {str(person.pk): person for person in people.distinct().order_by("name")}
        self.choose(
            "practitioner", [("", "Nobody named"), *((pk, person.name) for pk, person in self.people.items())]
        )
        labels = dict(choices_of("PRIORITY", on=self.today))
        self.choose("priority", [("", "Not yet set"), *((code, labels[code]) for code in BY_URGENCY)])
        self.choose("not_assessed_reason", choices_of("CL-NOT", on=self.today, empty="Choose"))
        self.choose("alternative_used", choices_of("CL-ALT", on=self.today, empty="None"))
        self.choose("alternatives_tried", choices_of("CL-ALT", on=self.today))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        consider(
            by=by,
            at=at,
            case=self.facts.case,
            answer=said["answer"],
            practitioner=self.people.get(said["practitioner"]),
            happened_at=said["happened_at"],
            priority=said["priority"],
            reasons=said["reasons"],
            not_assessed_reason=said["not_assessed_reason"],
            alternatives_tried=said["alternatives_tried"],
            alternative_used=said["alternative_used"],
            passed_to=said["passed_to"],
            key=key,
        )


class DecisionForm(FactForm):
    """The AMHP's decision."""

    title, button = "The decision", "Record the decision"
    moments = (
        Moment("happened", "When it was decided"),
        Moment("application", "Application signed", required=False),
    )
    narrow = ("alternative_used", "warrant", "police_role")
    outcome = forms.ChoiceField(
        label="Outcome", widget=forms.RadioSelect, help_text="In the order of the alphabet."
    )
    reasons = forms.CharField(
        label="Reasons, in your own words", max_length=LONG_TEXT, widget=forms.Textarea(AREA)
    )
    alternatives = forms.CharField(
        label="Alternatives considered, and why each was or was not enough",
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(AREA),
    )
    alternative_used = forms.ChoiceField(label="Alternative used", required=False)
    declined_despite_two = forms.BooleanField(
        label="Two recommendations were received, and no application is made", required=False
    )
    warrant = forms.ChoiceField(label="Warrant", required=False)
    police_role = forms.ChoiceField(label="Police", required=False)
    held = forms.ChoiceField(
        label="The power the person is held under",
        widget=forms.RadioSelect,
        initial="",
        required=False,
        choices=[("", "Goes on"), ("ended", "Ended with this: the person is free to leave")],
    )

    def begin(self) -> dict[str, Any]:
        warrant = "135_1" if self.facts.contact_type == "S135" else "NONE"
        return super().begin() | {"warrant": warrant}

    def prepare(self) -> None:
        labels = [(code.code, code.label) for code in code_list("CL-OUT", on=self.today)]
        self.choose("outcome", sorted(labels, key=lambda pair: pair[1].casefold()))
        self.choose("alternative_used", choices_of("CL-ALT", on=self.today, empty="None"))
        self.choose("warrant", choices_of("WARRANT", on=self.today, empty="Not known"))
        self.choose("police_role", choices_of("POLICE_ROLE", on=self.today, empty="Not known"))
        running = any(
            clock.is_authority and clock.ended_at is None for clock in clocks_of(self.facts, self.at)
        )
        if not running:
            del self.fields["held"]

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        decide(
            by=by,
            at=at,
            case=self.facts.case,
            outcome=said["outcome"],
            reasons=said["reasons"],
            happened_at=said["happened_at"],
            alternatives=said["alternatives"],
            alternative_used=said["alternative_used"],
            declined_despite_two=said["declined_despite_two"],
            warrant=said["warrant"],
            police_role=said["police_role"],
            application_at=said["application_at"],
            free_to_leave=said.get("held") == "ended",
            key=key,
        )


class CarryingOutForm(FactForm):
    """Bed, conveyance, admission, report: one step and when it happened."""

    title, button = "What was done", "Record it"
    narrow = ("bed", "conveyance", "place", "ods")
    step = forms.ChoiceField(
        label="What happened?", choices=CarryingOut.Step.choices, widget=forms.RadioSelect
    )
    bed = forms.ChoiceField(label="Kind of bed", required=False)
    conveyance = forms.ChoiceField(label="Kind of transport", required=False)
    place = forms.CharField(label="Where: hospital, ward, service", required=False, max_length=200)
    ods = forms.CharField(label="Its ODS code, if known", required=False, max_length=6)

    def prepare(self) -> None:
        self.choose("bed", choices_of("BED", on=self.today, empty="Not known"))
        self.choose("conveyance", choices_of("CONVEYANCE", on=self.today, empty="Not known"))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        kind = said["step"].partition("_")[0]
        code = said[kind] if kind in {"bed", "conveyance"} else ""
        record_carrying_out(
            by=by,
            at=at,
            case=self.facts.case,
            step=said["step"],
            happened_at=said["happened_at"],
            code=code,
            place=said["place"],
            ods=said["ods"].upper(),
            key=key,
        )


class WrittenReasonsForm(FactForm):
    """The reasons owed to a nearest relative went out (s13(4))."""

    title, button = "Written reasons sent", "Record that they were sent"
    moments = (Moment("happened", "When they were sent"),)
    owed_to = forms.CharField(label="To whom", required=False, max_length=200)

    def begin(self) -> dict[str, Any]:
        owed = self.facts.reasons_owed
        return super().begin() | {"owed_to": owed.owed_to if owed else ""}

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        send_written_reasons(
            by=by, at=at, case=self.facts.case, sent_at=said["happened_at"], owed_to=said["owed_to"], key=key
        )
