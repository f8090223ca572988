"""What the hub may place on My day: one's own open call."""

from onenumber.welfare.panels.own_call import show_own_call

__all__ = ["show_own_call"]
