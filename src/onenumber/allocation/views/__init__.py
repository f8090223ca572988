"""Pages of this room: asking, answering, calling for back-up."""

from onenumber.allocation.views.answer import answer, withdraw
from onenumber.allocation.views.back_up import back_up, new_back_up
from onenumber.allocation.views.offer import offer

__all__ = ["answer", "back_up", "new_back_up", "offer", "withdraw"]
