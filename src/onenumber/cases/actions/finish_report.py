"""Finish the report, or leave an outline: what is recorded and what its author wrote are locked as they stand now.

Finished by somebody whose approval does not appear to be in force it is kept and says so: recording is never blocked.
"""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._document import document_done, finish, lock_case
from onenumber.cases.actions._facts import ImpossibleFact, authored
from onenumber.cases.actions._projection import refresh, touch
from onenumber.cases.models import CarryingOut, Case, Document, ReportDraft
from onenumber.cases.policies import may_write_report
from onenumber.cases.queries import facts_of, own_report, report_content, report_draft
from onenumber.persons.queries import about

KINDS = {Document.Kind.REPORT, Document.Kind.OUTLINE}


@action("report.finished", policy=may_write_report)
def finish_report(
    *, by: Viewer, at: datetime, case: Case, kind: str, key: UUID | None = None
) -> Done[Document]:
    """`kind` is report or outline. A report is finished once by each author; an outline as often as it is needed."""
    if kind not in KINDS:
        raise ImpossibleFact("kind", "Choose the report or the outline.")
    lock_case(case)
    if kind == Document.Kind.REPORT:
        _refuse_a_second(by, case)
    draft = report_draft(by, case)
    words = draft.words if draft is not None else {}
    if kind == Document.Kind.REPORT and not words:
        raise ImpossibleFact(
            "decision", "Nothing is written yet. Write at least one part before you finish it."
        )
    content = report_content(facts_of(case), about(case.person), words, kind=kind, at=at)
    document = finish(case, content, by=by, at=at, kind=kind)
    if kind == Document.Kind.REPORT:
        columns = authored(by=by, at=at, case=case, happened_at=at)
        CarryingOut.objects.create(step=CarryingOut.Step.REPORT_FINISHED, **columns)
        ReportDraft.objects.filter(case=case, user_id=by.user_id).update(words={})
        refresh(case, at=at)
    else:
        touch(case, at=at)
    return document_done(document, case, kind)


def _refuse_a_second(by: Viewer, case: Case) -> None:
    done = own_report(by, case)
    if done is not None:
        raise Conflict(
            "You have finished your report. Write an addendum to it.",
            link=f"/cases/{case.reference}/documents/{done.number}/",
            link_text="Open the report",
        )
