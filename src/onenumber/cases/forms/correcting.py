"""Correct a recorded fact: its own values again, a reason, and the answer that it did not happen at all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.law import EventKind
from onenumber.audit.models import Viewer
from onenumber.cases.actions import correct_fact
from onenumber.cases.forms.base import LONG_TEXT, YES_NO, FactForm, choices_of, yes_no
from onenumber.cases.forms.legal_event import STATION
from onenumber.cases.models import CarryingOut, Triage
from onenumber.cases.queries import CaseFacts
from onenumber.design.moments import Moment

KINDS = {
    "legal-event": "legal_events",
    "triage": "triages",
    "attempt": "attempts",
    "recommendation": "recommendations",
    "relative": "relative_steps",
    "decision": "decisions",
    "carrying-out": "carrying_out",
    "note": "notes",
    "wait": "waits",
    "close": "closures",
    "sharing": "sharings",
}
WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "legal-event": (
        ("kind", "What happened"),
        ("told_by", "Who says so, by name"),
        ("place", "Where"),
        ("hours", "Extension: hours"),
        ("authorised_by", "Extension: authorised by"),
        ("reason", "Extension: ground"),
        ("superintendent_approved", "Extension: where the assessment is"),
    ),
    "triage": (
        ("answer", "What was considered"),
        ("priority", "Priority"),
        ("reasons", "Reasons"),
        ("passed_to", "Passed to"),
    ),
    "attempt": (
        ("result", "What came of it"),
        ("place", "Where"),
        ("place_kind", "Kind of place"),
        ("present", "Who was present"),
        ("interpreter_used", "Was an interpreter used?"),
    ),
    "recommendation": (
        ("doctor_name", "Doctor"),
        ("form", "Form"),
        ("section_12", "Approved under section 12?"),
        ("knew_person", "Knew the person before?"),
    ),
    "relative": (("result", "What happened"), ("name", "Who"), ("how", "How"), ("reason_not", "Why not")),
    "decision": (
        ("outcome", "Outcome"),
        ("reasons", "Reasons"),
        ("alternatives", "Alternatives considered"),
        ("warrant", "Warrant"),
        ("police_role", "Police"),
    ),
    "carrying-out": (("step", "What happened"), ("place", "Where"), ("ods", "Its ODS code, if known")),
    "note": (("text", "What happened"),),
    "wait": (
        ("reason", "What is waited for"),
        ("stage", "Which part of the work waits"),
        ("agency", "Who is waited on"),
        ("chosen", "Forced or chosen"),
        ("note", "A word on it"),
        ("escalated_to", "Escalated to whom"),
        ("harm", "Harm that came of it"),
    ),
    "close": (("detail", "A word on it"), ("amhp_minutes", "AMHP minutes, travel included")),
    "sharing": (("to_whom", "To whom"), ("how", "How")),
}
CODES = {
    ("attempt", "result"): "ATTEMPT_RESULT",
    ("relative", "result"): "CL-NR",
    ("decision", "outcome"): "CL-OUT",
    ("triage", "priority"): "PRIORITY",
    ("attempt", "place_kind"): "CL-PLACE",
    ("decision", "warrant"): "WARRANT",
    ("decision", "police_role"): "POLICE_ROLE",
    ("wait", "reason"): "CL-DEL",
    ("wait", "stage"): "WAIT_STAGE",
    ("wait", "harm"): "HARM",
}
LISTS: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("legal-event", "kind"): [(kind.value, kind.label) for kind in EventKind],
    ("triage", "answer"): list(Triage.Answer.choices),
    ("carrying-out", "step"): list(CarryingOut.Step.choices),
    ("legal-event", "superintendent_approved"): STATION[1:],
    ("wait", "chosen"): [("no", "Forced: somebody else’s"), ("yes", "Chosen: the AMHP’s judgement")],
}
MOST = {"amhp_minutes": 2880, "hours": 72}
AS_TYPED = {True: "yes", False: "no", None: ""}
LONG = {"reasons", "alternatives", "text"}
MOMENTS = {
    "attempt": (Moment("ended", "When it ended", required=False),),
    "recommendation": (
        Moment("examined", "When examined", required=False),
        Moment("signed", "When signed", required=False),
    ),
    "decision": (Moment("application", "Application signed", required=False),),
    "wait": (Moment("ended", "When it ended", required=False),),
}


def asked_as(column: str) -> str:
    """The name of its field: a fact's own reason is not the reason why it is corrected."""
    return "its_reason" if column == "reason" else column


