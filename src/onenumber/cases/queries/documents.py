"""Documents of a case: one of them with its text, its addenda and whom it went to; and what an author has drafted."""

import json
from dataclasses import dataclass
from typing import Any

from onenumber.audit.models import Viewer
from onenumber.cases.models import Case, Document, ReportDraft, Sharing
from onenumber.cases.queries.finding import NotFound
from onenumber.cases.queries.report import is_as_finished


@dataclass(frozen=True)
class WholeDocument:
    """A finished document as it is read: its content, what was added to it since, and with whom it was shared."""

    document: Document
    content: dict[str, Any]
    as_finished: bool
    addenda: tuple[tuple[Document, str], ...]
    sharings: tuple[Sharing, ...]


def whole_document(case: Case, number: int) -> WholeDocument:
    """One document of a case that `case_for` has opened. Raises NotFound."""
    document = Document.objects.filter(case=case, number=number).first()
    if document is None:
        raise NotFound("no such document")
    later = Document.objects.filter(adds_to=document).order_by("number")
    shared = Sharing.objects.filter(document=document, corrected_by__isnull=True, struck_out=False)
    return WholeDocument(
        document=document,
        content=json.loads(document.content),
        as_finished=is_as_finished(document) and all(map(is_as_finished, later)),
        addenda=tuple((row, json.loads(row.content)["words"]) for row in later),
        sharings=tuple(shared.order_by("happened_at", "id")),
    )


def report_draft(viewer: Viewer, case: Case) -> ReportDraft | None:
    """What the viewer has written of the report of a case so far."""
    return ReportDraft.objects.filter(case=case, user_id=viewer.user_id).first()


def own_report(viewer: Viewer, case: Case) -> Document | None:
    """The report the viewer has finished in a case, without its text."""
    rows = Document.objects.filter(case=case, kind=Document.Kind.REPORT, by_id=viewer.user_id)
    return rows.defer("content").first()
