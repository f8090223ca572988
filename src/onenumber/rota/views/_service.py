"""The service whose duty list a viewer works with."""

from onenumber.access.models import ViewerRequest
from onenumber.audit.actions import NotAllowed
from onenumber.organisations.models import Service
from onenumber.rota.policies import CHANGERS, READERS


def service_to_see(request: ViewerRequest) -> Service:
    """The first service whose list the viewer may see; NotAllowed (404) when there is none."""
    return _first(request, READERS)


def service_to_change(request: ViewerRequest) -> Service:
    """The first service whose list the viewer may change; NotAllowed (404) when there is none."""
    return _first(request, CHANGERS)


def _first(request: ViewerRequest, roles: tuple[str, ...]) -> Service:
    services = request.viewer.services(*roles)
    if not services:
        raise NotAllowed("the duty list")
    return Service.objects.get(pk=services[0])
