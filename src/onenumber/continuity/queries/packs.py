"""Which packs are due, what one is called, and how a service's pack stands."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from amhp.calendar import in_london
from onenumber.continuity.models import PackState
from onenumber.continuity.sealing import unseal as open_pack
from onenumber.organisations.models import Service
from onenumber.organisations.queries import has_setting, setting
from onenumber.records.prepared import Prepared

__all__ = [
    "PACK_EVERY",
    "PACK_STATE",
    "PackDue",
    "PackStands",
    "late_after",
    "open_pack",
    "pack_code",
    "pack_every",
    "pack_state",
    "packs_due",
]
PACK_EVERY = "continuity.pack_minutes"


class PackStands(NamedTuple):
    """When the pack was last written, and what got in its way at the last try."""

    made_at: datetime | None
    trouble: str


class PackDue(NamedTuple):
    """A service whose pack is due, and the try before this one."""

    service: Service
    tried_at: datetime | None


def _columns(service_id: int) -> "QuerySet[PackState, tuple[datetime | None, str]]":
    return PackState.objects.filter(service_id=service_id).values_list("made_at", "trouble")


PACK_STATE = Prepared(_columns, {"service_id": int})


def pack_state(service_id: int) -> PackStands | None:
    """How the pack stands; None before the worker's first try."""
    row = PACK_STATE.row(service_id=service_id)
    return PackStands(*row) if row else None


def pack_every(service: Service) -> timedelta:
    """How often a pack is written, as the service has set it."""
    return timedelta(minutes=setting(service, PACK_EVERY))


def late_after(service: Service) -> timedelta:
    """After how long without a new pack the board says so: when two in a row are missing."""
    return 2 * pack_every(service) + timedelta(minutes=1)


def packs_due(*, at: datetime) -> list[PackDue]:
    """The services whose last try lies as far back as their setting says. The clock set back makes one due as well."""
    tried = dict(PackState.objects.values_list("service_id", "tried_at"))
    found = []
    for service in Service.objects.order_by("pk"):
        last = tried.get(service.pk)
        if has_setting(service, PACK_EVERY) and (last is None or not last <= at < last + pack_every(service)):
            found.append(PackDue(service, last))
    return found


def pack_code(service: Service, at: datetime) -> str:
    """The name of a pack, printed on every sheet of it: WM-261124-0215 (local time)."""
    return f"{service.prefix}-{in_london(at):%y%m%d-%H%M}"
