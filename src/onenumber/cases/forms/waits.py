"""A wait begins, ends, or is escalated. Every wait names the one it waits on; forced and chosen stay apart."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from onenumber.audit.models import Viewer
from onenumber.cases.actions import close_wait, escalate_wait, open_wait
from onenumber.cases.forms.base import FactForm, choices_of
from onenumber.cases.queries.wording import code_words
from onenumber.design.moments import Moment
from onenumber.organisations.queries import has_setting, setting

KINDS = [("forced", "Forced: somebody else’s"), ("chosen", "Chosen: the AMHP’s judgement")]


class WaitForm(FactForm):
    """Something is waited for."""

    title, button = "Start a wait", "Start the wait"
    moments = (Moment("happened", "Waiting since"),)
    narrow = ("reason", "stage")
    reason = forms.ChoiceField(label="What is waited for?")
    stage = forms.ChoiceField(label="Which part of the work waits?", required=False)
    agency = forms.CharField(
        label="Who is waited on?",
        required=False,
        max_length=120,
        help_text="Left empty, it is the one your service has set for this reason.",
    )
    chosen = forms.ChoiceField(
        label="Forced or chosen?", choices=KINDS, widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(label="A word on it", required=False, max_length=300)

    def prepare(self) -> None:
        service = self.facts.case.service
        rows = setting(service, "wait.reasons") if has_setting(service, "wait.reasons") else []
        self.proposed: dict[str, dict[str, Any]] = {row["code"]: row for row in rows}
        self.choose("reason", choices_of("CL-DEL", on=self.today, empty="Choose"))
        self.choose("stage", choices_of("WAIT_STAGE", on=self.today, empty="As set for the reason"))

    def clean(self) -> dict[str, Any]:
        """What is left empty is what the service set for this reason; without that, it is asked."""
        said = super().clean()
        proposed = self.proposed.get(said.get("reason", ""), {})
        said["stage"] = said.get("stage") or proposed.get("stage", "")
        said["agency"] = (said.get("agency") or "").strip() or proposed.get("agency", "")
        if not said.get("chosen") and "chosen" in proposed:
            said["chosen"] = "chosen" if proposed["chosen"] else "forced"
        for name, words in (
            ("stage", "Choose which part of the work waits."),
            ("agency", "Write who is waited on, such as the trust’s bed team."),
            ("chosen", "Choose whether the wait is forced or chosen."),
        ):
            if said.get("reason") and not said.get(name) and name not in self.errors:
                self.add_error(name, words)
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        open_wait(
            by=by,
            at=at,
            case=self.facts.case,
            stage=said["stage"],
            reason=said["reason"],
            agency=said["agency"],
            chosen=said["chosen"] == "chosen",
            happened_at=said["happened_at"],
            note=said["note"],
            key=key,
        )


class WaitEndForm(FactForm):
    """A wait is over, or goes on and somebody was told that it is too long."""

    title, button = "A wait ended, or was escalated", "Record it"
    wait = forms.ChoiceField(label="Which wait?", widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        initial="ended",
        choices=[("ended", "It ended"), ("escalated", "It goes on, and was escalated")],
    )
    escalated_to = forms.CharField(label="Escalated to whom?", required=False, max_length=200)
    harm = forms.ChoiceField(label="Harm that came of the wait", required=False)

    def begin(self) -> dict[str, Any]:
        return super().begin() | {"wait": self.asked.get("wait", "")}

    def prepare(self) -> None:
        waits = [
            (str(wait.pk), f"{code_words('CL-DEL', wait.reason)}, {wait.agency}")
            for wait in self.facts.open_waits
        ]
        self.choose("wait", waits)
        if len(waits) == 1:
            self.initial["wait"] = waits[0][0]
        self.choose("harm", choices_of("HARM", on=self.today, empty="Not known"))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("how") == "escalated" and not (said.get("escalated_to") or "").strip():
            self.add_error("escalated_to", "Write who was told.")
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        wait = next(row for row in self.facts.open_waits if str(row.pk) == said["wait"])
        wait.case = self.facts.case
        if said["how"] == "escalated":
            escalate_wait(by=by, at=at, wait=wait, escalated_to=said["escalated_to"], key=key)
        else:
            close_wait(by=by, at=at, wait=wait, ended_at=said["happened_at"], harm=said["harm"], key=key)
