"""What can be typed about the duty list."""

from onenumber.rota.forms.duty import DutyForm, ImportForm, WithdrawForm

__all__ = ["DutyForm", "ImportForm", "WithdrawForm"]
