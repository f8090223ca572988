"""Practitioners, the hats they wear over time, and when doctors say they are free."""

from onenumber.workforce.models.free_time import FreeTime
from onenumber.workforce.models.hat import Hat
from onenumber.workforce.models.practitioner import Practitioner

__all__ = ["FreeTime", "Hat", "Practitioner"]
