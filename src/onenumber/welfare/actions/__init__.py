"""Saying that one is not safe, answering, and closing the call."""

from onenumber.welfare.actions.answer_safety_call import answer_safety_call, close_safety_call, say_safe
from onenumber.welfare.actions.call_not_safe import call_not_safe

__all__ = ["answer_safety_call", "call_not_safe", "close_safety_call", "say_safe"]
