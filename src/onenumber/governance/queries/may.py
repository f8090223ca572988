"""Who may govern the record and see its register: asked by the reading itself, and by every write (policies)."""

from typing import Any

from onenumber.access.models import Role
from onenumber.audit.models import Viewer
from onenumber.organisations.models import Organisation, Service
from onenumber.persons.models import Person

LOOKS = (Role.AMHP_LEAD, Role.MANAGER)


def _in_reach(viewer: Viewer, service_id: int, council_id: int) -> bool:
    councils = viewer.councils_in(service_id)
    return councils is None or council_id in councils


def may_govern(viewer: Viewer, *, person: Person, **_: Any) -> bool:
    """The AMHP lead of the service, in the councils of their grant."""
    reach = _in_reach(viewer, person.service_id, person.council_id)
    return reach and viewer.may_in(person.service_id, (Role.AMHP_LEAD,))


def may_see_register(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    """Lead and manager: what falls due, what is proposed, what was destroyed; no names."""
    return viewer.may_in(service.pk, LOOKS)


def may_see_destruction(viewer: Viewer, *, service: Service, council: Organisation, **_: Any) -> bool:
    """As above, in the councils of their grant."""
    return may_see_register(viewer, service=service) and _in_reach(viewer, service.pk, council.pk)
