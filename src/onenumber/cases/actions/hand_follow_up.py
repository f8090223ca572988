"""A follow-up gets another owner, by name: one row more, and the new owner is told."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done
from onenumber.cases.actions._follow_up import let_in, refuse_stranger, tell_owner
from onenumber.cases.actions._projection import touch
from onenumber.cases.models import FollowUp, FollowUpHanding
from onenumber.cases.policies import may_see_to
from onenumber.cases.queries import owner_of_follow_up
from onenumber.workforce.models import Practitioner


@action("follow_up.handed", policy=may_see_to)
def hand_follow_up(
    *,
    by: Viewer,
    at: datetime,
    follow_up: FollowUp,
    to: Practitioner,
    reason: str = "",
    key: UUID | None = None,
) -> Done[FollowUpHanding]:
    """From now on it is theirs. Raises Conflict when it is ended, ImpossibleFact when it is theirs already."""
    case = follow_up.case
    current = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    if current.ended_at is not None:
        raise Conflict(
            f"{current.ended_by_name} has ended this follow-up already.",
            link=f"/cases/{case.reference}/",
            link_text="Open the case",
        )
    refuse_stranger(to, case)
    if owner_of_follow_up(current.pk) == to.pk:
        raise ImpossibleFact("owner", f"{to.name} has it already. Choose somebody else.")
    handing = FollowUpHanding.objects.create(
        follow_up=current, to=to, reason=reason, **authored(by=by, at=at, case=case, happened_at=at)
    )
    let_in(follow_up, to, by=by, at=at)
    tell_owner(follow_up, to, by=by, at=at)
    touch(case, at=at)
    return done(handing, case, "owner")
