"""Pages of this room: one small form for each thing that can be recorded, the report, its documents and letters."""

from onenumber.cases.views.add import add
from onenumber.cases.views.delays import delays, delays_export, delays_of_case
from onenumber.cases.views.documents import document, document_pdf, letters
from onenumber.cases.views.report import report, report_draft_kept

__all__ = [
    "add",
    "delays",
    "delays_export",
    "delays_of_case",
    "document",
    "document_pdf",
    "letters",
    "report",
    "report_draft_kept",
]
