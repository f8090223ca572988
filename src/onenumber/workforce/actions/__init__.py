"""Writing who serves: practitioners, the hats they wear, and when doctors are free."""

from onenumber.workforce.actions.change_practitioner import change_practitioner
from onenumber.workforce.actions.end_hat import end_hat
from onenumber.workforce.actions.load_people import PeopleLoaded, load_people
from onenumber.workforce.actions.note_free_time import note_free_time, withdraw_free_time
from onenumber.workforce.actions.record_hat import record_hat
from onenumber.workforce.actions.record_practitioner import record_practitioner

__all__ = [
    "PeopleLoaded",
    "change_practitioner",
    "end_hat",
    "load_people",
    "note_free_time",
    "record_hat",
    "record_practitioner",
    "withdraw_free_time",
]
