"""Who may record and add (record.md, pages and roles). The predicates that screens ask too are in
queries/may.py.
"""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.intake.queries.may import BY_COMMAND, may_add_to, may_countersign, may_take
from onenumber.organisations.models import Service

__all__ = ["may_add_to", "may_countersign", "may_record"]


def may_record(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    """Whoever may take a contact, and the import."""
    return viewer.may_in(service.pk, BY_COMMAND) or may_take(viewer, service=service)
