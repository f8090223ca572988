"""Who may keep the list of people who serve (the record, who may do what: rota and local settings)."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.workforce.models import Hat, Practitioner

KEEPERS = ("amhp_lead", "manager", "system_admin")
READERS = ("amhp_lead",)


def may_keep_people(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The AMHP lead, a manager or a system administrator of the service."""
    return viewer.may_in(service.pk, KEEPERS)


def may_change_practitioner(viewer: Viewer, *, practitioner: Practitioner, **_facts: Any) -> bool:
    """Whoever may keep the people of the practitioner's service."""
    return viewer.may_in(practitioner.service_id, KEEPERS)


def may_end_hat(viewer: Viewer, *, hat: Hat, **_facts: Any) -> bool:
    """Whoever may keep the people of the practitioner's service."""
    return viewer.may_in(hat.practitioner.service_id, KEEPERS)
