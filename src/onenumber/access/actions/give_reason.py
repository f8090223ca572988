"""Open a record without a working relationship, by saying why (break-glass). Every one is reviewed."""

from datetime import datetime, timedelta
from uuid import UUID

from onenumber.access.models import ReasonGiven
from onenumber.access.policies import may_give_reason
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.organisations.queries import setting

OPEN_FOR = "record.reason_open_minutes"


@action("record.reason_given", policy=may_give_reason)
def give_reason(
    *,
    by: Viewer,
    at: datetime,
    person_id: int,
    service_id: int,
    reason: str,
    leads_to: str = "/",
    key: UUID | None = None,
) -> Done[ReasonGiven]:
    """Keep the reason; the record opens to this user for as long as the service has set.

    The audit names the person by number only; the reason itself stays with ReasonGiven.
    """
    minutes = int(setting(Service.objects.get(pk=service_id), OPEN_FOR))
    given = ReasonGiven.objects.create(
        user_id=by.user_id,
        person_id=person_id,
        service_id=service_id,
        reason=reason.strip(),
        open_until=at + timedelta(minutes=minutes),
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(
        given, subject=f"person {person_id}", service_id=service_id, fields=("reason",), leads_to=leads_to
    )
