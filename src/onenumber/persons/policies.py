"""Who may record and change what is known of a person served."""

from typing import Any

from onenumber.audit.models import Viewer
from onenumber.organisations.models import Service
from onenumber.persons.models import Person
from onenumber.persons.queries.standing import MAY_ASK, OURSELVES, has_received, standing_of

__all__ = [
    "may_change_person",
    "may_end_relationship",
    "may_lift_restriction",
    "may_relate",
    "may_restrict",
    "may_work_in",
    "standing_of",
]

WORKS = MAY_ASK | OURSELVES


def may_work_in(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    """Whoever takes contacts or carries cases in the service."""
    return viewer.may_in(service.pk, WORKS)


def may_change_person(viewer: Viewer, *, person: Person, **_: Any) -> bool:
    """Only with the record open, and not where another service handed it over to be read."""
    return standing_of(viewer, person) == "open" and not has_received(viewer, person)


def may_relate(viewer: Viewer, *, service: Service, **_: Any) -> bool:
    """The action that causes the relationship asked its own policy; here: not from outside the service."""
    return bool(viewer.services()) and (
        viewer.may_in(service.pk, WORKS) or viewer.may_in(service.pk, {"manager"})
    )


def may_end_relationship(viewer: Viewer, **_: Any) -> bool:
    """As above; the rows are found by what caused them."""
    return bool(viewer.services())


def may_restrict(viewer: Viewer, *, person: Person, **_: Any) -> bool:
    """Whoever has the record open, and the AMHP lead without opening it: a restriction protects."""
    return may_lift_restriction(viewer, person=person) or may_change_person(viewer, person=person)


def may_lift_restriction(viewer: Viewer, *, person: Person, **_: Any) -> bool:
    """The AMHP lead of the service, in the councils of their grant."""
    councils = viewer.councils_in(person.service_id)
    in_reach = councils is None or person.council_id in councils
    return in_reach and viewer.may_in(person.service_id, {"amhp_lead"})
