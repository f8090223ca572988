"""What is typed when asking, answering, escalating and calling for back-up."""

from onenumber.allocation.forms.answer import AnswerForm, WithdrawForm
from onenumber.allocation.forms.ask import AskForm
from onenumber.allocation.forms.ask_steps import STEPS, StepForm
from onenumber.allocation.forms.back_up import BackUpDoneForm, BackUpForm, BackUpGoForm
from onenumber.allocation.forms.doctors import DoctorsForm
from onenumber.allocation.forms.escalation import LetterSentForm, RungForm
from onenumber.allocation.forms.link import LinkForm
from onenumber.allocation.forms.offer import OfferForm

__all__ = [
    "STEPS",
    "AnswerForm",
    "AskForm",
    "BackUpDoneForm",
    "BackUpForm",
    "BackUpGoForm",
    "DoctorsForm",
    "LetterSentForm",
    "LinkForm",
    "OfferForm",
    "RungForm",
    "StepForm",
    "WithdrawForm",
]
