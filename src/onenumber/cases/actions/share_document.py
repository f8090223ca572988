"""Write down that a document was given to somebody: to whom, how and when. It sends nothing itself."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import Case, Document, Sharing
from onenumber.cases.policies import may_record


@action("document.shared", policy=may_record)
def share_document(
    *, by: Viewer, at: datetime, case: Case, number: int, to_whom: str, how: str,
    happened_at: datetime | None = None, key: UUID | None = None,
) -> Done[Sharing]:  # fmt: skip
    """`number` is the document's in its case."""
    document = Document.objects.filter(case=case, number=number).defer("content").first()
    if document is None:
        raise ImpossibleFact("document", "Choose the document that was given.")
    for name, said in (("to_whom", to_whom), ("how", how)):
        if not said.strip():
            raise ImpossibleFact(name, "Write to whom it was given, and how.")
    columns = authored(by=by, at=at, case=case, happened_at=happened_at or at)
    sharing = Sharing.objects.create(document=document, to_whom=to_whom, how=how, **columns)
    touch(case, at=at)
    return Done(
        sharing,
        subject=case.reference,
        service_id=case.service_id,
        fields=("shared",),
        leads_to=f"/cases/{case.reference}/documents/{document.number}/",
    )
