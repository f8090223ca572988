"""Who may keep the list of people who serve (the record, who may do what: rota and local settings)."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.workforce.models import FreeTime, Hat, Practitioner

KEEPERS = ("amhp_lead", "manager", "system_admin")
READERS = ("amhp_lead",)
ASKERS = ("hub_amhp", "amhp_lead", "edt_officer", "locality_amhp", "trainee", "support")


def may_keep_people(viewer: Viewer, *, service: Service, **_facts: Any) -> bool:
    """The AMHP lead, a manager or a system administrator of the service."""
    return viewer.may_in(service.pk, KEEPERS)


def may_change_practitioner(viewer: Viewer, *, practitioner: Practitioner, **_facts: Any) -> bool:
    """Whoever may keep the people of the practitioner's service."""
    return viewer.may_in(practitioner.service_id, KEEPERS)


def may_end_hat(viewer: Viewer, *, hat: Hat, **_facts: Any) -> bool:
    """Whoever may keep the people of the practitioner's service."""
    return viewer.may_in(hat.practitioner.service_id, KEEPERS)


def may_see_doctors(viewer: Viewer, *, service_id: int) -> bool:
    """Whoever asks doctors, or types for those who do."""
    return viewer.may_in(service_id, ASKERS)


def may_note_free_time(viewer: Viewer, *, practitioner: Practitioner, **_facts: Any) -> bool:
    """Whoever may see the doctors writes down what one of them told."""
    return may_see_doctors(viewer, service_id=practitioner.service_id)


def may_withdraw_free_time(viewer: Viewer, *, free_time: FreeTime, **_facts: Any) -> bool:
    """As for writing it down."""
    return may_see_doctors(viewer, service_id=free_time.practitioner.service_id)
