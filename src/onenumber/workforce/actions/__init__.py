"""Writing who serves: practitioners and the hats they wear."""

from onenumber.workforce.actions.change_practitioner import change_practitioner
from onenumber.workforce.actions.end_hat import end_hat
from onenumber.workforce.actions.load_people import PeopleLoaded, load_people
from onenumber.workforce.actions.record_hat import record_hat
from onenumber.workforce.actions.record_practitioner import record_practitioner

__all__ = [
    "PeopleLoaded",
    "change_practitioner",
    "end_hat",
    "load_people",
    "record_hat",
    "record_practitioner",
]
