"""Writing the duty list: a line typed, a line withdrawn, a file imported."""

from onenumber.rota.actions.import_duties import import_duties
from onenumber.rota.actions.record_duty import record_duty
from onenumber.rota.actions.withdraw_duty import withdraw_duty

__all__ = ["import_duties", "record_duty", "withdraw_duty"]
