"""Who may take a return, and who may bring past referrals in (record.md, "page | who")."""

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service


def may_export(viewer: Viewer, *, service: Service, **_: object) -> bool:
    """The AMHP lead and the manager; the system administrator at the command line."""
    return viewer.may_in(service.pk, (Role.AMHP_LEAD, Role.MANAGER)) or may_import(viewer, service=service)


def may_import(viewer: Viewer, *, service: Service, **_: object) -> bool:
    """The system administrator at the command line only: nobody does it through a page."""
    return viewer.user_id == 0 and viewer.may_in(service.pk, (Role.SYSTEM_ADMIN,))
