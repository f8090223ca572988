"""Who may ask another service, write down that one has asked, decide for a side, and take the case."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.cases.policies import is_hub, may_arrange
from onenumber.intake.queries import may_take
from onenumber.neighbours.models import NeighbourRequest, RequestAnswer
from onenumber.neighbours.queries import ASKED, ASKING, READERS, sides_of
from onenumber.organisations.models import Service


def may_see_requests(viewer: Viewer, *, service_id: int) -> bool:
    """Everybody of the service who works on cases; no request says who it is about."""
    return viewer.may_in(service_id, READERS)


def may_ask_neighbour(viewer: Viewer, *, case: Case, **_facts: Any) -> bool:
    """As for arranging: the hub of the service that owns the case, and whoever holds it."""
    return may_arrange(viewer, case=case)


def may_write_down_asked(
    viewer: Viewer, *, service: Service, case: Case | None = None, **_facts: Any
) -> bool:
    """The hub of the service that was asked; a case named with it is one they may arrange."""
    return is_hub(viewer, service.pk) and (case is None or may_arrange(viewer, case=case))


def may_decide(viewer: Viewer, *, request: NeighbourRequest, side: str, **_facts: Any) -> bool:
    """A side that is here decides itself; what one outside decided is written down by the other."""
    is_here = {ASKING: request.asking_service_id, ASKED: request.asked_service_id}[
        RequestAnswer.Side(side)
    ] is not None
    other = ASKED if side == ASKING else ASKING
    acting = side if is_here else other
    if acting not in sides_of(viewer, request):
        return False
    if acting == ASKING and request.case is not None:
        return may_ask_neighbour(viewer, case=request.case)
    return request.asked_service is not None and may_write_down_asked(viewer, service=request.asked_service)


def may_take_on(
    viewer: Viewer, *, request: NeighbourRequest, case: Case | None = None, **_facts: Any
) -> bool:
    """Whoever decides for the service asked, if they also take its contacts; a case named is one they may arrange."""
    service = request.asked_service
    if service is None or ASKED not in sides_of(viewer, request) or not is_hub(viewer, service.pk):
        return False
    return may_take(viewer, service=service) and (case is None or may_arrange(viewer, case=case))


def may_tell(viewer: Viewer, *, request: NeighbourRequest, **_facts: Any) -> bool:
    """The service itself, of a request of its own."""
    services = (request.asking_service_id, request.asked_service_id)
    return any(each is not None and viewer.may_in(each, ("system",)) for each in services)
