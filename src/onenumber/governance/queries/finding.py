"""Finding what is governed, for a viewer: a person by the reference of a case or contact, a request, a proposal."""

from django.http import Http404

from onenumber.access.models import Role
from onenumber.access.queries import ReasonNeeded
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.governance.models import Destruction, SubjectRequest
from onenumber.governance.queries.may import LOOKS, may_govern, may_see_destruction
from onenumber.intake.models import Contact
from onenumber.persons.models import Person
from onenumber.persons.queries import standing_of

LONGEST = 20


def _sound(reference: str) -> str:
    if not (reference.isascii() and reference.isprintable()):
        raise Http404  # PostgreSQL would refuse the character, not the reference
    return reference[:LONGEST]


def person_of(viewer: Viewer, reference: str) -> Person:
    """The person a case or contact is about, for the AMHP lead of its service. Raises Http404."""
    wanted = {"reference": _sound(reference), "service_id__in": viewer.services(Role.AMHP_LEAD)}
    case = Case.objects.filter(**wanted).select_related("person__service", "person__council").first()
    contact = Contact.objects.filter(**wanted).select_related("person__service", "person__council").first()
    person = case.person if case else (contact.person if contact else None)
    if person is None or not may_govern(viewer, person=person):
        raise Http404
    return person


def open_to(viewer: Viewer, person: Person, reference: str) -> None:
    """Whoever reads a record's words needs it open: raises ReasonNeeded, which asks for a reason, or Http404."""
    standing = standing_of(viewer, person)
    if standing == "hidden":
        raise Http404
    if standing != "open":
        case = Case.objects.filter(person=person).order_by("-pk").values_list("reference", flat=True).first()
        raise ReasonNeeded(f"/cases/{case}/reason/" if case else f"/contacts/{reference}/")


def request_of(viewer: Viewer, reference: str) -> SubjectRequest:
    """A request about a person of the viewer's service. Raises Http404."""
    wanted = SubjectRequest.objects.select_related("person__service", "person__council")
    found = wanted.filter(
        reference=_sound(reference), person__service_id__in=viewer.services(Role.AMHP_LEAD)
    ).first()
    if found is None or not may_govern(viewer, person=found.person):
        raise Http404
    return found


def destruction_of(viewer: Viewer, reference: str) -> Destruction:
    """A proposal or tombstone of the viewer's service. Raises Http404."""
    wanted = Destruction.objects.select_related("service", "council")
    found = wanted.filter(reference=_sound(reference), service_id__in=viewer.services(*LOOKS)).first()
    if found is None or not may_see_destruction(viewer, service=found.service, council=found.council):
        raise Http404
    return found
