"""The practitioners of a service, and the practitioner a user is."""

from onenumber.audit.models import Viewer
from onenumber.workforce.models import Practitioner


def practitioner_of(user_id: int) -> Practitioner | None:
    """The practitioner who signs in as this user, if there is one."""
    return Practitioner.objects.select_related("locality").filter(user_id=user_id).first()


def practitioners(viewer: Viewer, service_id: int) -> list[Practitioner]:
    """The practitioners of one of the viewer's services, by name; none of another service."""
    own = viewer.services()
    wanted = Practitioner.objects.filter(service_id=service_id, service_id__in=own)
    return list(wanted.select_related("locality", "user").order_by("name", "id"))
