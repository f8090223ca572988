"""Who may load a service's file: a system administrator of it, or whoever installs it."""

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.organisations.queries.installer import INSTALLER
from onenumber.organisations.service_file import ServiceFile


def may_load_service(viewer: Viewer, *, file: ServiceFile) -> bool:
    """The administrator of the service with this prefix; for a new service, the installer."""
    existing = Service.objects.filter(prefix=file.service["prefix"]).values_list("pk", flat=True).first()
    return viewer.may_in(INSTALLER if existing is None else existing, ("system_admin",))
