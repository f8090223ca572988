"""Who may load a service's file, say that it was put back from a backup, and acknowledge that."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Restoration, Service
from onenumber.organisations.queries.installer import INSTALLER
from onenumber.organisations.service_file import ServiceFile


def may_load_service(viewer: Viewer, *, file: ServiceFile) -> bool:
    """The administrator of the service with this prefix; for a new service, the installer."""
    existing = Service.objects.filter(prefix=file.service["prefix"]).values_list("pk", flat=True).first()
    return viewer.may_in(INSTALLER if existing is None else existing, ("system_admin",))


SEES_TO_IT = ("hub_amhp", "amhp_lead", "system_admin")


def may_note_restored(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The command line, as administrator of the service."""
    return viewer.may_in(service.pk, ("system_admin",))


def may_acknowledge(viewer: Viewer, *, restoration: Restoration, **_facts: Any) -> bool:
    """Those who see to it that what is missing is written again."""
    return viewer.may_in(restoration.service_id, SEES_TO_IT)
