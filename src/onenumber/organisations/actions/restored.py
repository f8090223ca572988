"""A service was put back from a backup, and somebody who works in it acknowledges that."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from onenumber.audit.actions import Conflict, Done, action
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Restoration, Service
from onenumber.organisations.policies import may_acknowledge, may_note_restored


@action("service.restored", policy=may_note_restored)
def note_restored(
    *,
    by: Viewer,
    at: datetime,
    service: Service,
    backup_at: datetime,
    known: Mapping[str, int],
    first_new: Mapping[str, int],
) -> Done[Restoration]:
    """From now on every page of this service says so."""
    row = Restoration.objects.create(
        service=service,
        backup_at=backup_at,
        known=dict(known),
        first_new=dict(first_new),
        happened_at=at,
        recorded_at=at,
        by_id=by.user_id,
        by_name=by.name,
    )
    return Done(row, subject=f"service {service.prefix}", service_id=service.pk)


@action("service.restore_acknowledged", policy=may_acknowledge)
def acknowledge_restored(
    *, by: Viewer, at: datetime, restoration: Restoration, key: UUID | None = None
) -> Done[Restoration]:
    """Somebody knows, and sees to it that what is missing is written again."""
    rows = Restoration.objects.filter(pk=restoration.pk, acknowledged_at__isnull=True)
    if not rows.update(acknowledged_at=at, acknowledged_by_id=by.user_id, acknowledged_by_name=by.name):
        raise Conflict("Somebody acknowledged this already.", link="/restored/", link_text="What is missing")
    service = restoration.service
    return Done(
        restoration, subject=f"service {service.prefix}", service_id=service.pk, leads_to="/restored/"
    )
