"""Calls of somebody who is not safe, and what was answered."""

from onenumber.welfare.models.safety_call import SafetyAnswer, SafetyCall

__all__ = ["SafetyAnswer", "SafetyCall"]
