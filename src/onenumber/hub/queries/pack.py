"""Everything the pack for an outage holds of one service, read by the service itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onenumber.audit.models import GrantHeld, Viewer
from onenumber.cases.models import Case
from onenumber.cases.queries import FollowUpLine, open_follow_ups
from onenumber.continuity.queries import pack_code
from onenumber.hub.queries.board import BoardFacts, board_facts
from onenumber.hub.queries.case_page import CasePage, read_case_page
from onenumber.intake.models import Contact
from onenumber.organisations.models import Organisation, Service
from onenumber.rota.queries import DutyLine, duties_between
from onenumber.workforce.models import Practitioner
from onenumber.workforce.queries import DoctorLine, practitioners, section_12_doctors

DAYS = 7  # the service goes on for so long on paper
OURSELVES = 0  # nobody's user id: the service itself


@dataclass(frozen=True)
class PackFacts:
    """What the pack is made of."""

    service: Service
    code: str
    at: datetime
    viewer: Viewer
    board: BoardFacts
    cases: list[CasePage]
    contacts: list[Contact]
    follow_ups: list[FollowUpLine]
    duties: list[DutyLine]
    people: list[Practitioner]
    doctors: list[DoctorLine]
    partners: list[Organisation]


def read_pack(service: Service, *, at: datetime) -> PackFacts:
    """Read it; the open cases in the order of the board's rows."""
    viewer = Viewer(user_id=OURSELVES, name="One Number", grants=(GrantHeld("system", service.pk),), at=at)
    board = board_facts(viewer, service.pk)
    related = ("service", "council", "locality", "person", "contact", "contact__locality")
    rows = {
        case.reference: case
        for case in Case.objects.filter(
            service=service, reference__in=[row.reference for row in board.cases]
        ).select_related(*related)
    }
    waiting = [row.reference for row in board.contacts]
    return PackFacts(
        service=service,
        code=pack_code(service, at),
        at=at,
        viewer=viewer,
        board=board,
        cases=[read_case_page(viewer, rows[row.reference]) for row in board.cases if row.reference in rows],
        contacts=list(
            Contact.objects.filter(service=service, reference__in=waiting)
            .select_related("service", "council", "locality", "person")
            .order_by("happened_at")
        ),
        follow_ups=open_follow_ups(viewer, service.pk),
        duties=duties_between(viewer, service.pk, at, at + timedelta(days=DAYS)),
        people=practitioners(viewer, service.pk),
        doctors=section_12_doctors(viewer, service.pk, at.date()),
        partners=list(Organisation.objects.exclude(telephone="").order_by("kind", "name")),
    )
