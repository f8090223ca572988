"""Finding a case for a viewer: the case, a page that asks for a reason, or as if it were not there.

A record has one owning service and one responsible council. Whether its person's record is open to the viewer
is asked of `persons`; roles that never open cases (analyst, system administrator) get nothing at all.
"""

from django.http import Http404

from onenumber.access.models import Role
from onenumber.access.queries import ReasonNeeded
from onenumber.audit.models import Viewer
from onenumber.cases.models import Case
from onenumber.persons.queries import has_received
from onenumber.persons.queries import standing_of as standing_with_person
from onenumber.records.prepared_records import PreparedRecords

OPENERS = (Role.HUB_AMHP, Role.LOCALITY_AMHP, Role.EDT_OFFICER, Role.AMHP_LEAD, Role.TRAINEE, Role.SUPPORT)
LONGEST = 20
CASE = PreparedRecords(
    Case,
    lambda reference: Case.objects.filter(reference=reference),
    {"reference": str},
    related=("service", "council", "locality", "person", "contact"),
)


class NotFound(Http404):
    """No such case for this viewer: it does not exist, or it is none of theirs. The page is the same."""


class AskReason(ReasonNeeded):
    """The case exists for this viewer, and opening it needs a reason first: the answer is the page
    that asks.
    """

    def __init__(self, case: Case) -> None:
        super().__init__(f"/cases/{case.reference}/reason/")
        self.reference, self.person_id, self.service_id = case.reference, case.person_id, case.service_id


def case_for(viewer: Viewer, reference: str) -> Case:
    """The case under a reference, if its record is open to the viewer. Raises NotFound or AskReason."""
    if not (reference.isascii() and reference.isprintable()):
        raise NotFound("no such case")  # PostgreSQL would refuse the character, not the case
    case = CASE.first(reference=reference[:LONGEST])
    if case is None or not _reaches(viewer, case):
        raise NotFound("no such case")
    standing = standing_with_person(viewer, case.person)
    if standing == "hidden":
        raise NotFound("no such case")
    if standing != "open":
        raise AskReason(case)
    return case


def _reaches(viewer: Viewer, case: Case) -> bool:
    """The viewer's own service and councils; or another service handed it over, to read (a hosted EDT)."""
    if viewer.may_in(case.service_id, OPENERS):
        return in_councils(viewer, case)
    return bool(viewer.services(*OPENERS)) and has_received(viewer, case.person)


def in_councils(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer's grants in the owning service reach the responsible council."""
    councils = viewer.councils_in(case.service_id)
    return councils is None or case.council_id in councils
