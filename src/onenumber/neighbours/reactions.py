"""The chore of every round: leads are told of requests in which a side has said nothing for too long."""

from datetime import datetime, timedelta

from onenumber.audit.models import Viewer
from onenumber.neighbours.actions import tell_lead_of_request
from onenumber.neighbours.queries import open_facts
from onenumber.organisations.queries import has_setting, setting

LIMIT = "request.escalation_minutes"


def tell_leads_of_requests(*, at: datetime) -> int:
    """Each turn once, by the setting of the service asked (of the one that asks, where that is the only one here)."""
    told = 0
    for facts in open_facts():
        service = facts.row.asked_service or facts.row.asking_service
        if service is None or not has_setting(service, LIMIT):
            continue
        late = facts.needs_somebody and at - facts.turn_since >= timedelta(minutes=setting(service, LIMIT))
        if late:
            told += tell_lead_of_request(by=Viewer.itself(service.pk, at), at=at, request=facts.row)
    return told
