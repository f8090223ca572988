"""Finishing a document: its number in the case, one exact text with its digest, its author's approval just then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from amhp.calendar import day_in_london
from onenumber.audit.actions import Done
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import authored
from onenumber.cases.models import Case, Document
from onenumber.cases.queries import digest_of, written_down
from onenumber.workforce.queries import approval_in_force


def lock_case(case: Case) -> None:
    """Two documents of a case finished at once come one after the other."""
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


def finish(
    case: Case,
    content: Mapping[str, Any],
    *,
    by: Viewer,
    at: datetime,
    kind: str,
    slot: str = "",
    adds_to: Document | None = None,
) -> Document:
    """The row of a finished document; the case is locked already. What an AMHP wrote says whether they are approved."""
    rows = Document.objects.filter(case=case)
    own_words = kind != Document.Kind.LETTER and by.practitioner_id is not None
    text = written_down(content)
    return Document.objects.create(
        number=rows.count() + 1,
        version=rows.filter(kind=kind).count() + 1,
        kind=kind,
        slot=slot,
        adds_to=adds_to,
        amhp_id=by.practitioner_id,
        approval_in_force=approval_in_force(by.practitioner_id, day_in_london(at))
        if own_words and by.practitioner_id
        else None,
        content=text,
        digest=digest_of(text),
        **authored(by=by, at=at, case=case, happened_at=at),
    )


def document_done(document: Document, case: Case, *fields: str) -> Done[Document]:
    """The audit names the case; the page goes to the document (an addendum's is the one it adds to)."""
    shown = document.adds_to or document
    return Done(
        document,
        subject=case.reference,
        service_id=case.service_id,
        fields=fields,
        leads_to=f"/cases/{case.reference}/documents/{shown.number}/",
    )
