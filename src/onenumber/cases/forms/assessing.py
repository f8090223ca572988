"""Attempts to see the person, the doctors and the nearest relative."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.calendar import say_moment
from onenumber.audit.models import Viewer
from onenumber.cases.actions import (
    finish_attempt,
    record_attempt,
    record_recommendation,
    record_relative_step,
)
from onenumber.cases.forms.base import YES_NO, FactForm, choices_of, yes_no
from onenumber.design.moments import Moment
from onenumber.persons.queries import about
from onenumber.workforce.queries import section_12_doctors

ENDED = Moment("ended", "When it ended", required=False)


class AttemptForm(FactForm):
    """An attempt to see and interview the person."""

    title, button = "An attempt to see the person", "Record the attempt"
    moments = (Moment("happened", "When it began"), ENDED)
    narrow = ("place", "place_kind", "interpreter_used")
    result = forms.ChoiceField(label="What came of it?", required=False, widget=forms.RadioSelect)
    place = forms.CharField(label="Where", required=False, max_length=300)
    place_kind = forms.ChoiceField(label="Kind of place", required=False)
    present = forms.CharField(label="Who was present", required=False, max_length=300)
    interpreter_used = forms.ChoiceField(label="Was an interpreter used?", choices=YES_NO, required=False)

    def begin(self) -> dict[str, Any]:
        return super().begin() | {"place": self.facts.place, "place_kind": self.facts.case.contact.place_kind}

    def prepare(self) -> None:
        self.choose("result", [("", "It goes on"), *choices_of("ATTEMPT_RESULT", on=self.today)])
        self.choose("place_kind", choices_of("CL-PLACE", on=self.today, empty="Choose"))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        record_attempt(
            by=by,
            at=at,
            case=self.facts.case,
            happened_at=said["happened_at"],
            result=said["result"],
            place=said["place"],
            place_kind=said["place_kind"],
            present=said["present"],
            interpreter_used=yes_no(said["interpreter_used"]),
            ended_at=said["ended_at"],
            key=key,
        )


class AttemptEndForm(FactForm):
    """How an attempt that goes on ended."""

    title, button = "The attempt ended", "Record it"
    moments = (Moment("happened", "When it ended"),)
    attempt = forms.ChoiceField(label="Which attempt?", widget=forms.RadioSelect)
    result = forms.ChoiceField(label="What came of it?", widget=forms.RadioSelect)
    present = forms.CharField(label="Who was present", required=False, max_length=300)
    interpreter_used = forms.ChoiceField(label="Was an interpreter used?", choices=YES_NO, required=False)

    def prepare(self) -> None:
        going = [row for row in self.facts.attempts if not row.result]
        choices = [(str(row.pk), f"Begun {say_moment(row.happened_at, self.at)}") for row in going]
        self.choose("attempt", choices)
        if len(choices) == 1:
            self.initial["attempt"] = choices[0][0]
        self.choose("result", choices_of("ATTEMPT_RESULT", on=self.today))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        attempt = next(row for row in self.facts.attempts if str(row.pk) == said["attempt"])
        attempt.case = self.facts.case
        finish_attempt(
            by=by,
            at=at,
            attempt=attempt,
            result=said["result"],
            ended_at=said["happened_at"],
            present=said["present"],
            interpreter_used=yes_no(said["interpreter_used"]),
            key=key,
        )


class RecommendationForm(FactForm):
    """A doctor examined the person, and what was received."""

    title, button = "A doctor’s recommendation", "Record it"
    lead = "Kept as received. Whether it appears to meet the rules never stops you from recording it."
    moments = (
        Moment("examined", "When examined", required=False),
        Moment("signed", "When signed", required=False),
    )
    narrow = ("doctor", "doctor_name", "form", "section_12", "knew_person")
    doctor = forms.ChoiceField(label="Section 12 doctor", required=False)
    doctor_name = forms.CharField(label="Or another doctor: name", required=False, max_length=120)
    recommends = forms.ChoiceField(
        label="What was received?",
        widget=forms.RadioSelect,
        initial="yes",
        choices=[("yes", "A recommendation"), ("no", "Does not recommend admission")],
    )
    form = forms.CharField(label="Form, such as A4", required=False, max_length=8)
    section_12 = forms.ChoiceField(label="Approved under section 12?", choices=YES_NO, required=False)
    knew_person = forms.ChoiceField(label="Knew the person before?", choices=YES_NO, required=False)

    def begin(self) -> dict[str, Any]:
        return {}

    def prepare(self) -> None:
        doctors = section_12_doctors(self.viewer, self.facts.case.service_id, self.today)
        self.names = {str(doctor.practitioner_id): doctor.name for doctor in doctors}
        self.choose("doctor", [("", "Somebody else"), *self.names.items()])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["doctor_name"] = said.get("doctor_name") or self.names.get(said.get("doctor", ""), "")
        if not said["doctor_name"].strip() and "doctor_name" not in self.errors:
            self.add_error("doctor_name", "Choose the doctor, or write the name.")
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        chosen = said["doctor"]
        known = True if chosen and not said["section_12"] else yes_no(said["section_12"])
        record_recommendation(
            by=by,
            at=at,
            case=self.facts.case,
            doctor_id=int(chosen) if chosen else None,
            doctor_name=said["doctor_name"],
            form=said["form"],
            recommends=said["recommends"] == "yes",
            section_12=known,
            knew_person=yes_no(said["knew_person"]),
            examined_at=said["examined_at"],
            signed_at=said["signed_at"],
            key=key,
        )


class RelativeForm(FactForm):
    """The nearest relative as it appears: told, asked, objecting, or why not practicable."""

    title, button = "The nearest relative", "Record it"
    narrow = ("relative", "name", "relation", "telephone", "how")
    result = forms.ChoiceField(label="What happened?")
    relative = forms.ChoiceField(label="Somebody known", required=False)
    name = forms.CharField(label="Or somebody new: name", required=False, max_length=200)
    relation = forms.CharField(label="How related", required=False, max_length=60)
    telephone = forms.CharField(label="Telephone", required=False, max_length=40)
    how = forms.CharField(label="How: by telephone, in person", required=False, max_length=120)
    why_appears = forms.CharField(
        label="Why they appear to be the nearest relative (s26)", required=False, max_length=400
    )
    reason_not = forms.CharField(label="If not practicable: why", required=False, max_length=400)

    def prepare(self) -> None:
        known = about(self.facts.case.person).relatives
        self.known = {str(row.pk): row for row in known}
        self.choose("result", choices_of("CL-NR", on=self.today, empty="Choose"))
        self.choose(
            "relative",
            [("", "Nobody"), *((pk, f"{row.name}, {row.relation}") for pk, row in self.known.items())],
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("result") == "NOT_PRACTICABLE" and not (said.get("reason_not") or "").strip():
            self.add_error("reason_not", "Write why it was not practicable.")
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        relative = self.known.get(said["relative"])
        record_relative_step(
            by=by,
            at=at,
            case=self.facts.case,
            result=said["result"],
            happened_at=said["happened_at"],
            relative=relative,
            name=said["name"] or (relative.name if relative else ""),
            relation=said["relation"],
            telephone=said["telephone"],
            how=said["how"],
            why_appears=said["why_appears"],
            reason_not=said["reason_not"],
            key=key,
        )
