"""What can be added to a contact: one small form for each thing that happens, and one for each correction."""

from typing import Any

from django import forms

from amhp.dataset import code_list
from onenumber.hub.presenters.take_choices import DANGERS
from onenumber.intake.actions import CORRECTABLE
from onenumber.organisations.models import Service
from onenumber.records.submissions import NotAKey, read_key

LINE, LONG, WORDS = 300, 400, 10_000
NUL_WORDS = "This has a character that cannot be kept. Type it again."
CONTACT_FIELDS = {
    "caller_name": "Name of the caller",
    "caller_role": "Role and organisation",
    "caller_number": "Number to ring back",
    "place": "Where they are",
    "place_kind": "Kind of place, for the return",
    "source": "Source, for the return",
    "event_told_by": "Who says so",
    "danger": "Is anyone in danger",
    "words": "What they told you",
}
PERSON_FIELDS = {
    "name": "Name of the person",
    "birth_date": "Date of birth, or age",
    "nhs_number": "NHS number",
    "language_or_help": "Language or help needed",
    "telephone": "Telephone of the person",
    "address": "Address of the person",
}


def _text(label: str, longest: int, *, required: str = "", rows: int = 0, hint: str = "") -> forms.CharField:
    made = forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows})
        if rows
        else forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required, "max_length": f"Use {longest} characters or fewer."},
    )
    made.error_messages["null_characters_not_allowed"] = NUL_WORDS
    return made


class AddForm(forms.Form):
    """What every one of them has: what it is, and the key that makes a second sending harmless."""

    what = ""
    heading = ""
    button = ""
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, service: Service, **more: Any) -> None:
        self.service = service
        more.setdefault("auto_id", f"id_{self.what}_%s")
        super().__init__(*given, **more)

    def clean_key(self) -> Any:
        """The key as a UUID; one that is lost asks for the page to be opened again."""
        try:
            return read_key(self.cleaned_data["key"])
        except NotAKey as lost:
            raise forms.ValidationError(str(lost)) from lost


class AnsweredForm(AddForm):
    what, heading, button = "answered", "Answered", "Save as answered"
    detail = _text("What was advised or done", LONG, rows=2)


class PassedOnForm(AddForm):
    what, heading, button = "passed_on", "Pass it on", "Passed on"
    detail = _text("To whom", LONG, required="Say to whom it was passed on.")


class WithdrawnForm(AddForm):
    what, heading, button = "withdrawn", "Withdrawn by the caller", "Withdrawn"
    detail = _text("Why, if they said", LONG)


class VoidedForm(AddForm):
    what, heading, button = "voided", "Void: recorded by mistake", "Void this contact"
    detail = _text("Why", LONG, required="Say why. The contact stays on the record, marked as void.")


class PoliceForm(AddForm):
    what, heading, button = "police", "Add to the police line", "Save this entry"
    record_check = _text("Record check: what was found", LINE)
    advice_given = _text("Advice given", WORDS, rows=2)
    officer_did = _text("What the officer did", LINE)
    outcome_next_day = _text("Outcome at 24 hours", LINE)

    def clean(self) -> dict[str, Any]:
        """One answer at least."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(value for name, value in said.items() if name != "key"):
            self.add_error("advice_given", "Write at least one of the four.")
        return said


class ReferralForm(AddForm):
    what, heading, button = "referral", "Turn it into a referral", "Open a case"
    contact_type = forms.ChoiceField(
        label="What is to be considered",
        error_messages={
            "required": "Choose what is to be considered.",
            "invalid_choice": "Choose one of these.",
        },
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        offered = [(code.code, code.label) for code in code_list("CL-TYPE") if not code.has("advice")]
        self.fields["contact_type"].choices = offered  # type: ignore[attr-defined]


class CorrectForm(AddForm):
    what, heading, button = "correct", "Correct what it says", "Save the correction"
    field = forms.ChoiceField(
        label="What is to be corrected",
        choices=[(name, CONTACT_FIELDS[name]) for name in CORRECTABLE],
        error_messages={"required": "Choose what to correct.", "invalid_choice": "Choose one of these."},
    )
    value = _text("What it should say", WORDS, rows=2)
    reason = _text("Why", LONG, required="Say why: the correction shows with its reason.")

    def clean(self) -> dict[str, Any]:
        """A code must be one of its list."""
        said: dict[str, Any] = super().clean() or {}
        known = {
            "source": {code.code for code in code_list("CL-SRC")} | {""},
            "place_kind": {code.code for code in code_list("CL-PLACE")} | {""},
            "danger": {value for value, _ in DANGERS},
        }.get(said.get("field", ""))
        if known is not None and said.get("value", "") not in known:
            self.add_error("value", f"Write one of: {', '.join(sorted(known - {''}))}.")
        return said


class CorrectPersonForm(AddForm):
    what, heading, button = "correct_person", "Correct who the person is", "Save the correction"
    field = forms.ChoiceField(
        label="What is to be corrected",
        choices=list(PERSON_FIELDS.items()),
        error_messages={"required": "Choose what to correct.", "invalid_choice": "Choose one of these."},
    )
    value = _text("What it should say", LINE)
    reason = _text("Why", LONG, required="Say why: the correction shows with its reason.")


class CountersignForm(AddForm):
    what, heading, button = "countersign", "Countersign", "I have read it and stand by it"


class PersonAnswerForm(AddForm):
    """Same person, or not: the record answered about."""

    person = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**62,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Open the page again."),
    )  # fmt: skip


class SameForm(PersonAnswerForm):
    what, heading, button = "same", "Same person", "Same person"


class NotSameForm(PersonAnswerForm):
    what, heading, button = "not_same", "Not the same", "Not the same"


class ReasonForm(AddForm):
    what, heading, button = "reason", "Why do you need to open this record?", "Open the record"
    reason = _text(
        "Reason", LONG, required="Write why you need to open this record.", rows=3,
        hint="It is kept with your name and the time, and the AMHP lead reviews every one.",
    )  # fmt: skip


FORMS: dict[str, type[AddForm]] = {
    form.what: form
    for form in (
        AnsweredForm,
        PassedOnForm,
        WithdrawnForm,
        VoidedForm,
        PoliceForm,
        ReferralForm,
        CorrectForm,
        CorrectPersonForm,
        CountersignForm,
        SameForm,
        NotSameForm,
        ReasonForm,
    )
}
