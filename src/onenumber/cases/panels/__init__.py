"""What this room gives the hub's composite pages: documents of a case, blank forms, and what the return lacks.

Fragments: cases/documents.html and cases/lacking.html.
"""

from onenumber.cases.panels.blank import blank_forms
from onenumber.cases.panels.documents import DocumentsPanel, documents_panel
from onenumber.cases.presenters.lacking import Lacking, lacking_lines

__all__ = ["DocumentsPanel", "Lacking", "blank_forms", "documents_panel", "lacking_lines"]
