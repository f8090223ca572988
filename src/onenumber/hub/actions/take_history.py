"""Somebody took the list of contacts away as a file: nothing is written but the entry that it happened."""

from datetime import datetime

from onenumber.access.models import Role
from onenumber.audit.actions import Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service


def _may_take(viewer: Viewer, *, service: Service) -> bool:
    return viewer.may_in(service.pk, (Role.HUB_AMHP, Role.AMHP_LEAD))


@action("history.taken", policy=_may_take)
def take_history(*, by: Viewer, at: datetime, service: Service) -> Done[None]:
    """Leave the entry; the caller writes the file."""
    return Done(None, subject=f"service {service.pk}", service_id=service.pk)
