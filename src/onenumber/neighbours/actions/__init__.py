"""Asking another service, writing down that one asked, deciding for a side, taking the case on."""

from onenumber.neighbours.actions.ask import ask_neighbour, write_down_asked
from onenumber.neighbours.actions.decide import decide_request
from onenumber.neighbours.actions.take_on import take_on
from onenumber.neighbours.actions.tell_lead import tell_lead_of_request

__all__ = ["ask_neighbour", "decide_request", "take_on", "tell_lead_of_request", "write_down_asked"]
