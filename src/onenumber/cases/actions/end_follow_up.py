"""A follow-up is done, or no longer needed; either way somebody says what came of it."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, done, ends_after
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import FollowUp
from onenumber.cases.policies import may_see_to


@action("follow_up.ended", policy=may_see_to)
def end_follow_up(
    *,
    by: Viewer,
    at: datetime,
    follow_up: FollowUp,
    how: str,
    came_of_it: str,
    ended_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[FollowUp]:
    """Ended once; raises Conflict with who ended it before."""
    case, moment = follow_up.case, ended_at or at
    if how not in FollowUp.Ended.values:
        raise ImpossibleFact("how", "Choose whether it was done or is no longer needed.")
    if not came_of_it.strip():
        raise ImpossibleFact("came_of_it", "Write what came of it, or why it is not needed.")
    current = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    if current.ended_at is not None:
        raise Conflict(
            f"{current.ended_by_name} has ended this follow-up already.",
            link=f"/cases/{case.reference}/",
            link_text="Open the case",
        )
    ends_after(starts_at=current.happened_at, ends_at=moment, at=at)
    FollowUp.objects.filter(pk=current.pk).update(
        ended_at=moment, ended_by_id=by.user_id, ended_by_name=by.name, ended_how=how, came_of_it=came_of_it
    )
    current.refresh_from_db()
    refresh(case, at=at)
    return done(current, case, "follow_up")
