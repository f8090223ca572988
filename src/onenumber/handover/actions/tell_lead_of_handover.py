"""Tell the AMHP leads of the giving service, once, what nobody had accepted when its duty ended."""

from datetime import datetime

from amhp.calendar import say_day_and_time
from onenumber.allocation.queries import leads_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.handover.actions._rows import done, locked
from onenumber.handover.actions._telling import tell_users
from onenumber.handover.models import Handover
from onenumber.handover.policies import may_give
from onenumber.handover.queries import read_list

NAMED = 10


@action("handover.escalated", policy=may_give)
def tell_lead_of_handover(*, by: Viewer, at: datetime, handover: Handover) -> Done[int]:
    """How many leads were told; nothing when all is accepted, or when they were told before."""
    current = locked(handover)
    waiting = read_list(current).waiting
    if current.lead_told_at is not None or not waiting or at < current.boundary_at:
        return done(0, current)
    Handover.objects.filter(pk=current.pk).update(lead_told_at=at)
    names = [each.name for each in waiting]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    when = say_day_and_time(current.boundary_at)
    told = tell_users(
        leads_of(current.giving_service_id, at),
        current,
        service=current.giving_service,
        by=by,
        at=at,
        kind="handover_waiting",
        subject=f"Handover {when}: {len(names)} not accepted",
        body=(
            f"The duty ended {when} and nobody has accepted: {', '.join(names[:NAMED])}{more}. "
            f"Until somebody does, {current.coordinator.name} has them."
        ),
    )
    return done(told, current, "lead")