def fact_asked(facts: CaseFacts, asked: str) -> tuple[str, Any] | None:
    """The fact named like "attempt-12", if it holds in this case."""
    what, _, number = asked.rpartition("-")
    rows = getattr(facts, KINDS[what]) if what in KINDS else ()
    found = next((row for row in rows if str(row.pk) == number), None)
    return (what, found) if found is not None else None


class CorrectionForm(FactForm):
    """One recorded fact, with the values it has now."""

    title, button = "Correct what is recorded", "Correct it"
    lead = "A correction is added; what was recorded stays on the timeline, marked, with your reason."
    moments = ()
    fact = forms.CharField(widget=forms.HiddenInput, max_length=40)
    did_not_happen = forms.BooleanField(label="This did not happen: strike it out", required=False)
    reason = forms.CharField(label="Why it is corrected", max_length=400)

    def prepare(self) -> None:
        asked = self.data.get("fact", "") if self.is_bound else self.asked.get("fact", "")
        found = fact_asked(self.facts, asked)
        self.what = found[0] if found else ""
        self.row: Any = found[1] if found else None
        self.initial["fact"] = asked
        self.when: tuple[Moment, ...] = ()
        if self.row is None:
            return
        self.when = (Moment("happened", "When it happened"), *MOMENTS.get(self.what, ()))
        own: dict[str, forms.Field] = {}
        for moment in self.when:
            own |= moment.make()
            self.initial.update(moment.initial(getattr(self.row, f"{moment.name}_at")))
        for name, label in WORDS[self.what]:
            own[asked_as(name)] = self._field(name, label)
            value = getattr(self.row, name)
            self.initial[asked_as(name)] = (
                AS_TYPED[value] if value is None or isinstance(value, bool) else value
            )
        rest = dict(self.fields)
        self.fields.clear()
        self.fields.update(own)
        self.fields.update(rest)

    def _field(self, name: str, label: str) -> forms.Field:
        listed = LISTS.get((self.what, name))
        if listed is None and (self.what, name) in CODES:
            listed = choices_of(CODES[self.what, name], on=self.today)
        kind = self.row._meta.get_field(name).get_internal_type()
        if listed is None and kind == "BooleanField":
            listed = list(YES_NO[1:])
        if listed is not None:
            return forms.ChoiceField(label=label, required=False, choices=[("", "Not known"), *listed])
        if name in LONG:
            return forms.CharField(
                label=label, required=False, max_length=LONG_TEXT, widget=forms.Textarea({"rows": "4"})
            )
        if name in MOST:
            return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST[name])
        longest = getattr(self.row._meta.get_field(name), "max_length", None)
        return forms.CharField(label=label, required=False, max_length=longest or 300)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.row is None:
            self.add_error(None, "This fact is not there to be corrected. Choose it on the case page.")
            return said
        for moment in self.when:
            said[f"{moment.name}_at"] = moment.clean(self, at=self.at)
        return said

    def _changes(self) -> dict[str, Any]:
        said, names = self.cleaned_data, [name for name, _ in WORDS[self.what]]
        new = {name: self._kept(name, said[asked_as(name)]) for name in names}
        for moment in self.when:
            column = f"{moment.name}_at"
            typed = moment.initial(said[column])
            if said[column] is None or typed != moment.initial(getattr(self.row, column)):
                new[column] = said[column]
        return {name: value for name, value in new.items() if value != getattr(self.row, name)}

    def _kept(self, name: str, typed: Any) -> Any:
        """What was typed as the record keeps it; a yes or no that the record must have stays as it was."""
        column = self.row._meta.get_field(name)
        if column.get_internal_type() != "BooleanField":
            return typed
        said = yes_no(typed)
        return getattr(self.row, name) if said is None and not column.null else said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        said, changes = self.cleaned_data, self._changes()
        if self.row is None or (not changes and not said["did_not_happen"]):
            self.add_error(
                None, "Nothing is different yet. Change what is wrong, or tick that it did not happen."
            )
            return
        correct_fact(
            by=by,
            at=at,
            case=self.facts.case,
            what=self.what,
            fact_id=self.row.pk,
            reason=said["reason"],
            changes={} if said["did_not_happen"] else changes,
            did_not_happen=said["did_not_happen"],
            key=key,
        )
