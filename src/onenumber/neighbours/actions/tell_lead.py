"""Tell the AMHP leads of both services that are here of a request in which a side has said nothing for too long."""

from datetime import datetime

from onenumber.access.queries import leads_of
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.messaging.actions import write_message
from onenumber.messaging.models import Topic, Wording
from onenumber.neighbours.models import NeighbourRequest
from onenumber.neighbours.policies import may_tell
from onenumber.neighbours.queries import TOLD_LEADS, facts_from, leads_were_told

WAITING = Wording(
    TOLD_LEADS,
    Topic.WATCH,
    "A request between two services waits",
    (
        "A request between two AMHP services waits for a side to answer",
        ": {reference}",
        ". See “Needs you now”.",
    ),
)


@action("request.escalated", policy=may_tell)
def tell_lead_of_request(*, by: Viewer, at: datetime, request: NeighbourRequest) -> Done[int]:
    """How many leads were told; nobody is told twice of one turn."""
    [facts] = facts_from([request])
    services = [each for each in (request.asked_service, request.asking_service) if each is not None]
    told = 0
    if facts.needs_somebody and not leads_were_told(request, since=facts.turn_since):
        reference = request.reference if request.case_id is not None else ""
        for service in services:
            for lead in leads_of(service.pk, at):
                write_message(
                    by=Viewer.itself(service.pk, at), at=at, service=service, to_user_id=lead.pk, to_name=lead.name,
                    to_address=lead.email, said=WAITING.said(reference=reference), about=f"request {request.pk}",
                )  # fmt: skip
                told += 1
    return Done(told, subject=f"request {request.pk}", service_id=services[0].pk)
