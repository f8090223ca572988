"""Writing a service: its file is loaded; it was put back from a backup; what is agreed with others."""

from onenumber.organisations.actions.agreements import end_agreement, record_agreement, take_agreements
from onenumber.organisations.actions.load_service import load_service
from onenumber.organisations.actions.restored import acknowledge_restored, note_restored

__all__ = [
    "acknowledge_restored",
    "end_agreement",
    "load_service",
    "note_restored",
    "record_agreement",
    "take_agreements",
]
