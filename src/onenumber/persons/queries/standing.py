"""How a viewer stands to a person's record: it opens, it asks for a reason, or it is not there.

Reads only working relationships and reasons given; those rows are begun and ended by the actions of later
rooms (architecture.md, Who may see what). Being offered a case opens the offer's own page, not the record.
"""

from datetime import datetime
from typing import Literal

from django.db.models import Q

from onenumber.access.models import ReasonGiven
from onenumber.audit.models import Viewer
from onenumber.persons.models import Person, WorkingRelationship

Standing = Literal["open", "reason", "hidden"]
MAY_ASK = frozenset({"hub_amhp", "locality_amhp", "edt_officer", "amhp_lead", "trainee", "support"})

OURSELVES = frozenset({"importer", "system"})  # commands and reactions; granted on no page


def _live(viewer: Viewer, at: datetime) -> Q:
    return Q(user_id=viewer.user_id, begins_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def is_on_duty_in(viewer: Viewer, service_id: int, *, at: datetime | None = None) -> bool:
    """Whether the duty list has the viewer on duty in this service at this moment."""
    rows = WorkingRelationship.objects.filter(
        _live(viewer, at or viewer.at), why="on_duty", person__isnull=True
    )
    return rows.filter(service_id=service_id).exists()


def standing_of(viewer: Viewer, person: Person) -> Standing:
    """`open` with a live relationship or a reason still open, else `reason` where the role may give one."""
    if viewer.may_in(person.service_id, OURSELVES):
        return "open"
    councils = viewer.councils_in(person.service_id)
    if not viewer.may_in(person.service_id, MAY_ASK) or (
        councils is not None and person.council_id not in councils
    ):
        return "hidden"
    own = Q(person_id=person.pk)
    if not person.restricted:
        own |= Q(person__isnull=True, why="on_duty", service_id=person.service_id)
    rows = WorkingRelationship.objects.filter(_live(viewer, viewer.at), own).exclude(why="offered")
    if rows.exists():
        return "open"
    reasons = ReasonGiven.objects.filter(
        user_id=viewer.user_id, person_id=person.pk, open_until__gt=viewer.at
    )
    return "open" if reasons.exists() else "reason"
