"""What this room's pages say beside their forms."""

from onenumber.cases.presenters.add import AddPage, add_page
from onenumber.cases.presenters.documents import DocumentView, present_document
from onenumber.cases.presenters.report import ReportView, present_report

__all__ = ["AddPage", "DocumentView", "ReportView", "add_page", "present_document", "present_report"]
