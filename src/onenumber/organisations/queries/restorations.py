"""The times the records of a service were put back from a backup."""

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Restoration


def restorations(viewer: Viewer) -> list[Restoration]:
    """Those of the viewer's services, the newest first."""
    rows = Restoration.objects.filter(service_id__in=viewer.services()).select_related("service")
    return list(rows.order_by("-happened_at", "-id"))
