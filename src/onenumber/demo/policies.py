"""Who may write an invented county: the command line, and only into a synthetic service that holds no contact."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service


def may_write_county(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Never into a live service, never twice."""
    allowed = viewer.may_in(service.pk, ("system_admin",)) and service.synthetic
    return allowed and not Contact.objects.filter(service=service).exists()
