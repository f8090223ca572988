"""A line of the duty list is withdrawn with a reason: sickness, a swap, a mistake. The line itself stays."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.persons.actions import end_relationship
from onenumber.rota.actions._lines import caused_by
from onenumber.rota.models import Duty
from onenumber.rota.policies import may_withdraw_duty


@action("duty.withdrawn", policy=may_withdraw_duty)
def withdraw_duty(
    *, by: Viewer, at: datetime, duty: Duty, reason: str, key: UUID | None = None
) -> Done[Duty]:
    """From now on this line does not count, and the records it opened are closed. Conflict if already so."""
    if not reason.strip():
        raise Conflict("Say why the line is withdrawn: the list keeps the reason.")
    changed = Duty.objects.filter(pk=duty.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_id=by.user_id, withdrawn_reason=reason.strip()
    )
    if not changed:
        raise Conflict(
            "Somebody has withdrawn this line already.", link="/duty/", link_text="Open the duty list"
        )
    if duty.practitioner.user_id is not None:
        end_relationship(by=by, at=at, caused_by=caused_by(duty.pk))
    duty.refresh_from_db()
    return Done(
        duty,
        subject=f"duty {duty.pk}",
        service_id=duty.service_id,
        fields=["withdrawn_at", "withdrawn_reason"],
        leads_to="/duty/",
    )
