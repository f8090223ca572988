"""What becomes of an ask, one small form for each step, by the name in its address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from amhp.dataset import code_list
from onenumber.allocation.actions import answer_ask, arrive, cancel, change_time, leave, note_acquaintance
from onenumber.allocation.models import Ask
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact
from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment

EXPECTED = (
    Moment("expected_from", "Expected from", required=False, ahead=True),
    Moment("expected_to", "Until", required=False, ahead=True),
)


class StepForm(MomentForm):
    """One step of one ask."""

    title: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        ask: Ask,
        at: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.ask = ask
        super().__init__(data, at=at, initial=initial)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        """Do what the form is for."""
        raise NotImplementedError

    def try_to_record(self, *, by: Viewer, at: datetime, key: UUID) -> bool:
        """Record it; what cannot be is said beside the field it is about."""
        try:
            self.record(by=by, at=at, key=key)
        except ImpossibleFact as problem:
            self.refuse(problem.field, problem.message)
        return not self.errors


class YesForm(StepForm):
    """They come, with the time they gave."""

    title, button = "They said yes", "Record the yes"
    moments = (Moment("happened", "When they answered"), *EXPECTED)
    narrow = ("kind", "their_reference")
    their_reference = forms.CharField(label="Their own reference", required=False, max_length=60)
    kind = forms.ChoiceField(label="Kind of bed", required=False)

    def prepare(self) -> None:
        if self.ask.what == Ask.What.BED:
            codes = code_list("BED", on=self.today)
            self.choose("kind", [("", "Not known"), *((code.code, code.label) for code in codes)])
        else:
            del self.fields["kind"]

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        answer_ask(
            by=by, at=at, ask=self.ask, yes=True, how=Ask.How.PHONE, happened_at=said["happened_at"],
            expected_from=said["expected_from_at"], expected_to=said["expected_to_at"],
            their_reference=said["their_reference"], kind=said.get("kind", ""), key=key,
        )  # fmt: skip


class NoForm(StepForm):
    """They cannot, or will not."""

    title, button = "They said no", "Record the no"
    moments = (Moment("happened", "When they answered"),)
    reason = forms.CharField(label="In their words, if they gave a reason", required=False, max_length=300)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        answer_ask(
            by=by, at=at, ask=self.ask, yes=False, how=Ask.How.PHONE, happened_at=said["happened_at"],
            reason=said["reason"], key=key,
        )  # fmt: skip


class ArrivedForm(StepForm):
    """They are there."""

    title, button = "They are there", "Record that they are there"
    moments = (Moment("happened", "When they came"),)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        arrive(by=by, at=at, ask=self.ask, happened_at=self.cleaned_data["happened_at"], key=key)


class LeftForm(StepForm):
    """They have gone."""

    title, button = "They have left", "Record that they left"
    moments = (Moment("happened", "When they left"),)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        leave(by=by, at=at, ask=self.ask, happened_at=self.cleaned_data["happened_at"], key=key)


class CancelForm(StepForm):
    """They are no longer asked, or no longer come."""

    title, button = "Cancel", "Cancel it"
    reason = forms.CharField(label="Who cancelled, and why", required=False, max_length=300)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        cancel(by=by, at=at, ask=self.ask, reason=self.cleaned_data["reason"], key=key)


class TimeForm(StepForm):
    """They come at another time."""

    title, button = "Another time", "Record the new time"
    moments = (Moment("expected_from", "Expected from", ahead=True), EXPECTED[1])
    reason = forms.CharField(label="Why", required=False, max_length=300)

    def begin(self) -> dict[str, Any]:
        return self.moments[0].initial(self.ask.expected_from)

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        change_time(
            by=by, at=at, ask=self.ask, expected_from=said["expected_from_at"], expected_to=said["expected_to_at"],
            reason=said["reason"], key=key,
        )  # fmt: skip


class AcquaintanceForm(StepForm):
    """Whether the doctor knew the person before."""

    title, button = "Did the doctor know the person?", "Record it"
    knew = forms.ChoiceField(
        label="Did they know the person before?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    why_not = forms.CharField(
        label="If neither doctor did: why none who did could come", required=False, max_length=300
    )

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said = self.cleaned_data
        note_acquaintance(
            by=by, at=at, ask=self.ask, knew_person=said["knew"] == "yes", why_not=said["why_not"], key=key
        )  # fmt: skip


STEPS: dict[str, type[StepForm]] = {
    "yes": YesForm,
    "no": NoForm,
    "arrived": ArrivedForm,
    "left": LeftForm,
    "cancel": CancelForm,
    "time": TimeForm,
    "acquaintance": AcquaintanceForm,
}
