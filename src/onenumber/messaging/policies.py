"""Who may write a message: somebody who works in the service, or the service itself."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service


def may_write(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """Any grant in the service."""
    return service.pk in viewer.services()
