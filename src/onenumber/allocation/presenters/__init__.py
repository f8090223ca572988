"""The words of this room's pages."""

from onenumber.allocation.presenters.answer import AnswerPage, answer_page
from onenumber.allocation.presenters.ask import AskPage, ask_page
from onenumber.allocation.presenters.back_up import BackUpPage, back_up_page
from onenumber.allocation.presenters.beds import BedSearch, bed_search
from onenumber.allocation.presenters.coming import Coming, present_coming
from onenumber.allocation.presenters.letter import Letter, letter_of
from onenumber.allocation.presenters.link import LinkPage, link_page
from onenumber.allocation.presenters.offer import OfferPage, offer_page

__all__ = [
    "AnswerPage",
    "AskPage",
    "BackUpPage",
    "BedSearch",
    "Coming",
    "Letter",
    "LinkPage",
    "OfferPage",
    "answer_page",
    "ask_page",
    "back_up_page",
    "bed_search",
    "letter_of",
    "link_page",
    "offer_page",
    "present_coming",
]
