"""Somebody took the ledger of delays away as a file: nothing is written but the entry that it happened."""

from datetime import datetime

from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.cases.policies import may_take_delays
from onenumber.organisations.models import Service


@action("delays.taken", policy=may_take_delays)
def take_delays(*, by: Viewer, at: datetime, service: Service) -> Done[None]:
    """Leave the entry; the caller writes the file."""
    return Done(None, subject=f"service {service.pk}", service_id=service.pk)
