"""What the composite screens themselves do that must leave an entry."""

from onenumber.hub.actions.take_history import take_history

__all__ = ["take_history"]
