"""How the people who serve are shown."""

from onenumber.workforce.presenters.approvals import ApprovalRow, DoctorRow, approval_rows, doctor_rows

__all__ = ["ApprovalRow", "DoctorRow", "approval_rows", "doctor_rows"]
