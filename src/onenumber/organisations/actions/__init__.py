"""Writing a service: its file is loaded; it was put back from a backup."""

from onenumber.organisations.actions.load_service import load_service
from onenumber.organisations.actions.restored import acknowledge_restored, note_restored

__all__ = ["acknowledge_restored", "load_service", "note_restored"]
