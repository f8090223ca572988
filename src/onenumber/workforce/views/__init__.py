"""Pages about the people who serve."""

from onenumber.workforce.views.doctors import doctors
from onenumber.workforce.views.doctors import withdraw as withdraw_free_time
from onenumber.workforce.views.people import people

__all__ = ["doctors", "people", "withdraw_free_time"]
