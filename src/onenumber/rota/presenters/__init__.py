"""How the duty list is shown."""

from onenumber.rota.presenters.duty_list import DutyDay, DutyRow, duty_days

__all__ = ["DutyDay", "DutyRow", "duty_days"]
