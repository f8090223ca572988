"""The written reasons owed to a nearest relative have gone out (s13(4))."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import done, ends_after
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, WrittenReasons
from onenumber.cases.policies import may_record


@action("written_reasons.sent", policy=may_record)
def send_written_reasons(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    sent_at: datetime | None = None,
    owed_to: str = "",
    key: UUID | None = None,
) -> Done[WrittenReasons]:
    """Close what is owed; where nothing was owed they are recorded as sent all the same."""
    moment = sent_at or at
    owed = (
        WrittenReasons.objects.select_for_update(no_key=True).filter(case=case, sent_at__isnull=True).first()
    )
    if owed is None:
        if WrittenReasons.objects.filter(case=case).exists():
            raise Conflict(
                "The written reasons were sent already.",
                link=f"/cases/{case.reference}/",
                link_text="Open the case",
            )
        owed = WrittenReasons.objects.create(
            case=case, owed_to=owed_to, happened_at=moment, recorded_at=at, by_id=by.user_id, by_name=by.name
        )
    ends_after(starts_at=min(owed.happened_at, moment), ends_at=moment, at=at)
    WrittenReasons.objects.filter(pk=owed.pk).update(sent_at=moment, sent_by_id=by.user_id)
    owed.refresh_from_db()
    refresh(case, at=at)
    return done(owed, case, "written_reasons")
