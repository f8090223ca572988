"""Which record was opened, for the review of openings: a reference, and the surname to compare with the colleague's.

`access` is an earlier room and knows neither persons nor cases; the settings name this function to it.
"""

from collections.abc import Collection

from django.db.models import Q

from onenumber.access.models import OpenedRecord
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.persons.models import Person


def _reached(viewer: Viewer) -> Q:
    wanted = Q(pk__in=[])
    for service_id in viewer.services():
        councils = viewer.councils_in(service_id)
        own = Q(service_id=service_id)
        wanted |= own if councils is None else own & Q(council_id__in=councils)
    return wanted


def opened_records(viewer: Viewer, person_ids: Collection[int]) -> dict[int, OpenedRecord]:
    """By person's number, within the viewer's services and councils; the latest case's reference. Two queries."""
    reached = _reached(viewer)
    cases = Case.objects.filter(reached, person_id__in=person_ids).order_by("id")
    latest = dict(cases.values_list("person_id", "reference"))
    persons = Person.objects.filter(reached, pk__in=person_ids).values_list("pk", "name")
    return {
        number: OpenedRecord(
            reference=latest.get(number, ""), surname=name.split()[-1] if name.split() else ""
        )
        for number, name in persons
    }
