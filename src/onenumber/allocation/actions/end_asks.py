"""Nobody is asked to come to a case that is closed: what nobody answered, and who has not come, is taken back."""

from datetime import datetime

from onenumber.allocation.actions._asking import tell_over
from onenumber.allocation.models import Ask
from onenumber.allocation.policies import may_end_asks
from onenumber.allocation.queries.asks import RELATED
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer

REASON = "the case is closed"


@action("asks.ended", policy=may_end_asks)
def end_asks(*, by: Viewer, at: datetime, service_id: int, case_id: int) -> Done[int]:
    """How many were taken back; safe to run again. Those who are there keep their times."""
    rows = Ask.objects.filter(case_id=case_id).select_related(*RELATED)
    waiting = list(rows.filter(answer=""))
    coming = list(rows.filter(answer=Ask.Answer.CONFIRMED, arrived_at__isnull=True, ended_at__isnull=True))
    Ask.objects.filter(pk__in=[ask.pk for ask in waiting], answer="").update(
        answer=Ask.Answer.WITHDRAWN, answered_at=at, answered_by_id=by.user_id, answer_reason=REASON
    )
    Ask.objects.filter(pk__in=[ask.pk for ask in coming], ended_at__isnull=True).update(
        ended_at=at, ended_how=Ask.End.CANCELLED, ended_reason=REASON, ended_by_id=by.user_id
    )
    # Those who are there have left by the time their slot ends: an open end would hold their time for ever.
    here = rows.filter(answer=Ask.Answer.CONFIRMED, arrived_at__isnull=False, ended_at__isnull=True)
    here.update(ended_at=at, ended_how=Ask.End.LEFT, ended_by_id=by.user_id)
    for ask in [*waiting, *coming]:
        tell_over(ask, by=by, at=at)
    return Done(len(waiting) + len(coming), subject=f"case {case_id}", service_id=service_id)
