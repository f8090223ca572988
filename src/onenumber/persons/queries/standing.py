"""How a viewer stands to a person's record: it opens, it asks for a reason, or it is not there.

Reads only working relationships and reasons given; those rows are begun and ended by the actions of later
rooms (architecture.md, Who may see what). Being offered a case opens the offer's own page, not the record.
"""

from datetime import datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet

from onenumber.access.models import ReasonGiven
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, WorkingRelationship
from onenumber.records.prepared import Prepared

Standing = Literal["open", "reason", "hidden"]
MAY_ASK = frozenset({"hub_amhp", "locality_amhp", "edt_officer", "amhp_lead", "trainee", "support"})

OURSELVES = frozenset({"importer", "system"})  # commands and reactions; granted on no page


Rows = QuerySet[WorkingRelationship, Any]


def _of_person(user_id: int, at: datetime, person_id: int) -> Rows:
    live = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    rows = WorkingRelationship.objects.filter(live, user_id=user_id, person_id=person_id, begins_at__lte=at)
    return rows.exclude(why="offered").values_list("id")[:1]


def _on_duty(user_id: int, at: datetime, service_id: int) -> Rows:
    return WorkingRelationship.objects.filter(
        user_id=user_id, begins_at__lte=at, why="on_duty", person__isnull=True, service_id=service_id
    ).values_list("id")


def _received(user_id: int, at: datetime, person_id: int) -> Rows:
    """What another service handed over: always with an end, and never more than this one person's record."""
    return WorkingRelationship.objects.filter(
        user_id=user_id, person_id=person_id, why="received", begins_at__lte=at, ends_at__gt=at
    ).values_list("id")[:1]


# Duties with an end and without are asked for apart: an index then skips all that are over.
OF_PERSON = Prepared(_of_person, {"user_id": int, "at": datetime, "person_id": int})
RECEIVED = Prepared(_received, {"user_id": int, "at": datetime, "person_id": int})
OF_DUTY = {"user_id": int, "at": datetime, "service_id": int}
ON_DUTY = Prepared(
    lambda user_id, at, service_id: _on_duty(user_id, at, service_id).filter(ends_at__gt=at)[:1], OF_DUTY
)
ON_DUTY_WITHOUT_END = Prepared(
    lambda user_id, at, service_id: _on_duty(user_id, at, service_id).filter(ends_at__isnull=True)[:1],
    OF_DUTY,
)


def is_on_duty_in(viewer: Viewer, service_id: int, *, at: datetime | None = None) -> bool:
    """Whether the duty list has the viewer on duty in this service at this moment."""
    now = {"user_id": viewer.user_id, "at": at or viewer.at, "service_id": service_id}
    return bool(ON_DUTY.row(**now) or ON_DUTY_WITHOUT_END.row(**now))


def has_received(viewer: Viewer, person: Person) -> bool:
    """Whether another service handed this person's record to the viewer, to read, for the duty they are on."""
    if person.service_id in viewer.services() or not viewer.grants:
        return False
    return bool(RECEIVED.row(user_id=viewer.user_id, at=viewer.at, person_id=person.pk))


def standing_of(viewer: Viewer, person: Person) -> Standing:
    """`open` with a live relationship or a reason still open, else `reason` where the role may give one."""
    if viewer.may_in(person.service_id, OURSELVES) or has_received(viewer, person):
        return "open"
    councils = viewer.councils_in(person.service_id)
    if not viewer.may_in(person.service_id, MAY_ASK) or (
        councils is not None and person.council_id not in councils
    ):
        return "hidden"
    if OF_PERSON.row(user_id=viewer.user_id, at=viewer.at, person_id=person.pk):
        return "open"
    if not person.restricted and is_on_duty_in(viewer, person.service_id):
        return "open"
    reasons = ReasonGiven.objects.filter(
        user_id=viewer.user_id, person_id=person.pk, open_until__gt=viewer.at
    )
    return "open" if reasons.exists() else "reason"
