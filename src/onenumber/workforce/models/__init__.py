"""Practitioners and the hats they wear over time."""

from onenumber.workforce.models.hat import Hat
from onenumber.workforce.models.practitioner import Practitioner

__all__ = ["Hat", "Practitioner"]
