"""Which record was opened, for the review of openings: a reference, and the surname to compare with the colleague's.

`access` is an earlier room and knows neither persons nor cases; the settings name this function to it.
"""

from collections.abc import Collection

from onenumber.access.models import OpenedRecord
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.persons.models import Person


def opened_records(viewer: Viewer, person_ids: Collection[int]) -> dict[int, OpenedRecord]:
    """By person's number, within the viewer's services; the latest case's reference. Two queries."""
    services = viewer.services()
    cases = Case.objects.filter(person_id__in=person_ids, service_id__in=services).order_by("id")
    latest = dict(cases.values_list("person_id", "reference"))
    persons = Person.objects.filter(pk__in=person_ids, service_id__in=services).values_list("pk", "name")
    return {
        number: OpenedRecord(
            reference=latest.get(number, ""), surname=name.split()[-1] if name.split() else ""
        )
        for number, name in persons
    }
