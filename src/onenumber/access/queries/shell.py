"""What the shell of every page needs to know of the viewer's service."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Restoration, Service
from onenumber.records.prepared import Prepared


class ShellService(NamedTuple):
    """The service a page is shown in."""

    name: str = ""
    short_name: str = ""
    one_number: str = ""
    synthetic: bool = False
    restored_at: datetime | None = None  # put back from a backup, and nobody has acknowledged it


def _columns(service_id: int) -> QuerySet[Service, Any]:
    restored = Restoration.objects.filter(service=OuterRef("pk"), acknowledged_at__isnull=True)
    wanted = Service.objects.filter(id=service_id)
    latest = Subquery(restored.order_by("-happened_at").values("happened_at")[:1])
    return wanted.annotate(restored_at=latest).values_list(*ShellService._fields)


OF_SERVICE = Prepared(_columns, {"service_id": int})


def shell_service(viewer: Viewer) -> ShellService:
    """The first service of the viewer, or an empty one. One query, none for nobody."""
    services = viewer.services()
    row = OF_SERVICE.row(service_id=services[0]) if services else None
    return ShellService._make(row) if row else ShellService()
