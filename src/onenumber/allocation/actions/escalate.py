"""Somebody higher up was told: a rung of the bed ladder, or a letter after a partner's no."""

from datetime import datetime
from uuid import UUID

from onenumber.allocation.actions.record_ask import REASONS
from onenumber.allocation.models import Ask, Escalation
from onenumber.allocation.policies import may_ask
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.actions import ImpossibleFact, escalate_wait
from onenumber.cases.models import Case
from onenumber.cases.queries import facts_of


@action("ask.escalated", policy=may_ask)
def escalate(
    *, by: Viewer, at: datetime, case: Case, what: str, told: str, said: str = "", rung: int | None = None,
    ask: Ask | None = None, by_letter: bool = False, happened_at: datetime | None = None, key: UUID | None = None,
) -> Done[Escalation]:  # fmt: skip
    """Kept beside the asks; an open wait of the same part of the work counts as escalated from now."""
    moment = happened_at or at
    if not told.strip():
        raise ImpossibleFact("told", "Write who was told.")
    if moment > at:
        raise ImpossibleFact("happened", "This time has not come yet. Check the day and the time.")
    row = Escalation.objects.create(
        case=case, what=what, ask=ask, rung=rung, told=told, by_letter=by_letter, said=said, happened_at=moment,
        recorded_at=at, by_id=by.user_id, by_name=by.name,
    )  # fmt: skip
    _escalate_wait(case, what, told, by=by, at=at)
    leads_to = f"/cases/{case.reference}/"
    return Done(
        row, subject=case.reference, service_id=case.service_id, fields=("escalation",), leads_to=leads_to
    )


def _escalate_wait(case: Case, what: str, told: str, *, by: Viewer, at: datetime) -> None:
    reason, stage = REASONS[Ask.What(what)]
    group = reason.partition("_")[0]
    for wait in facts_of(case).open_waits:
        if wait.stage.upper() == stage and wait.reason.startswith(group) and not wait.escalated_to:
            wait.case = case
            escalate_wait(by=by, at=at, wait=wait, escalated_to=told)
