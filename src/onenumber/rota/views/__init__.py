"""Pages of the duty list."""

from onenumber.rota.views.duty_list import duty_list
from onenumber.rota.views.import_list import import_list
from onenumber.rota.views.withdraw import withdraw

__all__ = ["duty_list", "import_list", "withdraw"]
