"""Who acts when a command is run on the server itself: the system administrator, without a user account."""

from datetime import datetime

from onenumber.access.models import Role
from onenumber.audit.models import GrantHeld, Viewer
from onenumber.organisations.models import Service


def operator(at: datetime) -> Viewer:
    """The actor of a command: user 0, system administrator in every service."""
    numbers = Service.objects.order_by("id").values_list("id", flat=True)
    grants = tuple(GrantHeld(Role.SYSTEM_ADMIN, number) for number in numbers)
    return Viewer(user_id=0, name="system administrator", grants=grants, at=at)
