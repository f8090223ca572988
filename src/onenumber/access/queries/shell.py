"""What the shell of every page needs to know of the viewer's service."""

from typing import NamedTuple

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service


class ShellService(NamedTuple):
    """The service a page is shown in."""

    name: str = ""
    short_name: str = ""
    one_number: str = ""
    synthetic: bool = False


def shell_service(viewer: Viewer) -> ShellService:
    """The first service of the viewer, or an empty one. One query, none for nobody."""
    services = viewer.services()
    if not services:
        return ShellService()
    row = (
        Service.objects.filter(id=services[0])
        .values_list("name", "short_name", "one_number", "synthetic")
        .first()
    )
    return ShellService(*row) if row else ShellService()
