"""What the return still lacks, on one page: asked once, worth asking, never in the way. Answers given stand in it.

The language and the need of an interpreter are proposed from what was noted when the contact was taken; they are
shown and changeable.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from amhp.dataset import code_list
from onenumber.audit.models import Viewer
from onenumber.cases.actions import answer_for_return
from onenumber.cases.forms.base import FactForm, choices_of
from onenumber.cases.models import ReturnAnswers
from onenumber.cases.queries import Capacity
from onenumber.cases.queries.return_row import alternatives_tried
from onenumber.organisations.models import Organisation

NOT_ASKED = [("", "Not asked yet")]
ELSEWHERE = "another"
CHOSEN = (("residence", "residence_gss"), ("referrer", "referrer_ods"))  # from a list, or else by its code
YES_NO = [*NOT_ASKED, ("yes", "Yes"), ("no", "No")]
Y_N = [*NOT_ASKED, ("Y", "Yes"), ("N", "No")]
TICKS = forms.CheckboxSelectMultiple
LISTS = {
    "accommodation": "ACCOMMODATION",
    "language": "LANGUAGE",
    "gender_identity": "GENDER",
    "ethnic_category": "ETHNICITY_2001",
    "ld_autism": "LD_AUTISM",
    "known_to_mh": "KNOWN_TO_MH",
    "cross_border_reason": "CROSS_BORDER",
    "amhp_capacity_source": "CAPACITY_SOURCE",
}
OTHERS = (
    "residence",
    "residence_gss",
    "interpreter_needed",
    "interpreter_used",
    "referrer",
    "referrer_ods",
    "sla_code",
    "no_doctor",
)
PERSON = ("language", "interpreter_needed", "gender_identity", "ethnic_category", "ld_autism")


class ReturnAnswersForm(FactForm):
    """Facts about the person and the request that no other page asks."""

    title, button, moments = "What the return still lacks", "Record the answers", ()
    lead = (
        "Worth asking when there is a moment; nothing here holds the work up. “Not known” and “declined” are answers. "
        "Leave alone what nobody has asked."
    )
    accommodation = forms.ChoiceField(label="Where the person lives", required=False)
    residence = forms.ChoiceField(label="In which council’s area", required=False)
    residence_gss = forms.CharField(label="If in another: its ONS code", required=False, max_length=9)
    cross_border_reason = forms.ChoiceField(label="If in another: why we act", required=False)
    known_to_mh = forms.ChoiceField(label="Known to mental health services", required=False)
    language = forms.ChoiceField(label="Language the person prefers", required=False)
    interpreter_needed = forms.ChoiceField(label="Is an interpreter needed?", choices=YES_NO, required=False)
    interpreter_used = forms.ChoiceField(label="Was an interpreter used?", choices=Y_N, required=False)
    gender_identity = forms.ChoiceField(label="Gender, as the person says", required=False)
    ethnic_category = forms.ChoiceField(label="Ethnic category, as the person says", required=False)
    ld_autism = forms.ChoiceField(label="Learning disability or autism", required=False)
    referrer = forms.ChoiceField(label="Organisation that asked", required=False)
    referrer_ods = forms.CharField(label="If another: its ODS code", required=False, max_length=6)
    amhp_capacity_source = forms.ChoiceField(label="Where the AMHP came from", required=False)
    sla_code = forms.CharField(label="If a neighbour: under which agreement", required=False, max_length=60)
    no_doctor = forms.ChoiceField(
        label="Doctors", required=False, choices=[("", "As recorded"), ("Y", "None examined")]
    )
    dependants = forms.MultipleChoiceField(label="Who depends on the person", required=False, widget=TICKS)
    alternatives_tried = forms.MultipleChoiceField(label="Alternatives tried", required=False, widget=TICKS)
    reason = forms.CharField(label="If an answer is corrected: why", required=False, max_length=400)
    narrow = (*LISTS, *OTHERS)

    def prepare(self) -> None:
        """Choices as of today, answers as they stand, and no question that cannot apply."""
        for name, listed in LISTS.items():
            self.choose(name, choices_of(listed, on=self.today, empty="Not asked yet"))
        self.listed = {"residence_gss": self._residences(), "referrer_ods": self._organisations()}
        for chosen, code in CHOSEN:
            self.choose(chosen, self.listed[code])
        for name, listed in (("dependants", "DEPENDANTS"), ("alternatives_tried", "CL-ALT")):
            self.choose(name, choices_of(listed, on=self.today))
        self.stood = self._stood()
        self.initial.update(self._shown())
        self._leave_out()

    def _residences(self) -> list[tuple[str, str]]:
        council = self.facts.case.council
        special = choices_of("RESIDENCE_SPECIAL", on=self.today)
        return [*NOT_ASKED, (council.code_gss, council.name), *special, (ELSEWHERE, "Another council’s")]

    def _organisations(self) -> list[tuple[str, str]]:
        known = Organisation.objects.exclude(code_ods="").order_by("name").values_list("code_ods", "name")
        return [*NOT_ASKED, *known, *choices_of("ODS_SPECIAL", on=self.today), (ELSEWHERE, "Another")]

    def _stood(self) -> dict[str, str]:
        """Every answer as it is kept now, by the name of its field."""
        person = self.facts.case.person
        kept = {name: self.facts.answer(name) for name in ReturnAnswers.ANSWERS}
        kept["alternatives_tried"] = alternatives_tried(self.facts)
        kept |= {name: getattr(person, name) for name in PERSON if name != "interpreter_needed"}
        kept["interpreter_needed"] = {True: "yes", False: "no", None: ""}[person.interpreter_needed]
        return kept

    def _shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = {name: value for name, value in self.stood.items() if name in self.fields}
        for name in ("dependants", "alternatives_tried"):
            shown[name] = self.stood[name].split()
        for chosen, code in CHOSEN:
            known = self.stood[code] in dict(self.listed[code])
            shown |= {
                chosen: self.stood[code] if known else ELSEWHERE,
                code: "" if known else self.stood[code],
            }
        return shown | self._proposed(shown)

    def _proposed(self, shown: dict[str, Any]) -> dict[str, str]:
        noted = self.facts.case.person.language_or_help.casefold()
        proposed = {}
        if noted and not shown["language"]:
            named = (
                row.code for row in code_list("LANGUAGE", on=self.today) if row.label.casefold() in noted
            )
            proposed["language"] = next(named, "")
        if "interpreter" in noted and not shown["interpreter_needed"]:
            proposed["interpreter_needed"] = "yes"
        return proposed

    def _leave_out(self) -> None:
        held = self.facts.commitments[:1]
        duty_says = held and Capacity.of([self.facts]).source(held[0].practitioner_id, held[0].happened_at)
        if not held or duty_says:
            del self.fields["amhp_capacity_source"], self.fields["sla_code"]
        if self.facts.recommendations or not self.facts.assessed:
            del self.fields["no_doctor"]
        if any(row.interpreter_used is not None for row in self.facts.attempts):
            del self.fields["interpreter_used"]

    def _answers(self) -> dict[str, str]:
        """What was sent, by the names of the dataset's fields."""
        said = {name: self.cleaned_data.get(name) or "" for name in self.stood if name in self.fields}
        said |= {name: " ".join(said[name]) for name in ("dependants", "alternatives_tried")}
        for chosen, code in CHOSEN:
            picked, typed = self.cleaned_data.get(chosen) or "", said[code].strip().upper()
            said[code] = typed if picked == ELSEWHERE or (typed and not picked) else picked
        return said

    def record(self, *, by: Viewer, at: datetime, key: UUID) -> None:
        """Keep what is new or different."""
        changed = {name: value for name, value in self._answers().items() if value != self.stood[name]}
        emptied = [name for name, value in changed.items() if not value]
        for name in emptied:
            self.add_error(name, "This was answered already: choose “not known” rather than nothing.")
        if not changed:
            self.add_error(None, "Nothing is different yet. Answer what you know, or go back to the case.")
        if self.errors:
            return
        answer_for_return(
            by=by,
            at=at,
            case=self.facts.case,
            about_person={name: value for name, value in changed.items() if name in PERSON},
            about_case={name: value for name, value in changed.items() if name not in PERSON},
            reason=self.cleaned_data["reason"],
            key=key,
        )
