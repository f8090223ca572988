"""What this room gives the hub's composite pages: documents, blank forms, what the return lacks, forms to be used.

Fragments: cases/documents.html and cases/lacking.html.
"""

from onenumber.cases.panels.blank import blank_forms
from onenumber.cases.panels.documents import DocumentsPanel, documents_panel
from onenumber.cases.panels.rights import FormsOpen, forms_open
from onenumber.cases.presenters.lacking import Lacking, lacking_lines

__all__ = [
    "DocumentsPanel",
    "FormsOpen",
    "Lacking",
    "blank_forms",
    "documents_panel",
    "forms_open",
    "lacking_lines",
]
