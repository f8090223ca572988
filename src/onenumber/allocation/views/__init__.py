"""Pages of this room: offering, answering, asking who comes, and back-up."""

from onenumber.allocation.views.answer import answer, withdraw
from onenumber.allocation.views.asks import ask, ask_step, new_ask
from onenumber.allocation.views.back_up import back_up, new_back_up
from onenumber.allocation.views.beds import beds, letter
from onenumber.allocation.views.doctors import doctors
from onenumber.allocation.views.link import link
from onenumber.allocation.views.offer import offer

__all__ = [
    "answer",
    "ask",
    "ask_step",
    "back_up",
    "beds",
    "doctors",
    "letter",
    "link",
    "new_ask",
    "new_back_up",
    "offer",
    "withdraw",
]
