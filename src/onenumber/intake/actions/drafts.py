"""The page as it is typed, kept on the server: one overwritten row each, outside the audit until it is
saved.

A reference is issued the moment the page opens. If the draft is abandoned the number is a gap, never used
again.
"""

import uuid
from datetime import datetime

from onenumber.audit.actions import NotAllowed
from onenumber.audit.models import Viewer
from onenumber.audit.queries import reach_of
from onenumber.intake.models import Draft
from onenumber.intake.queries.may import may_take
from onenumber.organisations.models import Service
from onenumber.records.references import next_reference
from onenumber.records.wall import writing

CONTACT_SERIES = "C"


def start_draft(*, by: Viewer, at: datetime, service: Service) -> Draft:
    """A new draft under the next contact reference. Raises NotAllowed."""
    if not may_take(by, service=service):
        raise NotAllowed("draft.started")
    with writing(reach_of(by)):
        return Draft.objects.create(
            reference=next_reference(CONTACT_SERIES, at=at),
            user_id=by.user_id,
            service=service,
            answered_at=by.happened(at),
            kept_at=at,
            fields={},
            key=uuid.uuid4(),
        )


def keep_draft(
    *, by: Viewer, at: datetime, draft: Draft, fields: dict[str, object], cursor: str, sequence: int
) -> bool:
    """Overwrite the draft with what is typed now; False when it is finished or a later keeping was first."""
    rows = Draft.objects.filter(pk=draft.pk, user_id=by.user_id, finished_at__isnull=True)
    kept = int(draft.fields.get("_sequence", 0))
    if sequence < kept:
        return False
    with writing(reach_of(by)):
        return bool(rows.update(fields={**fields, "_sequence": sequence}, cursor=cursor[:60], kept_at=at))


def put_draft_aside(*, by: Viewer, at: datetime, draft: Draft) -> bool:
    """The call was not one, or is taken elsewhere: what was typed goes, its number stays a gap."""
    rows = Draft.objects.filter(pk=draft.pk, user_id=by.user_id, finished_at__isnull=True)
    with writing(reach_of(by)):
        return bool(rows.update(finished_at=at, fields={}, cursor=""))
