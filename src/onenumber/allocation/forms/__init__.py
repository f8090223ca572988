"""What is typed when asking, answering and calling for back-up."""

from onenumber.allocation.forms.answer import AnswerForm, WithdrawForm
from onenumber.allocation.forms.back_up import BackUpDoneForm, BackUpForm, BackUpGoForm
from onenumber.allocation.forms.offer import OfferForm

__all__ = ["AnswerForm", "BackUpDoneForm", "BackUpForm", "BackUpGoForm", "OfferForm", "WithdrawForm"]
