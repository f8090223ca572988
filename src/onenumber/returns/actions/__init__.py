"""Taking a return, bringing a file of past referrals in, and undoing that."""

from onenumber.returns.actions.export_return import export_return
from onenumber.returns.actions.import_referrals import FileAlreadyImported, import_referrals
from onenumber.returns.actions.undo_import import undo_import

__all__ = ["FileAlreadyImported", "export_return", "import_referrals", "undo_import"]
