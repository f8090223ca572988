"""What is typed about the people who serve."""

from onenumber.workforce.forms.free_time import FreeTimeForm

__all__ = ["FreeTimeForm"]
