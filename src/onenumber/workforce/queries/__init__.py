"""Reading who serves: practitioners, their approvals, and the doctors who can be asked."""

from onenumber.workforce.queries.approvals import ApprovalLine, approval_in_force, approvals
from onenumber.workforce.queries.doctors import (
    DoctorLine,
    FreeLine,
    free_time_for,
    free_times,
    section_12_doctors,
)
from onenumber.workforce.queries.people import practitioner_of, practitioners

__all__ = [
    "ApprovalLine",
    "DoctorLine",
    "FreeLine",
    "approval_in_force",
    "approvals",
    "free_time_for",
    "free_times",
    "practitioner_of",
    "practitioners",
    "section_12_doctors",
]
