"""Making a list, filling it, asking, accepting, signing."""

from onenumber.handover.actions.accept_item import accept_item
from onenumber.handover.actions.add_item import add_item
from onenumber.handover.actions.ask_about_item import answer_question, ask_about_item
from onenumber.handover.actions.fill_handover import fill_handover
from onenumber.handover.actions.make_handover import make_handover
from onenumber.handover.actions.sign_handover import sign_handover
from onenumber.handover.actions.tell_lead_of_handover import tell_lead_of_handover
from onenumber.handover.actions.word_item import word_item

__all__ = [
    "accept_item",
    "add_item",
    "answer_question",
    "ask_about_item",
    "fill_handover",
    "make_handover",
    "sign_handover",
    "tell_lead_of_handover",
    "word_item",
]
