"""What the hub may place on its screens: the page that asks for a reason before a record opens."""

from onenumber.access.panels.reason import ask_reason

__all__ = ["ask_reason"]
