"""The words of this room's pages."""

from onenumber.allocation.presenters.answer import AnswerPage, answer_page
from onenumber.allocation.presenters.back_up import BackUpPage, back_up_page
from onenumber.allocation.presenters.offer import OfferPage, offer_page

__all__ = ["AnswerPage", "BackUpPage", "OfferPage", "answer_page", "back_up_page", "offer_page"]
