"""Writing down that somebody was asked on the telephone, and who of the service's partners it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms

from amhp.dataset import code_list
from onenumber.allocation.actions import Asked
from onenumber.allocation.models import Ask
from onenumber.design.moment_form import MomentForm
from onenumber.design.moments import Moment
from onenumber.workforce.models import Practitioner

SOMEBODY_ELSE = "other"
KINDS = {Ask.What.TRANSPORT: "CONVEYANCE"}
YES_NO = [("", "Not known"), ("yes", "Yes"), ("no", "No")]


class AskForm(MomentForm):
    """Who was asked, when, and by when an answer was promised or wanted."""

    moments = (
        Moment("happened", "When they were asked"),
        Moment("answer_by", "Answer wanted by", required=False, ahead=True),
    )
    narrow = ("kind", "section_12", "telephone")
    whom_of_list = forms.ChoiceField(label="Who was asked?", required=False)
    whom = forms.CharField(label="Or somebody else", required=False, max_length=120)
    telephone = forms.CharField(label="Their telephone", required=False, max_length=40)
    section_12 = forms.ChoiceField(
        label="Approved under section 12?", required=False, choices=YES_NO, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Kind of transport", required=False)
    note = forms.CharField(label="What was said", required=False, max_length=300)
    wait_begins = forms.BooleanField(
        label="The work waits on them from now: start a forced wait", required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, what: str, partners: Sequence[tuple[str, str]],
        doctors: Sequence[Practitioner], at: datetime, initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.what = Ask.What(what)
        self.partners = dict(partners)
        self.people = {str(doctor.pk): doctor for doctor in doctors}
        super().__init__(data, at=at, initial=initial)

    def prepare(self) -> None:
        names = [(pk, doctor.name) for pk, doctor in self.people.items()]
        names += [(name, name) for name in self.partners]
        self.choose("whom_of_list", [("", "Choose"), *names])
        if self.what != Ask.What.DOCTOR:
            del self.fields["section_12"]
        if self.what in KINDS:
            codes = code_list(KINDS[self.what], on=self.today)
            self.choose("kind", [("", "Not known"), *((code.code, code.label) for code in codes)])
        else:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Somebody is named, in one way or the other."""
        said = super().clean()
        typed = (said.get("whom") or "").strip()
        if not said.get("whom_of_list") and not typed and "whom_of_list" not in self.errors:
            self.add_error("whom_of_list", "Choose who was asked, or write it below.")
        return said

    def asked(self) -> Asked:
        """What is to be kept."""
        said = self.cleaned_data
        chosen, typed = said["whom_of_list"], said["whom"].strip()
        doctor = None if typed else self.people.get(chosen)
        name = typed or (doctor.name if doctor else chosen)
        known = doctor.telephone if doctor else self.partners.get(name, "")
        approved = True if doctor else {"yes": True, "no": False}.get(said.get("section_12", ""))
        return Asked(
            what=self.what, whom=name, telephone=said["telephone"] or known, practitioner=doctor, section_12=approved,
            kind=said.get("kind", ""), note=said["note"],
        )  # fmt: skip
