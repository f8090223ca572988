"""Who may take a contact and add to one: asked by screens before they show a way in."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.intake.models import Contact
from onenumber.organisations.models import Service
from onenumber.persons.queries import is_on_duty_in, standing_of

ALONE = frozenset({"hub_amhp", "amhp_lead"})
ON_DUTY = frozenset({"edt_officer"})
SUPERVISED = frozenset({"trainee"})
BY_COMMAND = frozenset(
    {"importer", "system"}
)  # the import of past contacts; nobody is granted these on a page


def may_take(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    """Hub AMHP and lead; an EDT officer on duty; a trainee, whose contact waits to be countersigned."""
    if viewer.may_in(service.pk, ALONE | SUPERVISED):
        return True
    return viewer.may_in(service.pk, ON_DUTY) and is_on_duty_in(viewer, service.pk)


def takes_supervised(viewer: Viewer, service_id: int) -> bool:
    """Whether what this viewer takes waits for somebody else's signature."""
    return viewer.may_in(service_id, SUPERVISED) and not viewer.may_in(service_id, ALONE | ON_DUTY)


def may_add_to(viewer: Viewer, *, contact: Contact, **_: Any) -> bool:
    """Those who may take contacts in its service and to whom the person's record is open."""
    if viewer.may_in(contact.service_id, BY_COMMAND):
        return True
    councils = viewer.councils_in(contact.service_id)
    if councils is not None and contact.council_id not in councils:
        return False
    if not may_take(viewer, service=contact.service):
        return False
    return contact.person is None or standing_of(viewer, contact.person) == "open"


def may_countersign(viewer: Viewer, *, contact: Contact, **_: Any) -> bool:
    """Somebody who takes contacts alone, and not the one who took this."""
    alone = may_take(viewer, service=contact.service) and not takes_supervised(viewer, contact.service_id)
    return alone and viewer.user_id != contact.by_id
