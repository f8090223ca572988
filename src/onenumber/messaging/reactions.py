"""This room's chore of every round: what could not be delivered reaches the AMHP lead after a while. Idempotent."""

from datetime import datetime, timedelta

from onenumber.access.queries import leads_of
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import tell_undelivered
from onenumber.messaging.queries.lost import LOOKED_BACK, lost_of
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting

ESCALATION = "message.escalation_minutes"


def tell_of_undelivered(*, at: datetime) -> int:
    """How many messages the leads were told of."""
    told = 0
    for service in Service.objects.order_by("id"):
        if not has_setting(service, ESCALATION):
            continue
        until = at - timedelta(minutes=setting(service, ESCALATION))
        lost = lost_of(service, since=until - LOOKED_BACK, until=until)
        leads = leads_of(service.pk, at) if lost else []
        for delivery in lost if leads else ():
            by = Viewer.itself(service.pk, at)
            tell_undelivered(by=by, at=at, service=service, delivery=delivery, leads=leads)
            told += 1
    return told
