"""End a wait, and escalate one."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import done, ends_after, known_code
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Wait
from onenumber.cases.policies import may_record_wait


def _still_open(wait: Wait) -> Wait:
    """The row, locked, if it runs and nobody has corrected it meanwhile."""
    current = Wait.objects.select_for_update(no_key=True).get(pk=wait.pk)
    words = ""
    if current.ended_at is not None:
        words = "This wait has ended already."
    elif Wait.objects.filter(corrects=current).exists():
        words = "Somebody has corrected this wait meanwhile. Go by the newer line."
    if words:
        raise Conflict(words, link=f"/cases/{wait.case.reference}/", link_text="Open the case")
    return current


@action("wait.closed", policy=may_record_wait)
def close_wait(
    *,
    by: Viewer,
    at: datetime,
    wait: Wait,
    ended_at: datetime | None = None,
    harm: str = "",
    key: UUID | None = None,
) -> Done[Wait]:
    """What was waited for has come, or is no longer needed."""
    moment = ended_at or at
    current = _still_open(wait)
    ends_after(starts_at=current.happened_at, ends_at=moment, at=at)
    values = {"ended_at": moment, "ended_by_id": by.user_id}
    if harm and not current.harm:
        values["harm"] = known_code("HARM", harm, field="harm", on=moment)
    Wait.objects.filter(pk=wait.pk).update(**values)
    current.refresh_from_db()
    refresh(wait.case, at=at)
    return done(current, wait.case, "wait")


@action("wait.escalated", policy=may_record_wait)
def escalate_wait(
    *, by: Viewer, at: datetime, wait: Wait, escalated_to: str, key: UUID | None = None
) -> Done[Wait]:
    """Who was told that this wait is too long; said once for each wait."""
    current = _still_open(wait)
    if current.escalated_to:
        raise Conflict(
            f"This wait was escalated to {current.escalated_to} already.",
            link=f"/cases/{wait.case.reference}/",
            link_text="Open the case",
        )
    Wait.objects.filter(pk=wait.pk).update(escalated_to=escalated_to)
    current.refresh_from_db()
    refresh(wait.case, at=at)
    return done(current, wait.case, "escalated_to")
