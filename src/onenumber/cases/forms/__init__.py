"""The small forms that record what happened: one for each kind of fact, by the name in their address."""

from onenumber.cases.forms.assessing import AttemptEndForm, AttemptForm, RecommendationForm, RelativeForm
from onenumber.cases.forms.base import FactForm
from onenumber.cases.forms.correcting import CorrectionForm
from onenumber.cases.forms.deciding import CarryingOutForm, DecisionForm, TriageForm, WrittenReasonsForm
from onenumber.cases.forms.documents import AddendumForm, LetterForm, SharingForm
from onenumber.cases.forms.follow_up import FollowUpEndForm, FollowUpForm, FollowUpHandForm
from onenumber.cases.forms.legal_event import LegalEventForm
from onenumber.cases.forms.report import ReportForm
from onenumber.cases.forms.return_answers import ReturnAnswersForm
from onenumber.cases.forms.simple import (
    AlertEndForm,
    AlertForm,
    ChangeForm,
    CloseForm,
    NoteForm,
    PersonForm,
    ReopenForm,
    RestrictForm,
    StandDownForm,
)
from onenumber.cases.forms.waits import WaitEndForm, WaitForm

FORMS: dict[str, type[FactForm]] = {
    "note": NoteForm,
    "triage": TriageForm,
    "legal-event": LegalEventForm,
    "wait": WaitForm,
    "wait-end": WaitEndForm,
    "attempt": AttemptForm,
    "attempt-end": AttemptEndForm,
    "relative": RelativeForm,
    "recommendation": RecommendationForm,
    "decision": DecisionForm,
    "carrying-out": CarryingOutForm,
    "written-reasons": WrittenReasonsForm,
    "follow-up": FollowUpForm,
    "follow-up-end": FollowUpEndForm,
    "follow-up-hand": FollowUpHandForm,
    "change": ChangeForm,
    "correction": CorrectionForm,
    "close": CloseForm,
    "reopen": ReopenForm,
    "stand-down": StandDownForm,
    "person": PersonForm,
    "alert": AlertForm,
    "alert-end": AlertEndForm,
    "return": ReturnAnswersForm,
    "addendum": AddendumForm,
    "shared": SharingForm,
    "restrict": RestrictForm,
}

__all__ = ["FORMS", "FactForm", "LetterForm", "ReportForm"]
