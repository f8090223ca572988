"""Asking who goes and who comes, answering, escalating, and calling for back-up."""

from onenumber.allocation.actions.accept_offer import accept_offer
from onenumber.allocation.actions.announce_turn import announce_turn
from onenumber.allocation.actions.answer_ask import answer_ask
from onenumber.allocation.actions.ask_back_up import answer_back_up, ask_back_up, end_back_up
from onenumber.allocation.actions.clear_up import clear_up
from onenumber.allocation.actions.decline_offer import decline_offer, withdraw_offer
from onenumber.allocation.actions.end_asks import end_asks
from onenumber.allocation.actions.end_offers import end_offers
from onenumber.allocation.actions.escalate import escalate
from onenumber.allocation.actions.follow_ask import arrive, cancel, change_time, leave, note_acquaintance
from onenumber.allocation.actions.rebuild_offers import rebuild_offers
from onenumber.allocation.actions.record_ask import Asked, record_ask
from onenumber.allocation.actions.send_asks import send_asks
from onenumber.allocation.actions.send_offers import send_offers
from onenumber.allocation.actions.tell_lead import tell_lead

__all__ = [
    "Asked",
    "accept_offer",
    "announce_turn",
    "answer_ask",
    "answer_back_up",
    "arrive",
    "ask_back_up",
    "cancel",
    "change_time",
    "clear_up",
    "decline_offer",
    "end_asks",
    "end_back_up",
    "end_offers",
    "escalate",
    "leave",
    "note_acquaintance",
    "rebuild_offers",
    "record_ask",
    "send_asks",
    "send_offers",
    "tell_lead",
    "withdraw_offer",
]
