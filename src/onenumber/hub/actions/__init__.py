"""What the composite screens themselves do that must leave an entry."""

from onenumber.hub.actions.take_history import take_history
from onenumber.hub.actions.tell_leads import tell_leads

__all__ = ["take_history", "tell_leads"]
