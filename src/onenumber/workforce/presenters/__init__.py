"""How the people who serve are shown."""

from onenumber.workforce.presenters.approvals import ApprovalRow, DoctorRow, approval_rows, doctor_rows
from onenumber.workforce.presenters.doctors import DoctorCard, doctor_cards

__all__ = ["ApprovalRow", "DoctorCard", "DoctorRow", "approval_rows", "doctor_cards", "doctor_rows"]
