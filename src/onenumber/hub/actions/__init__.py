"""What the composite screens themselves do that must leave an entry."""

from onenumber.hub.actions.take_history import take_history
from onenumber.hub.actions.tell_leads import tell_leads
from onenumber.hub.actions.tell_of_openings import tell_of_openings

__all__ = ["take_history", "tell_leads", "tell_of_openings"]
