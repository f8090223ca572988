"""Report and letters of a case: what is finished, and what this viewer may write.

Its fragment: cases/documents.html.
"""

from dataclasses import dataclass
from datetime import datetime

from amhp.calendar import say_moment
from onenumber.audit.models import Viewer
from onenumber.cases.models import Document
from onenumber.cases.panels.rights import FormsOpen
from onenumber.cases.policies import may_write_report
from onenumber.cases.queries import CaseFacts, document_title


@dataclass(frozen=True)
class DocumentLine:
    """One finished document."""

    title: str
    number: int
    when: str
    by: str
    given: str


@dataclass(frozen=True)
class DocumentsPanel:
    """The panel's facts. `writes` offers the report to who held the case and has not finished theirs; `gives` offers
    to note to whom a document went.
    """

    reference: str
    lines: tuple[DocumentLine, ...]
    writes: bool
    letters: bool
    gives: bool


def documents_panel(viewer: Viewer, facts: CaseFacts, forms: FormsOpen, *, at: datetime) -> DocumentsPanel:
    """Documents in their order; an addendum stands under what it adds to and is not listed."""
    case = facts.case
    own = any(row.kind == Document.Kind.REPORT and row.by_id == viewer.user_id for row in facts.documents)
    return DocumentsPanel(
        reference=case.reference,
        lines=tuple(
            _line(row, facts, at)
            for row in sorted(facts.documents, key=lambda row: row.number)
            if row.kind != Document.Kind.ADDENDUM
        ),
        writes=not own and may_write_report(viewer, case=case),
        letters=forms.settle,
        gives=forms.record,
    )


def _line(row: Document, facts: CaseFacts, at: datetime) -> DocumentLine:
    to = [each.to_whom for each in facts.sharings if each.document_id == row.pk]
    added = sum(later.adds_to_id == row.pk for later in facts.documents)
    more = f", {added} added" if added else ""
    return DocumentLine(
        title=f"{document_title(row)}{more}",
        number=row.number,
        when=say_moment(row.happened_at, at),
        by=row.by_name,
        given=f"given to {', '.join(to)}" if to else "",
    )
