"""Pages about the people who serve."""

from onenumber.workforce.views.people import people

__all__ = ["people"]
