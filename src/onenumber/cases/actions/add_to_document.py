"""Add to a finished document: an addendum is a document of its own; what was finished stays as it was."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._document import document_done, finish, lock_case
from onenumber.cases.actions._facts import ImpossibleFact
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import Case, Document
from onenumber.cases.policies import may_write_report

ADDED_TO = (Document.Kind.REPORT, Document.Kind.OUTLINE)


@action("report.added_to", policy=may_write_report)
def add_to_document(
    *, by: Viewer, at: datetime, case: Case, number: int, words: str, key: UUID | None = None
) -> Done[Document]:
    """`number` is the report's or outline's in its case."""
    lock_case(case)
    document = Document.objects.filter(case=case, number=number, kind__in=ADDED_TO).first()
    if document is None:
        raise ImpossibleFact("document", "Choose the report or outline to add to.")
    if not words.strip():
        raise ImpossibleFact("words", "Write what is to be added.")
    added = finish(case, {"words": words}, by=by, at=at, kind=Document.Kind.ADDENDUM, adds_to=document)
    touch(case, at=at)
    return document_done(added, case, "addendum")
