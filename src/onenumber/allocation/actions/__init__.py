"""Asking who goes, answering, and calling for back-up."""

from onenumber.allocation.actions.accept_offer import accept_offer
from onenumber.allocation.actions.announce_turn import announce_turn
from onenumber.allocation.actions.ask_back_up import answer_back_up, ask_back_up, end_back_up
from onenumber.allocation.actions.decline_offer import decline_offer, withdraw_offer
from onenumber.allocation.actions.end_offers import end_offers
from onenumber.allocation.actions.rebuild_offers import rebuild_offers
from onenumber.allocation.actions.send_offers import send_offers
from onenumber.allocation.actions.tell_lead import tell_lead

__all__ = [
    "accept_offer",
    "announce_turn",
    "answer_back_up",
    "ask_back_up",
    "decline_offer",
    "end_back_up",
    "end_offers",
    "rebuild_offers",
    "send_offers",
    "tell_lead",
    "withdraw_offer",
]
