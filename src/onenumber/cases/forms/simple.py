"""A note, an alert, what is known differently now, and the end of the work."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from onenumber.audit.models import Viewer
from onenumber.cases.actions import (
    change_case,
    close_case,
    correct_person_of_case,
    end_alert_of_case,
    give_up,
    record_alert_of_case,
    record_note,
    reopen_case,
    restrict_record,
    void_case,
)
from onenumber.cases.forms.base import LONG_TEXT, FactForm, choices_of
from onenumber.cases.models import CaseChange
from onenumber.design.moments import Moment
from onenumber.organisations.queries import localities
from onenumber.persons.models import Restriction
from onenumber.persons.queries import about

AREA = {"rows": "4"}


class NoteForm(FactForm):
    """Something that happened, in one's own words."""

    title, button = "Add a note", "Add the note"
    text = forms.CharField(label="What happened", max_length=LONG_TEXT, widget=forms.Textarea(AREA))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        record_note(
            by=by, at=at, case=self.facts.case, text=said["text"], happened_at=said["happened_at"], key=key
        )


class AlertForm(FactForm):
    """What colleagues must know to be safe."""

    title, button = "Staff safety", "Record the alert"
    lead = "Shown to colleagues wherever this person’s name is. Write what to do, not only what is feared."
    text = forms.CharField(label="What colleagues must know", max_length=400, widget=forms.Textarea(AREA))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        record_alert_of_case(
            by=by, at=at, case=self.facts.case, text=said["text"], happened_at=said["happened_at"], key=key
        )


