"""Pages of this room."""

from onenumber.welfare.views.safety_call import not_safe, safety_call

__all__ = ["not_safe", "safety_call"]
