"""One line of the duty list is typed."""

from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Locality, Service
from onenumber.rota.actions._lines import NewLine, add_line
from onenumber.rota.models import Duty
from onenumber.rota.policies import may_change_duty_list
from onenumber.workforce.models import Practitioner


@action("duty.recorded", policy=may_change_duty_list)
def record_duty(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    practitioner: Practitioner,
    kind: str,
    locality: Locality | None,
    starts_at: datetime,
    ends_at: datetime,
    key: UUID | None = None,
) -> Done[Duty]:
    """Somebody is on duty from `starts_at` to `ends_at`. Raises Conflict saying why it cannot stand."""
    line = NewLine(service, practitioner, kind, locality, starts_at, ends_at)
    duty = add_line(by=by, at=at, line=line)
    return Done(duty, subject=f"duty {duty.pk}", service_id=service.pk, leads_to="/duty/")
