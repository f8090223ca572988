"""Writing a service: its file is loaded."""

from onenumber.organisations.actions.load_service import load_service

__all__ = ["load_service"]
