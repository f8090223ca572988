"""The report as it is written, kept on the server: one overwritten row for each author, outside the audit until it is
finished.

Two windows of one author never overwrite each other: a page may keep only if it kept last, or was opened after the
last keeping.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.audit.queries import reach_of
from onenumber.cases.models import Case, ReportDraft
from onenumber.cases.policies import may_write_report
from onenumber.cases.queries import PART_KEYS
from onenumber.records.wall import writing


def keep_report_draft(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    words: Mapping[str, str],
    page: UUID,
    opened_at: int,
    sequence: int | None,
) -> bool:
    """Overwrite the draft with what is typed now; False when another window kept something this page never saw.

    `opened_at` is the draft's sequence when the page was opened, `sequence` counts the keepings of that page
    (None: the next one).
    """
    if not may_write_report(by, case=case):
        raise NotAllowed("report.kept")
    kept = {key: words[key] for key in PART_KEYS if words.get(key, "").strip()}
    with writing(reach_of(by)):
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
        draft = ReportDraft.objects.filter(case=case, user_id=by.user_id).first()
        last = draft.sequence if draft else 0
        mine = draft is not None and draft.page == page
        if (sequence is not None and sequence <= last) if mine else (opened_at != last):
            return False
        number = max(sequence or 0, last + 1)
        values = {"words": kept, "page": page, "sequence": number, "kept_at": at}
        ReportDraft.objects.update_or_create(case=case, user_id=by.user_id, defaults=values)
    return True
