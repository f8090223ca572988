"""Agree that something is still to be done for somebody: what, for whom, by whom and until when."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions._facts import ImpossibleFact, authored, done
from onenumber.cases.actions._follow_up import let_in, refuse_stranger, tell_owner
from onenumber.cases.actions._projection import refresh
from onenumber.cases.models import Case, FollowUp
from onenumber.cases.policies import may_record
from onenumber.cases.queries import is_closed
from onenumber.workforce.models import Practitioner


@action("follow_up.opened", policy=may_record)
def open_follow_up(
    *,
    by: Viewer,
    at: datetime,
    case: Case,
    kind: str,
    what: str,
    for_whom: str,
    owner: Practitioner,
    due_at: datetime,
    telephone: str = "",
    happened_at: datetime | None = None,
    key: UUID | None = None,
) -> Done[FollowUp]:
    """It has an owner from the first moment. The owner is told, and the person's record is open to them."""
    if kind not in FollowUp.Kind.values:
        raise ImpossibleFact("kind", "Choose what kind of follow-up it is.")
    for field, words, ask in (
        ("what", what, "Write what is to be done."),
        ("for_whom", for_whom, "Write for whom."),
    ):
        if not words.strip():
            raise ImpossibleFact(field, ask)
    refuse_stranger(owner, case)
    if is_closed(case.pk):
        raise ImpossibleFact("what", "This case is closed: nothing can be left to do in it. Reopen it first.")
    row = FollowUp.objects.create(
        kind=kind,
        what=what,
        for_whom=for_whom,
        telephone=telephone,
        owner=owner,
        due_at=due_at,
        **authored(by=by, at=at, case=case, happened_at=happened_at or at),
    )
    let_in(row, owner, by=by, at=at)
    tell_owner(row, owner, by=by, at=at)
    refresh(case, at=at)
    return done(row, case, "follow_up")
