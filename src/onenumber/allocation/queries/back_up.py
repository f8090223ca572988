"""Requests for back-up that are open, and one of them for a viewer."""

from django.db.models import Q

from onenumber.allocation.models import BackUp
from onenumber.audit.models import Viewer
from onenumber.cases.queries import in_councils


def open_back_ups(viewer: Viewer, service_id: int) -> list[BackUp]:
    """Requests not yet ended in one of the viewer's services, the longest waiting first."""
    if service_id not in viewer.services():
        return []
    rows = BackUp.objects.filter(service_id=service_id, ended_at__isnull=True)
    councils = viewer.councils_in(service_id)
    if councils is not None:
        rows = rows.filter(Q(case__isnull=True) | Q(case__council_id__in=councils))
    return list(
        rows.select_related("practitioner", "answered_by", "case", "contact").order_by("happened_at", "id")
    )


def back_up_for(viewer: Viewer, back_up_id: int) -> BackUp | None:
    """One request of the viewer's services and councils."""
    rows = BackUp.objects.filter(pk=back_up_id, service_id__in=viewer.services())
    found = rows.select_related("practitioner", "answered_by", "case", "contact", "service").first()
    return None if found and found.case and not in_councils(viewer, found.case) else found
