"""The duty list."""

from onenumber.rota.models.duty import Duty

__all__ = ["Duty"]
