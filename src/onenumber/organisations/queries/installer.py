"""Who acts when a command of the console changes a service: the command line, named so in the audit."""

from datetime import datetime

from onenumber.audit.models import GrantHeld, Viewer
from onenumber.organisations.models import Service

INSTALLER = 0  # the service id of a grant held before there is a service
COMMAND_LINE = 0  # the user id of the command line in the audit


def installer(at: datetime) -> Viewer:
    """The command line as system administrator of every service here, and of the one about to be made."""
    services = [INSTALLER, *Service.objects.values_list("pk", flat=True)]
    grants = tuple(GrantHeld("system_admin", service_id) for service_id in services)
    return Viewer(COMMAND_LINE, "command line", grants, at)