class AlertEndForm(FactForm):
    """An alert that no longer holds."""

    title, button, moments = "End a staff safety alert", "End the alert", ()
    lead = "Colleagues will no longer be shown it. It stays in the history, with your name and your reason."
    alert = forms.ChoiceField(label="Which alert?", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why it no longer holds", max_length=400, widget=forms.Textarea(AREA))

    def prepare(self) -> None:
        """The open ones; one alone is chosen already."""
        self.alerts = {str(alert.pk): alert for alert in about(self.facts.case.person).alerts}
        self.choose("alert", [(number, alert.text) for number, alert in self.alerts.items()])
        if len(self.alerts) == 1:
            self.initial["alert"] = next(iter(self.alerts))

    def clean(self) -> dict[str, Any]:
        """Without an open alert there is nothing to end."""
        said = super().clean()
        if not self.alerts:
            self.add_error(None, "There is no alert to end. Go back to the case.")
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        alert = self.alerts[said["alert"]]
        end_alert_of_case(by=by, at=at, case=self.facts.case, alert=alert, reason=said["reason"], key=key)


class ChangeForm(FactForm):
    """Where the person is now, the locality, the kind of consideration."""

    title, button = "What is different now", "Record the change"
    lead = "The first answer stays on the record; the newest counts."
    field = forms.ChoiceField(
        label="What is different?", choices=CaseChange.Field.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(label="Where the person is now", required=False, max_length=300)
    locality = forms.ChoiceField(label="Locality", required=False)
    contact_type = forms.ChoiceField(label="Kind of consideration", required=False)
    danger = forms.ChoiceField(
        label="Is anyone in danger now?",
        choices=[("", "Choose"), ("no", "No"), ("yes", "Yes"), ("not_known", "Not known")],
        required=False,
    )
    reason = forms.CharField(label="Why, if it helps", required=False, max_length=300)

    def prepare(self) -> None:
        areas = [(str(area.pk), area.name) for area in localities(self.facts.case.service)]
        self.choose("locality", [("", "Choose"), *areas])
        self.choose("contact_type", choices_of("CL-TYPE", on=self.today, empty="Choose"))

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        value = said[said["field"]]
        if not value:
            self.add_error(said["field"], "Say what is known now.")
            return
        change_case(
            by=by,
            at=at,
            case=self.facts.case,
            field=said["field"],
            value=value,
            reason=said["reason"],
            happened_at=said["happened_at"],
            key=key,
        )


class PersonForm(FactForm):
    """Correct one value of the person's record."""

    title, button = "Correct who the person is", "Correct it"
    lead = "What was recorded before stays in the history, with your reason."
    moments = ()
    field = forms.ChoiceField(
        label="What is to be corrected?",
        choices=[
            ("name", "Name"),
            ("birth_date", "Date of birth, or age"),
            ("nhs_number", "NHS number"),
            ("address", "Address"),
            ("telephone", "Telephone"),
            ("language_or_help", "Language or help needed"),
            ("interpreter_needed", "Interpreter needed (yes or no)"),
        ],
    )
    value = forms.CharField(label="What it is", required=False, max_length=300)
    reason = forms.CharField(label="Why it is corrected", max_length=400)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        correct_person_of_case(
            by=by,
            at=at,
            case=self.facts.case,
            field=said["field"],
            value=said["value"],
            reason=said["reason"],
            key=key,
        )


class RestrictForm(FactForm):
    """The record must not open to whoever happens to be on duty."""

    title, button = "Restrict this record", "Restrict it"
    lead = (
        "It then opens to those who hold or held the case and to those who give a reason, and its person is not "
        "suggested to anybody. Only the AMHP lead lifts it."
    )
    moments = ()
    kind = forms.ChoiceField(label="Why", choices=Restriction.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="In a sentence", max_length=400)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        restrict_record(
            by=by, at=at, person=self.facts.case.person, kind=said["kind"], reason=said["reason"], key=key
        )


class CloseForm(FactForm):
    """The work is finished, or the case was opened by mistake."""

    title, button = "Close the case", "Close the case"
    moments = (Moment("happened", "When the work was finished"),)
    narrow = ("amhp_minutes",)
    kind = forms.ChoiceField(
        label="How it ends",
        widget=forms.RadioSelect,
        initial="closed",
        choices=[("closed", "The work is finished"), ("voided", "It was opened by mistake")],
    )
    detail = forms.CharField(label="A word on it (why, if by mistake)", required=False, max_length=400)
    amhp_minutes = forms.IntegerField(
        label="AMHP minutes, travel included", required=False, min_value=0, max_value=2880
    )
    holder_finished = forms.BooleanField(label="The holder has finished with it", required=False)
    end_waits = forms.BooleanField(label="End the waits that are still open", required=False)
    reasons_stay_owed = forms.BooleanField(
        label="Close it although written reasons are still owed", required=False
    )

    def prepare(self) -> None:
        held = self.facts.commitment
        if held is None or held.practitioner_id == self.viewer.practitioner_id:
            del self.fields["holder_finished"]
        else:
            self.fields["holder_finished"].label = f"{held.practitioner.name} has finished with it"
        if not self.facts.open_waits:
            del self.fields["end_waits"]
        if self.facts.reasons_owed is None:
            del self.fields["reasons_stay_owed"]

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said: dict[str, Any] = self.cleaned_data
        if said["kind"] == "voided":
            void_case(by=by, at=at, case=self.facts.case, reason=said["detail"], key=key)
            return
        close_case(
            by=by,
            at=at,
            case=self.facts.case,
            happened_at=said["happened_at"],
            detail=said["detail"],
            amhp_minutes=said["amhp_minutes"],
            end_waits=said.get("end_waits", False),
            reasons_stay_owed=said.get("reasons_stay_owed", False),
            holder_finished=said.get("holder_finished", False),
            key=key,
        )


class ReopenForm(FactForm):
    """A closed case goes on."""

    title, button, moments = "Open the case again", "Open it again", ()
    reason = forms.CharField(label="Why it goes on", max_length=400)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        reopen_case(by=by, at=at, case=self.facts.case, reason=self.cleaned_data["reason"], key=key)


class StandDownForm(FactForm):
    """The holder leaves the case without its being closed."""

    title, button = "The holder leaves the case", "Record it"
    lead = "The case goes back to be offered. Whoever held it can still read it."
    how = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        choices=[("stood down", "Stood down"), ("handed over", "Handed over"), ("finished", "Finished")],
    )

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        held = self.facts.commitment
        if held is None:
            self.add_error("how", "Nobody holds this case now.")
            return
        said = self.cleaned_data
        give_up(by=by, at=at, commitment=held, how=said["how"], happened_at=said["happened_at"], key=key)
