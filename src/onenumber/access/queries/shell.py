"""What the shell of every page needs to know of the viewer's service."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.records.prepared import Prepared


class ShellService(NamedTuple):
    """The service a page is shown in."""

    name: str = ""
    short_name: str = ""
    one_number: str = ""
    synthetic: bool = False


def _columns(service_id: int) -> QuerySet[Service, Any]:
    return Service.objects.filter(id=service_id).values_list(*ShellService._fields)


OF_SERVICE = Prepared(_columns, {"service_id": int})


def shell_service(viewer: Viewer) -> ShellService:
    """The first service of the viewer, or an empty one. One query, none for nobody."""
    services = viewer.services()
    row = OF_SERVICE.row(service_id=services[0]) if services else None
    return ShellService._make(row) if row else ShellService()
